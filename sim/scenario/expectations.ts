/** What a scenario expects of its run, and how each expectation reads as a sentence. */
import { variations, type Variation } from "./variations.ts"
import { formatMoney, type Money } from "./amounts.ts"
import { formatDuration } from "./durations.ts"
import { formatPattern, type MessagePattern } from "./identity.ts"
import { formatInstant, type Instant } from "./instants.ts"

export const verdicts = ["held", "broken", "unknown"] as const

export type Expectation =
  /** How the invariants of the run turn out as a whole. */
  | { readonly type: "verdict"; readonly verdict: (typeof verdicts)[number] }
  /** This invariant breaks, and none that is not named so: the scenario shows an incident. */
  | { readonly type: "breaks"; readonly invariant: string }
  /** A second run, which differs from the first in nothing that may matter, comes to the same in the end. */
  | { readonly type: "again"; readonly variation: Variation }
  /** An operations figure lies within bounds. */
  | {
      readonly type: "figure"
      readonly figure: string
      readonly atLeast: number | null
      readonly atMost: number | null
    }
  /** The state in which an object is at the end. */
  | {
      readonly type: "object"
      readonly instance: string
      readonly kind: string
      readonly id: string
      readonly state: string
    }
  /** An object was in this state at some moment, at the latest so long after an instant. `*` in the id stands for any run of characters. */
  | {
      readonly type: "eventually"
      readonly instance: string
      readonly kind: string
      readonly id: string
      readonly state: string
      readonly withinMs: number | null
      /** Null: the start of business. */
      readonly after: Instant | null
    }
  /** No such object ever entered this state. */
  | {
      readonly type: "never"
      readonly instance: string
      readonly kind: string
      readonly id: string
      readonly state: string
    }
  /** A balance never left its bounds. */
  | {
      readonly type: "always"
      readonly instance: string
      readonly account: string
      readonly subject: string | null
      readonly atLeast: Balance | null
      readonly atMost: Balance | null
    }
  /** What an account or a stock bucket holds at the end, of a subject or SKU; null sums over all of them. */
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
    case "again":
      return `A second run comes to the same in the end. ${variations[expectation.variation]}`
    case "object":
      return `At the end, ${expectation.kind} ${expectation.id} of ${expectation.instance} is in state "${expectation.state}".`
    case "figure":
      return `The figure ${expectation.figure} is ${boundsOf(expectation.atLeast, expectation.atMost, String)}.`
    case "eventually": {
      const { kind, id, instance, state, withinMs, after } = expectation
      const since = after === null ? "the start of business" : formatInstant(after)
      const limit =
        withinMs === null
          ? after === null
            ? ""
            : ` after ${since}`
          : ` within ${formatDuration(withinMs)} of ${since}`
      return `${kind} ${id} of ${instance} comes to be in state "${state}"${limit}.`
    }
    case "never":
      return `${expectation.kind} ${expectation.id} of ${expectation.instance} never enters state "${expectation.state}".`
    case "always": {
      const { account, subject, instance, atLeast, atMost } = expectation
      const of = subject === null ? "in all" : `of ${subject}`
      return `At every moment, ${account} ${of} at ${instance} is ${boundsOf(atLeast, atMost, formatBalance)}.`
    }
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

const boundsOf = <T extends number | Balance>(
  atLeast: T | null,
  atMost: T | null,
  format: (value: T) => string,
): string => {
  if (atLeast === null) return `at most ${format(atMost!)}`
  if (atMost === null) return `at least ${format(atLeast)}`
  return format(atLeast) === format(atMost) ? format(atLeast) : `${format(atLeast)} to ${format(atMost)}`
}

const bounds = (atLeast: number | null, atMost: number | null): string => {
  if (atMost === 0) return "are no messages"
  if (atLeast === atMost && atLeast !== null) return `${isOrAre(atLeast)} exactly ${messages(atLeast)}`
  if (atMost === null) return `${isOrAre(atLeast ?? 0)} at least ${messages(atLeast ?? 0)}`
  if (atLeast === null || atLeast === 0) return `${isOrAre(atMost)} at most ${messages(atMost)}`
  return `are ${atLeast} to ${atMost} messages`
}

const isOrAre = (n: number): string => (n === 1 ? "is" : "are")
const messages = (n: number): string => `${n} ${n === 1 ? "message" : "messages"}`
