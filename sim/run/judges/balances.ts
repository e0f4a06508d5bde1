/** Judges of balances: at the end, and throughout. A balance is the sum of the postings to an account of one subject or SKU, or of all. */
import type { PostingRow } from "../../consistency/rows.ts"
import type { Balance, Expectation } from "../../scenario/expectations.ts"
import { matchesGlob } from "../../scenario/identity.ts"
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

  fork() {
    return new BalanceJudge(this.#expected, this.#sum, this.#legs)
  }
}

/** Looks after each whole entry: between two legs of one entry a balance may be anything. */
export class BoundsJudge implements Judge {
  readonly #expected: Of<"always">
  readonly #of: Balance
  #sum: number
  #entry: number
  #left: boolean

  constructor(expected: Of<"always">, sum = 0, entry = -1, left = false) {
    this.#expected = expected
    this.#of = expected.atLeast ?? expected.atMost ?? { quantity: 0 }
    this.#sum = sum
    this.#entry = entry
    this.#left = left
  }

  posting(row: PostingRow): void {
    if (this.#left) return
    if (row.entry !== this.#entry) this.#look()
    const share = shareOf(this.#expected, this.#of, row)
    if (share === null) return
    this.#entry = row.entry
    this.#sum += share
  }

  verdict() {
    this.#look()
    return this.#entry < 0 ? "unknown" : held(!this.#left)
  }

  fork() {
    return new BoundsJudge(this.#expected, this.#sum, this.#entry, this.#left)
  }

  #look(): void {
    if (this.#entry < 0) return
    const { atLeast, atMost } = this.#expected
    if (atLeast !== null && this.#sum < valueOf(atLeast)) this.#left = true
    if (atMost !== null && this.#sum > valueOf(atMost)) this.#left = true
  }
}
