/**
 * A keyed 64-bit hash (SipHash-2-4) in plain integer arithmetic, the same in Node and in a browser.
 *
 * Without the key nobody can compute what a text becomes, so a prepared table of known texts is of no use. It hides; it does not
 * prove authorship, and it is only as secret as its key.
 */

/** A 64-bit value as two unsigned 32-bit halves. */
export type Hash64 = readonly [high: number, low: number]

/** Hashes texts under one key; the key may be any text. */
export const keyedHash = (key: string): ((text: string) => Hash64) => {
  const bytes = encoder.encode(key)
  const [a, b] = sipHash([0x6b636162, 0x00746f6c, 0, 1], bytes)
  const [c, d] = sipHash([0x6b636162, 0x00746f6c, 0, 2], bytes)
  return (text) => sipHash([a, b, c, d], encoder.encode(text))
}

const encoder = new TextEncoder()

/** A draw in [0, bound) from half a hash, by multiplication so that no value is favoured noticeably; bound ≤ 2^20. */
export const below = (half: number, bound: number): number => Math.floor((half * bound) / 4_294_967_296)

/**
 * SipHash-2-4 of Aumasson and Bernstein. `key` is four 32-bit words, the low word of each 64-bit half first, as in the
 * reference's byte order.
 */
export const sipHash = (key: readonly [number, number, number, number], bytes: Uint8Array): Hash64 => {
  const [k0l, k0h, k1l, k1h] = key
  const state = new Uint32Array([
    k0l ^ 0x70736575,
    k0h ^ 0x736f6d65,
    k1l ^ 0x6e646f6d,
    k1h ^ 0x646f7261,
    k0l ^ 0x6e657261,
    k0h ^ 0x6c796765,
    k1l ^ 0x79746573,
    k1h ^ 0x74656462,
  ])
  const wholeWords = bytes.length - (bytes.length % 8)
  for (let i = 0; i < wholeWords; i += 8) absorb(state, word(bytes, i, 4), word(bytes, i + 4, 4))
  const rest = bytes.length % 8
  const low = word(bytes, wholeWords, Math.min(rest, 4))
  const high = rest > 4 ? word(bytes, wholeWords + 4, rest - 4) : 0
  absorb(state, low, high | ((bytes.length & 0xff) << 24))
  state[4]! ^= 0xff
  for (let i = 0; i < 4; i++) round(state)
  return [(state[1]! ^ state[3]! ^ state[5]! ^ state[7]!) >>> 0, (state[0]! ^ state[2]! ^ state[4]! ^ state[6]!) >>> 0]
}

/** Up to four bytes, little-endian. */
const word = (bytes: Uint8Array, from: number, length: number): number => {
  let value = 0
  for (let i = 0; i < length; i++) value |= bytes[from + i]! << (8 * i)
  return value
}

const absorb = (state: Uint32Array, low: number, high: number): void => {
  state[6]! ^= low
  state[7]! ^= high
  round(state)
  round(state)
  state[0]! ^= low
  state[1]! ^= high
}

/** One SipRound; v0..v3 are pairs (low, high) at 0, 2, 4 and 6. */
const round = (state: Uint32Array): void => {
  add(state, 0, 2)
  rotate(state, 2, 13)
  exclusive(state, 2, 0)
  swap(state, 0)
  add(state, 4, 6)
  rotate(state, 6, 16)
  exclusive(state, 6, 4)
  add(state, 0, 6)
  rotate(state, 6, 21)
  exclusive(state, 6, 0)
  add(state, 4, 2)
  rotate(state, 2, 17)
  exclusive(state, 2, 4)
  swap(state, 4)
}

const add = (state: Uint32Array, to: number, from: number): void => {
  const low = state[to]! + state[from]!
  state[to + 1]! += state[from + 1]! + (low > 0xffffffff ? 1 : 0)
  state[to] = low
}

const exclusive = (state: Uint32Array, to: number, from: number): void => {
  state[to]! ^= state[from]!
  state[to + 1]! ^= state[from + 1]!
}

const rotate = (state: Uint32Array, at: number, bits: number): void => {
  const low = state[at]!
  const high = state[at + 1]!
  state[at] = (low << bits) | (high >>> (32 - bits))
  state[at + 1] = (high << bits) | (low >>> (32 - bits))
}

/** Rotation by 32 bits. */
const swap = (state: Uint32Array, at: number): void => {
  const low = state[at]!
  state[at] = state[at + 1]!
  state[at + 1] = low
}
