/**
 * What a run gives back, and what `--reporter json` prints: one verdict, one digest, the figures behind them.
 */
import type { RefusedAct } from "../world/refused-act.ts"

export type { RefusedAct } from "../world/refused-act.ts"

export type Verdict = "held" | "broken" | "unknown"

export interface SuiteResult {
  readonly verdict: Verdict
  readonly digest: string
  readonly scenarios: readonly RunResult[]
  /** Scenarios that the program itself failed on; absent when there is none. */
  readonly failures?: readonly Failure[]
}

export interface Failure {
  readonly file: string
  readonly says: string
}

export interface RunResult {
  readonly name: string
  readonly file: string | null
  readonly seed: number
  readonly verdict: Verdict
  readonly digest: string
  readonly orders: number
  readonly messages: number
  readonly transitions: number
  readonly postings: number
  readonly virtualMs: number
  readonly wallMs: number
  readonly invariants: readonly InvariantResult[]
  /** `found`: what there was instead, as a sentence; null where it held. */
  readonly expectations: readonly { readonly says: string; readonly verdict: Verdict; readonly found: string | null }[]
  /** Faults of the network, and how often each really acted. */
  readonly faults: readonly { readonly says: string; readonly acted: number }[]
  /** What people did and were told no. Nothing breaks by it, but a scenario that did not mean it shows something else than it says. */
  readonly refusedActs: readonly RefusedAct[]
  readonly kpis: {
    readonly partners: Readonly<Record<string, PartnerKpis>>
    readonly links: Readonly<Record<string, PartnerKpis>>
    readonly operations: Readonly<Record<string, number | null>>
  }
  /** The order book's account: how many orders ran, what was skipped and why, gross sums in minor units. */
  readonly book: BookResult | null
  /** Where the journal was written; null when nobody asked. */
  readonly runFile: string | null
  /** Defects of the program's own rooms: an undeclared event, a throwing guard. Never empty silently: they make the run broken. */
  /** How many messages there are for each that was held against its contract: 1 when all were. */
  readonly contractsEvery: number
  readonly defects: readonly string[]
}

export interface InvariantResult {
  readonly id: string
  readonly name: string
  readonly kind: "safety" | "convergence" | "reachability"
  readonly verdict: Verdict
  readonly exercised: number
  readonly breach: null | { readonly at: number; readonly message: number; readonly says: string }
  /** How many breaches there were in all; `breach` is the first. */
  readonly breaches: number
}

/**
 * The five figures of an API and what they are made of. As receiver for an instance, for one direction of traffic for a link.
 * Requests and transactions are different things: a transaction is one call with all its attempts.
 */
export interface PartnerKpis {
  readonly requests: number
  readonly transactions: number
  /** Transactions succeeded ÷ finished; null when none finished. Declines and conflicts count as neither failed nor succeeded. */
  readonly successRate: number | null
  /** Failed requests (timeout, 5xx, 429, auth, malformed) ÷ requests. */
  readonly errorRate: number | null
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  readonly p99Ms: number | null
  /** Share of the run's time in which the instance was accessible. */
  readonly availability: number | null
  /** Business answers that said no: declines (402), conflicts (409), unknown objects (404), invalid (422). */
  readonly declined: number
  /** Requests on the busiest business day (UTC), and on the average day with any. */
  readonly volumePerDayMax: number
  readonly volumePerDayMean: number | null
}

export interface BookResult {
  readonly format: string
  readonly hash: string
  readonly currency: string
  readonly orders: number
  readonly withdrawals: number
  readonly lines: number
  readonly gross: number
  readonly roundingMicros: number
  readonly skipped: readonly {
    readonly kind: string
    readonly reason: string
    readonly count: number
    readonly amount: number
  }[]
  readonly notes: readonly string[]
}
