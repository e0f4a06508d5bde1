/**
 * The two content hashes of a text, in parts, so that one loop over its letters can make both.
 *
 * The first is `hashText` of the world. The second multiplies by another number and adds where the first one takes exclusive ors, so
 * texts that collide in one do not collide in the other.
 */

export const hashSeed = 0x811c9dc5 | 0
export const otherHashSeed = 0x3c6ef372

export const hashStep = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193)

export const otherHashStep = (hash: number, code: number): number => Math.imul(hash + code, 0xcc9e2d51)

/** The final avalanche of the first hash. */
export const sealHash = (value: number): number => {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x7feb352d)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x846ca68b)
  return hash ^ (hash >>> 16)
}

/** The final avalanche of the second hash. */
export const sealOtherHash = (value: number, length: number): number => {
  let hash = Math.imul(value ^ (value >>> 16) ^ length, 0x21f0aaad)
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97)
  return hash ^ (hash >>> 15)
}

/** The second hash of a text. */
export const otherHashText = (text: string): number => {
  let hash = otherHashSeed
  for (let i = 0; i < text.length; i++) hash = otherHashStep(hash, text.charCodeAt(i))
  return sealOtherHash(hash, text.length) >>> 0
}
