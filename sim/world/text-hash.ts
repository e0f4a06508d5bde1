/**
 * Two content hashes of a text, 32 bits each: together enough to tell a run's strings apart, and to make a digest of.
 *
 * The first is `hashText`. The second multiplies by another number and adds where the first one takes exclusive ors, so texts that
 * collide in one do not collide in the other. Both come in parts too, so that one loop over the letters can make both.
 */
import { avalanche } from "./hash.ts"

export const hashSeed = 0x811c9dc5 | 0
export const otherHashSeed = 0x3c6ef372

export const hashStep = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193)

export const otherHashStep = (hash: number, code: number): number => Math.imul(hash + code, 0xcc9e2d51)

/** The end of the first hash. */
export const sealHash = avalanche

/** The end of the second hash. */
export const sealOtherHash = (value: number, length: number): number => {
  let hash = Math.imul(value ^ (value >>> 16) ^ length, 0x21f0aaad)
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** The second hash of a text. */
export const otherHashText = (text: string): number => {
  let hash = otherHashSeed
  for (let i = 0; i < text.length; i++) hash = otherHashStep(hash, text.charCodeAt(i))
  return sealOtherHash(hash, text.length)
}

/** Both hashes of a text at once, for whoever needs them often: the two are computed side by side in half the time. */
export class TextHashes {
  /** `hashText` of the last text. */
  one = 0
  /** `otherHashText` of the last text. */
  other = 0

  of(text: string): void {
    let one = hashSeed
    let other = otherHashSeed
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      one = hashStep(one, code)
      other = otherHashStep(other, code)
    }
    this.one = sealHash(one)
    this.other = sealOtherHash(other, text.length)
  }
}
