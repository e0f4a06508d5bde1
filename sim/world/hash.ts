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

/** Mixes a further 32-bit value into a hash. */
export const mix = (hash: number, value: number): number =>
  avalanche(Math.imul(hash ^ 0x9e3779b1, 0x85ebca6b) ^ Math.imul(value | 0, 0xc2b2ae35))

/** Spreads what is in any bit over all of them. */
export const avalanche = (value: number): number => {
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
