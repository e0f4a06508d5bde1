/**
 * What one receiver got over one link, or over several added up, and the figures that follow from it.
 */
import { Days } from "./days.ts"
import { outcomeOf } from "./outcome.ts"
import type { PartnerKpis } from "./result.ts"
import { Tally } from "./tally.ts"

export class Traffic {
  responseMs = new Tally()
  requests = 0
  /** Requests that were answered at all; the others ran into their timeout. */
  answered = 0
  /** Answered requests that failed all the same. */
  refused = 0
  transactions = 0
  declined = 0
  failed = 0
  #days = new Days()

  /** `count` requests, the first at `at` and each `everyMs` after the one before it. */
  sent(at: number, count: number, everyMs: number): void {
    this.requests += count
    this.#days.addEvery(at, count, everyMs)
  }

  was(status: number, responseMs: number, count: number): void {
    this.answered += count
    if (outcomeOf(status) === "failed") this.refused += count
    this.responseMs.add(responseMs, count)
  }

  add(other: Traffic): void {
    this.#days.addAll(other.#days)
    this.requests += other.requests
    this.answered += other.answered
    this.refused += other.refused
    this.transactions += other.transactions
    this.declined += other.declined
    this.failed += other.failed
    this.responseMs.addAll(other.responseMs)
  }

  kpis(availability: number | null): PartnerKpis {
    const { most, days } = this.#days.summary()
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
      volumePerDayMax: most,
      volumePerDayMean: share(this.requests, days),
    }
  }

  fork(): Traffic {
    const copy = new Traffic()
    copy.responseMs = this.responseMs.fork()
    copy.#days = this.#days.fork()
    copy.requests = this.requests
    copy.answered = this.answered
    copy.refused = this.refused
    copy.transactions = this.transactions
    copy.declined = this.declined
    copy.failed = this.failed
    return copy
  }
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
