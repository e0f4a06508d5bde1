/**
 * Calls with one attempt and no answer yet, as nearly all are for a moment: a ring of typed arrays, so that a run makes and drops
 * nothing for each of its millions of calls.
 */

/** Powers of two. The ring doubles while there is a call in the way, so that a small run does not pay for a large one … */
const ringAtFirst = 64
/** … up to here: a call that is still waiting when so many have begun after it has to be kept elsewhere. */
const ringMax = 16_384

export class FreshCalls {
  /** A call's number + 1, at its place in the ring. */
  #calls = new Float64Array(ringAtFirst)
  #links = new Uint16Array(ringAtFirst)

  /** Puts a call in; answers the one that had to make room for it. Whoever has no number has no place here. */
  put(key: number | string, link: number): { readonly key: number | string; readonly link: number } | null {
    if (typeof key === "string") return { key, link }
    while (this.#isTaken(key) && this.#calls.length < ringMax) this.#grow()
    const place = key & (this.#calls.length - 1)
    const before = this.#calls[place] ?? 0
    const evicted = before === 0 ? null : { key: before - 1, link: this.#links[place] ?? 0 }
    this.#calls[place] = key + 1
    this.#links[place] = link
    return evicted
  }

  /** Takes a call out; answers its link, or -1 if it is not here. */
  take(key: number | string): number {
    if (typeof key === "string") return -1
    const place = key & (this.#calls.length - 1)
    if (this.#calls[place] !== key + 1) return -1
    this.#calls[place] = 0
    return this.#links[place] ?? -1
  }

  *entries(): Generator<readonly [number, number]> {
    for (let place = 0; place < this.#calls.length; place++) {
      const call = this.#calls[place] ?? 0
      if (call !== 0) yield [call - 1, this.#links[place] ?? 0]
    }
  }

  fork(): FreshCalls {
    const copy = new FreshCalls()
    copy.#calls = this.#calls.slice()
    copy.#links = this.#links.slice()
    return copy
  }

  #isTaken(key: number): boolean {
    return this.#calls[key & (this.#calls.length - 1)] !== 0
  }

  #grow(): void {
    const [calls, links] = [this.#calls, this.#links]
    this.#calls = new Float64Array(calls.length * 2)
    this.#links = new Uint16Array(calls.length * 2)
    for (let place = 0; place < calls.length; place++) {
      const call = calls[place] ?? 0
      if (call === 0) continue
      this.#calls[(call - 1) & (this.#calls.length - 1)] = call
      this.#links[(call - 1) & (this.#calls.length - 1)] = links[place] ?? 0
    }
  }
}
