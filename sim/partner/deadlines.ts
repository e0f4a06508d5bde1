/**
 * Until when the attempts over one link wait for an answer. They all wait equally long, so the oldest is always the next to expire,
 * and the world needs one timer for the link instead of one for each attempt.
 */

export class Deadlines {
  readonly #calls: number[]
  readonly #attempts: number[]
  readonly #ats: number[]
  #head: number

  constructor(from?: Deadlines) {
    this.#head = 0
    const head = from === undefined ? 0 : from.#head
    this.#calls = from === undefined ? [] : from.#calls.slice(head)
    this.#attempts = from === undefined ? [] : from.#attempts.slice(head)
    this.#ats = from === undefined ? [] : from.#ats.slice(head)
  }

  get isEmpty(): boolean {
    return this.#head === this.#calls.length
  }

  get call(): number {
    return this.#calls[this.#head]!
  }

  get attempt(): number {
    return this.#attempts[this.#head]!
  }

  get at(): number {
    return this.#ats[this.#head]!
  }

  push(call: number, attempt: number, at: number): void {
    if (this.isEmpty) this.#restart()
    this.#calls.push(call)
    this.#attempts.push(attempt)
    this.#ats.push(at)
  }

  /** Drops the oldest. */
  shift(): void {
    this.#head++
    // What was dropped is cut off when it is as much as what is left: on average once for each entry.
    if (this.#head > 64 && this.#head * 2 > this.#calls.length) this.#restart()
  }

  #restart(): void {
    for (const list of [this.#calls, this.#attempts, this.#ats]) list.splice(0, this.#head)
    this.#head = 0
  }
}
