/**
 * What one receiver got over one link, or over several added up, and the figures that follow from it.
 */
import type { PartnerKpis } from "./result.ts"
import { Tally } from "./tally.ts"

/** What an answer's status means for the call: done, a business "no", or a failure of the request. */
export type Outcome = "succeeded" | "declined" | "failed"

export const outcomeOf = (status: number): Outcome =>
  status >= 200 && status < 300 ? "succeeded" : declines.has(status) ? "declined" : "failed"

/** Declined payment, unknown object, state conflict, object that is gone, request that breaks a business rule. */
const declines: ReadonlySet<number> = new Set([402, 404, 409, 410, 422])

const dayMs = 86_400_000

export class Traffic {
  readonly responseMs = new Tally()
  requests = 0
  /** Requests that were answered at all; the others ran into their timeout. */
  answered = 0
  /** Answered requests that failed all the same. */
  refused = 0
  transactions = 0
  declined = 0
  failed = 0
  readonly #days = new Map<number, number>()
  #day = Number.NaN
  #today = 0

  sent(at: number, count: number): void {
    this.requests += count
    const day = Math.floor(at / dayMs)
    if (day !== this.#day) this.#turn(day)
    this.#today += count
  }

  was(status: number, responseMs: number, count: number): void {
    this.answered += count
    if (outcomeOf(status) === "failed") this.refused += count
    this.responseMs.add(responseMs, count)
  }

  add(other: Traffic): void {
    other.#turn(other.#day)
    this.#turn(this.#day)
    for (const [day, count] of other.#days) this.#days.set(day, (this.#days.get(day) ?? 0) + count)
    this.#today = this.#days.get(this.#day) ?? 0
    this.requests += other.requests
    this.answered += other.answered
    this.refused += other.refused
    this.transactions += other.transactions
    this.declined += other.declined
    this.failed += other.failed
    this.responseMs.addAll(other.responseMs)
  }

  kpis(availability: number | null): PartnerKpis {
    this.#turn(this.#day)
    const succeeded = this.transactions - this.declined - this.failed
    return {
      requests: this.requests,
      transactions: this.transactions,
      successRate: share(succeeded, succeeded + this.failed),
      errorRate: share(this.requests - this.answered + this.refused, this.requests),
      p50Ms: this.responseMs.percentile(50),
      p95Ms: this.responseMs.percentile(95),
      p99Ms: this.responseMs.percentile(99),
      availability,
      declined: this.declined,
      volumePerDayMax: [...this.#days.values()].reduce((most, count) => Math.max(most, count), 0),
      volumePerDayMean: share(this.requests, this.#days.size),
    }
  }

  /** Traffic comes day by day, so only a change of the day touches the map. */
  #turn(day: number): void {
    if (!Number.isNaN(this.#day)) this.#days.set(this.#day, this.#today)
    this.#day = day
    this.#today = this.#days.get(day) ?? 0
  }
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
