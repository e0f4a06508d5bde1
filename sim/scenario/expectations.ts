/** What a scenario expects of its run, and how each expectation reads as a sentence. */
import { formatMoney, type Money } from "./amounts.ts"
import { formatPattern, type MessagePattern } from "./identity.ts"

export const verdicts = ["held", "broken", "unknown"] as const

export type Expectation =
  /** How the invariants of the run turn out as a whole. */
  | { readonly type: "verdict"; readonly verdict: (typeof verdicts)[number] }
  /** This invariant breaks: the scenario shows an incident. */
  | { readonly type: "breaks"; readonly invariant: string }
  /** The state in which an object is at the end. */
  | {
      readonly type: "object"
      readonly instance: string
      readonly kind: string
      readonly id: string
      readonly state: string
    }
  /** What an account or a stock bucket holds at the end; subject null sums over all of them. */
  | {
      readonly type: "balance"
      readonly instance: string
      readonly account: string
      readonly subject: string | null
      readonly is: Balance
    }
  /** How many messages there were in the whole run; null has no bound. */
  | {
      readonly type: "messages"
      readonly of: MessagePattern
      readonly atLeast: number | null
      readonly atMost: number | null
    }

export type Balance = Money | { readonly quantity: number }

export const says = (expectation: Expectation): string => {
  switch (expectation.type) {
    case "verdict":
      return `The run's verdict is "${expectation.verdict}".`
    case "breaks":
      return `Invariant ${expectation.invariant} breaks.`
    case "object":
      return `At the end, ${expectation.kind} ${expectation.id} of ${expectation.instance} is in state "${expectation.state}".`
    case "balance": {
      const of = expectation.subject === null ? "in all" : `of ${expectation.subject}`
      return `At the end, ${expectation.account} ${of} at ${expectation.instance} is ${formatBalance(expectation.is)}.`
    }
    case "messages":
      return `There ${bounds(expectation.atLeast, expectation.atMost)}: ${formatPattern(expectation.of)}.`
  }
}

export const formatBalance = (balance: Balance): string =>
  "quantity" in balance ? String(balance.quantity) : formatMoney(balance)

const bounds = (atLeast: number | null, atMost: number | null): string => {
  if (atMost === 0) return "are no messages"
  if (atLeast === atMost && atLeast !== null) return `${isOrAre(atLeast)} exactly ${messages(atLeast)}`
  if (atMost === null) return `${isOrAre(atLeast ?? 0)} at least ${messages(atLeast ?? 0)}`
  if (atLeast === null || atLeast === 0) return `${isOrAre(atMost)} at most ${messages(atMost)}`
  return `are ${atLeast} to ${atMost} messages`
}

const isOrAre = (n: number): string => (n === 1 ? "is" : "are")
const messages = (n: number): string => `${n} ${n === 1 ? "message" : "messages"}`
