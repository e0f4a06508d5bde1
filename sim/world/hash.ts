/**
 * Keyed randomness: a random quantity is a pure function of the seed, its own name and the identity of what it belongs to.
 *
 * Nothing here has a state, so drawing one quantity more never shifts another one. Integer arithmetic only, so that every engine
 * draws the same numbers.
 */

/** 32-bit content hash of a string (FNV-1a with a final avalanche). */
export const hashText = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return avalanche(hash)
}

/**
 * A second 32-bit content hash; both together are 64 bits, enough to tell a run's strings apart.
 * Unlike the first it adds up and rotates, so strings that collide in one do not collide in the other.
 */
export const otherHashText = (text: string): number => {
  let hash = 0x3c6ef372
  for (let i = 0; i < text.length; i++) {
    hash = (hash + Math.imul(text.charCodeAt(i) + 1, 0xcc9e2d51)) | 0
    hash = Math.imul((hash << 13) | (hash >>> 19), 0x1b873593)
  }
  return otherAvalanche(hash, text.length)
}

const otherAvalanche = (value: number, length: number): number => {
  let hash = Math.imul(value ^ (value >>> 16) ^ length, 0x21f0aaad)
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Both content hashes of a text at once, for whoever needs them often: the two are computed side by side in half the time. */
export class TextHashes {
  /** `hashText` of the last text. */
  one = 0
  /** `otherHashText` of the last text. */
  other = 0

  of(text: string): void {
    let one = 0x811c9dc5
    let other = 0x3c6ef372
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      one = Math.imul(one ^ code, 0x01000193)
      other = (other + Math.imul(code + 1, 0xcc9e2d51)) | 0
      other = Math.imul((other << 13) | (other >>> 19), 0x1b873593)
    }
    this.one = avalanche(one)
    this.other = otherAvalanche(other, text.length)
  }
}

/** Mixes a further 32-bit value into a hash. */
export const mix = (hash: number, value: number): number =>
  avalanche(Math.imul(hash ^ 0x9e3779b1, 0x85ebca6b) ^ Math.imul(value | 0, 0xc2b2ae35))

const avalanche = (value: number): number => {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x7feb352d)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x846ca68b)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A draw in [0, 2^32) for a quantity's name and an identity, both as text. */
export const draw = (seed: number, quantity: string, identity: string): number =>
  mix(mix(mix(hashText(quantity), seed), hashText(identity)), 0x51ed270b)

/** True with a probability of `ppm` millionths. */
export const chance = (drawn: number, ppm: number): boolean => drawn < Math.floor((ppm * 4294967296) / 1_000_000)
