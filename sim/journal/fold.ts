/**
 * The step by which rows and bodies are folded into 64 bits: two lanes take in a pair of 32-bit words.
 *
 * The step is a bijection of the lanes for a given pair and of the pair for given lanes, so a change of a single cell always changes
 * the result; that several changes cancel each other has a chance of about 2^-64. Columns are folded one after another into the
 * lanes of all rows: neighbouring rows do not wait for each other, which makes it several times as fast as row by row.
 */

/** What stands for "none" where a text or a body could be. */
const none = 0x6e6f6e65

const m1 = 0x9e3779b1
const m2 = 0x85ebca6b

/** The new first lane. */
export const foldFirst = (a: number, x: number): number => {
  const mixed = Math.imul(a ^ x, m1)
  return mixed ^ (mixed >>> 15)
}

/** The new second lane, given the new first one. */
export const foldSecond = (b: number, y: number, a: number): number => {
  const mixed = Math.imul((((b << 11) | (b >>> 21)) + y) ^ a, m2)
  return mixed ^ (mixed >>> 13)
}

/** The lanes of `rows` rows before their first column, pair by pair. */
export const startRows = (lanes: Int32Array, rows: number, seed: number): void => {
  const first = foldFirst(0x243f6a88, seed)
  for (let i = 0; i < rows * 2; i += 2) {
    lanes[i] = first
    lanes[i + 1] = seed
  }
}

/** Two columns of integers of at most 32 bits, or one and nothing. */
export const foldIntegers = (
  lanes: Int32Array,
  cells: Float64Array,
  others: Float64Array | null,
  rows: number,
): void => {
  if (others === null) return foldOneInteger(lanes, cells, rows)
  for (let row = 0, i = 0; row < rows; row++, i += 2) {
    const a = foldFirst(lanes[i]!, cells[row]! | 0)
    lanes[i] = a
    lanes[i + 1] = foldSecond(lanes[i + 1]!, others[row]! | 0, a)
  }
}

const foldOneInteger = (lanes: Int32Array, cells: Float64Array, rows: number): void => {
  for (let row = 0, i = 0; row < rows; row++, i += 2) {
    const a = foldFirst(lanes[i]!, cells[row]! | 0)
    lanes[i] = a
    lanes[i + 1] = foldSecond(lanes[i + 1]!, 0, a)
  }
}

/** A column of integers of up to 53 bits. */
export const foldWide = (lanes: Int32Array, cells: Float64Array, rows: number): void => {
  for (let row = 0, i = 0; row < rows; row++, i += 2) {
    const value = cells[row]!
    const a = foldFirst(lanes[i]!, value | 0)
    lanes[i] = a
    lanes[i + 1] = foldSecond(lanes[i + 1]!, Math.floor(value * 2.3283064365386963e-10) | 0, a)
  }
}

/** A column of numbers of names, texts or bodies, which count by their content. */
export const foldContents = (
  lanes: Int32Array,
  cells: Float64Array,
  rows: number,
  hashes: Int32Array,
  otherHashes: Int32Array,
): void => {
  for (let row = 0, i = 0; row < rows; row++, i += 2) {
    const id = cells[row]! | 0
    const a = foldFirst(lanes[i]!, id < 0 ? none : hashes[id]!)
    lanes[i] = a
    lanes[i + 1] = foldSecond(lanes[i + 1]!, id < 0 ? none : otherHashes[id]!, a)
  }
}

/** Two columns of names: each pair of words holds all bits of both, so a change of either name changes both words. */
export const foldNames = (
  lanes: Int32Array,
  cells: Float64Array,
  others: Float64Array,
  rows: number,
  hashes: Int32Array,
  otherHashes: Int32Array,
): void => {
  for (let row = 0, i = 0; row < rows; row++, i += 2) {
    const one = cells[row]! | 0
    const other = others[row]! | 0
    const a = foldFirst(lanes[i]!, hashes[one]! ^ otherHashes[other]!)
    lanes[i] = a
    lanes[i + 1] = foldSecond(lanes[i + 1]!, otherHashes[one]! + Math.imul(hashes[other]!, 0xc2b2ae35), a)
  }
}
