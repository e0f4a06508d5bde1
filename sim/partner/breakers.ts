/**
 * Circuit breakers, one for each link that asks for one: after so many failures in a row a sender leaves its partner alone for a
 * while, then lets one call try. When that succeeds all who waited go on; when it fails the pause begins again.
 *
 * Waiting is no attempt, so a call still has all of its own when the breaker closes.
 */

export interface BreakerTerms {
  readonly index: number
  /** Failures in a row after which the breaker opens; 0 for never. */
  readonly breakerAfter: number
  readonly breakerPauseMs: number
}

interface Breaker {
  readonly failures: number
  /** When the next call may try; -1 while the breaker is closed. */
  readonly openUntil: number
  /** The call that tries; -1 while none does. */
  readonly probe: number
  readonly waiting: readonly number[]
}

const closed: Breaker = { failures: 0, openUntil: -1, probe: -1, waiting: [] }

export class Breakers {
  readonly #byLink: Map<number, Breaker>

  constructor(from?: Breakers) {
    this.#byLink = new Map(from === undefined ? [] : from.#byLink)
  }

  /** The sender has died, and with it all that it knew of the receiver. */
  forget({ index }: Pick<BreakerTerms, "index">): void {
    this.#byLink.delete(index)
  }

  /** May the call be sent now? If not, it waits; `wakeAt` says when to ask again, -1 when somebody else already will. */
  ask(
    { index, breakerAfter }: BreakerTerms,
    call: number,
    now: number,
  ): { readonly go: boolean; readonly wakeAt: number } {
    const breaker = this.#byLink.get(index)
    if (breakerAfter === 0 || breaker === undefined || breaker.openUntil < 0) return { go: true, wakeAt: -1 }
    const { openUntil, probe, waiting } = breaker
    const others = waiting.filter((id) => id !== call)
    if (probe < 0 && now >= openUntil) {
      this.#byLink.set(index, { ...breaker, probe: call, waiting: others })
      return { go: true, wakeAt: -1 }
    }
    this.#byLink.set(index, { ...breaker, waiting: [...others, call] })
    return { go: false, wakeAt: probe < 0 && others.length === 0 ? openUntil : -1 }
  }

  /** The partner has answered sensibly; whoever waited may go on. Null when nothing was open. */
  succeeded({ index }: BreakerTerms): readonly number[] | null {
    const breaker = this.#byLink.get(index)
    if (breaker === undefined) return null
    this.#byLink.delete(index)
    return breaker.openUntil < 0 ? null : breaker.waiting
  }

  /** An attempt has failed. Null while the breaker stays as it is; else until when it is open, and who tries then. */
  failed(
    { index, breakerAfter, breakerPauseMs }: BreakerTerms,
    call: number,
    now: number,
  ): { readonly until: number; readonly next: number } | null {
    const breaker = this.#byLink.get(index) ?? closed
    const failures = breaker.failures + 1
    // What was under way when it opened says nothing new.
    if (breaker.openUntil >= 0 && breaker.probe !== call) return null
    if (breaker.openUntil < 0 && failures < breakerAfter) {
      this.#byLink.set(index, { ...breaker, failures })
      return null
    }
    const until = now + breakerPauseMs
    this.#byLink.set(index, { failures, openUntil: until, probe: -1, waiting: breaker.waiting })
    return { until, next: breaker.waiting[0] ?? -1 }
  }
}
