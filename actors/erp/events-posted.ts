/** Events of one kind that the ERP has to post once each: how often it has, for ever; by name only those that it has not posted yet. */
import { HashCounts } from "../../sim/world/hash-counts.ts"

export class EventsPosted {
  #times = new HashCounts()
  /** The message that brought each about. */
  #awaited = new Map<string, number>()
  /** How many were awaited and have been posted. */
  #met = 0

  expect(event: string, message: number): void {
    this.#awaited.set(event, message)
  }

  /** Nothing is to be posted after all; false when it was not awaited. */
  expectNot(event: string): boolean {
    return this.#awaited.delete(event)
  }

  /** Answers how often it has been posted by now. */
  post(event: string): number {
    if (this.#awaited.delete(event)) this.#met++
    return this.#times.add(event)
  }

  /** It is forgotten that this was posted: it is awaited again. */
  takeBack(event: string, message: number): void {
    this.#times.add(event, -1)
    this.#awaited.set(event, message)
  }

  /** How many were awaited, and those that were never posted with their messages. */
  finish(): { readonly expected: number; readonly missing: readonly (readonly [string, number])[] } {
    // What the ERP posted before others saw it happen is still awaited here.
    const missing = [...this.#awaited].filter(([event]) => this.#times.get(event) === 0)
    return { expected: this.#met + this.#awaited.size, missing }
  }

  fork(): EventsPosted {
    const copy = new EventsPosted()
    copy.#times = this.#times.fork()
    copy.#awaited = new Map(this.#awaited)
    copy.#met = this.#met
    return copy
  }
}
