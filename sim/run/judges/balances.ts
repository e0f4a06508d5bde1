/** Judges of balances: at the end, and throughout. A balance is the sum of the postings to an account of one subject or SKU, or of all. */
import type { PostingRow } from "../../consistency/rows.ts"
import { formatBalance, type Balance, type Expectation } from "../../scenario/expectations.ts"
import { matchesGlob } from "../../scenario/identity.ts"
import { formatIso } from "../../scenario/instants.ts"
import { held, type Judge } from "./judge.ts"

type Of<T extends Expectation["type"]> = Extract<Expectation, { type: T }>
interface Account {
  readonly instance: string
  readonly account: string
  readonly subject: string | null
}

/** What the row adds to the balance, in units or minor units; null when it is another account, subject or currency. */
const shareOf = ({ instance, account, subject }: Account, of: Balance, row: PostingRow): number | null => {
  if (row.account !== account || !matchesGlob(instance, row.instance)) return null
  if (subject !== null && row.subject !== subject && row.sku !== subject) return null
  if ("quantity" in of) return row.quantity
  return row.currency === of.currency ? row.amount : null
}

/** So many units or minor units, as the scenario writes them. */
const inWords = (of: Balance, sum: number): string =>
  formatBalance("quantity" in of ? { quantity: sum } : { ...of, amountMinor: sum })

const nothingPosted = "Nothing was ever posted to it."

const valueOf = (balance: Balance): number => ("quantity" in balance ? balance.quantity : balance.amountMinor)

/** An account that nothing was ever posted to is not proof of a zero balance. */
export class BalanceJudge implements Judge {
  readonly #expected: Of<"balance">
  #sum: number
  #legs: number

  constructor(expected: Of<"balance">, sum = 0, legs = 0) {
    this.#expected = expected
    this.#sum = sum
    this.#legs = legs
  }

  posting(row: PostingRow): void {
    const share = shareOf(this.#expected, this.#expected.is, row)
    if (share === null) return
    this.#sum += share
    this.#legs++
  }

  verdict() {
    return this.#legs === 0 ? "unknown" : held(this.#sum === valueOf(this.#expected.is))
  }

  found() {
    return this.#legs === 0 ? nothingPosted : `It is ${inWords(this.#expected.is, this.#sum)} instead.`
  }

  fork() {
    return new BalanceJudge(this.#expected, this.#sum, this.#legs)
  }
}

interface Outside {
  readonly sum: number
  readonly at: number
}

/** Looks after each whole entry: between two legs of one entry a balance may be anything. */
export class BoundsJudge implements Judge {
  readonly #expected: Of<"always">
  readonly #of: Balance
  #sum: number
  #entry: number
  #at: number
  /** Where it first lay outside, and when; null while it never did. */
  #outside: Outside | null

  constructor(expected: Of<"always">, sum = 0, entry = -1, at = 0, outside: Outside | null = null) {
    this.#expected = expected
    this.#of = expected.atLeast ?? expected.atMost ?? { quantity: 0 }
    this.#sum = sum
    this.#entry = entry
    this.#at = at
    this.#outside = outside
  }

  posting(row: PostingRow): void {
    if (this.#outside !== null) return
    if (row.entry !== this.#entry) this.#look()
    const share = shareOf(this.#expected, this.#of, row)
    if (share === null) return
    this.#entry = row.entry
    this.#at = row.at
    this.#sum += share
  }

  verdict() {
    this.#look()
    return this.#entry < 0 ? "unknown" : held(this.#outside === null)
  }

  found() {
    if (this.#outside === null) return nothingPosted
    return `It was ${inWords(this.#of, this.#outside.sum)} at ${formatIso(this.#outside.at)}.`
  }

  fork() {
    return new BoundsJudge(this.#expected, this.#sum, this.#entry, this.#at, this.#outside)
  }

  #look(): void {
    if (this.#entry < 0 || this.#outside !== null) return
    const { atLeast, atMost } = this.#expected
    const isBelow = atLeast !== null && this.#sum < valueOf(atLeast)
    const isAbove = atMost !== null && this.#sum > valueOf(atMost)
    if (isBelow || isAbove) this.#outside = { sum: this.#sum, at: this.#at }
  }
}
