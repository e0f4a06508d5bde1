/**
 * Calls with one attempt and no answer yet, as nearly all are for a moment: a ring of typed arrays, so that a run makes and drops
 * nothing for each of its millions of calls.
 */

/** A power of two; a call that is still waiting when so many have begun after it has to be kept elsewhere. */
const ringSize = 16_384

export class FreshCalls {
  /** A call's number + 1, at its place in the ring. */
  #calls = new Float64Array(ringSize)
  #links = new Uint16Array(ringSize)

  /** Puts a call in; answers the one that had to make room for it. Whoever has no number has no place here. */
  put(key: number | string, link: number): { readonly key: number | string; readonly link: number } | null {
    if (typeof key === "string") return { key, link }
    const place = key & (ringSize - 1)
    const before = this.#calls[place] ?? 0
    const evicted = before === 0 ? null : { key: before - 1, link: this.#links[place] ?? 0 }
    this.#calls[place] = key + 1
    this.#links[place] = link
    return evicted
  }

  /** Takes a call out; answers its link, or -1 if it is not here. */
  take(key: number | string): number {
    if (typeof key === "string") return -1
    const place = key & (ringSize - 1)
    if (this.#calls[place] !== key + 1) return -1
    this.#calls[place] = 0
    return this.#links[place] ?? -1
  }

  *entries(): Generator<readonly [number, number]> {
    for (const [place, call] of this.#calls.entries()) if (call !== 0) yield [call - 1, this.#links[place] ?? 0]
  }

  fork(): FreshCalls {
    const copy = new FreshCalls()
    copy.#calls = this.#calls.slice()
    copy.#links = this.#links.slice()
    return copy
  }
}
