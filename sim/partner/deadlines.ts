/**
 * Until when the attempts over one link wait for an answer. They all wait equally long, so the oldest is always the next to expire,
 * and the world needs one timer for the link instead of one for each attempt.
 */

export class Deadlines {
  readonly #calls: number[]
  readonly #attempts: number[]
  readonly #ats: number[]
  #head = 0
  /** Up to here the lists are in use: what was dropped leaves its room to the next, and a quiet link never asks for more. */
  #end: number

  constructor(from?: Deadlines) {
    this.#calls = from === undefined ? [] : from.#calls.slice(from.#head, from.#end)
    this.#attempts = from === undefined ? [] : from.#attempts.slice(from.#head, from.#end)
    this.#ats = from === undefined ? [] : from.#ats.slice(from.#head, from.#end)
    this.#end = this.#calls.length
  }

  get isEmpty(): boolean {
    return this.#head === this.#end
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
    if (this.isEmpty) this.#head = this.#end = 0
    const place = this.#end++
    this.#calls[place] = call
    this.#attempts[place] = attempt
    this.#ats[place] = at
  }

  /** Drops the oldest. */
  shift(): void {
    this.#head++
    // What was dropped is cut off when it is as much as what is left: on average once for each entry.
    if (this.#head > 64 && this.#head * 2 > this.#end) this.#cut()
  }

  #cut(): void {
    for (const list of [this.#calls, this.#attempts, this.#ats]) list.copyWithin(0, this.#head, this.#end)
    this.#end -= this.#head
    this.#head = 0
  }
}
