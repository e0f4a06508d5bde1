/**
 * The mixing under the digest: 128 bits of state in four lanes that take in pairs of 32-bit words, in order.
 *
 * One round is a bijection of the state for any given pair, and different pairs lead to different states. So two sequences that
 * differ in a single pair never end in the same state; that they meet again after more differences has a chance of about 2^-128.
 * It guards against mistakes, not against an adversary.
 */

/** Rounds that spread the last pair over all lanes. */
const sealingRounds = 6

export class Lanes {
  // Digits of pi: constants without a purpose of their own.
  readonly #state = new Int32Array([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344])
  readonly #pair = new Int32Array(2)

  /** Takes in the first `pairs` pairs of `words`. */
  absorb(words: Int32Array, pairs: number): void {
    const state = this.#state
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    for (let i = 0; i < pairs * 2; i += 2) {
      let x = Math.imul(a ^ words[i]!, 0x9e3779b1)
      x ^= x >>> 15
      let y = Math.imul(b ^ words[i + 1]!, 0x85ebca6b)
      y ^= y >>> 13
      const z = Math.imul(c ^ y, 0xc2b2ae35)
      // The constant keeps a state of zeros from standing still.
      const w = (d + x + 0x27d4eb2f) | 0
      a = z ^ (z >>> 16)
      // Without y here the four lanes would be two pairs that never meet.
      b = (((w << 7) | (w >>> 25)) + y) | 0
      c = x ^ ((w << 19) | (w >>> 13))
      d = (y + z) | 0
    }
    state[0] = a
    state[1] = b
    state[2] = c
    state[3] = d
  }

  copy(): Lanes {
    const copy = new Lanes()
    copy.#state.set(this.#state)
    return copy
  }

  absorbPair(first: number, second: number): void {
    this.#pair[0] = first
    this.#pair[1] = second
    this.absorb(this.#pair, 1)
  }

  /** Takes in the present state of other lanes, and how many pairs or lines they stand for. */
  absorbLanes(other: Lanes, count: number): void {
    this.absorb(other.#state, 2)
    this.absorbPair(count, Math.floor(count / 4294967296))
  }

  /** 32 hex characters for the present state, which stays as it is. */
  hex(): string {
    const sealed = new Lanes()
    sealed.#state.set(this.#state)
    for (let round = 0; round < sealingRounds; round++) sealed.absorbPair(round, 0)
    return [...sealed.#state].map((lane) => (lane >>> 0).toString(16).padStart(8, "0")).join("")
  }
}
