/** Random choices of a generator. They come from a stream, because what they make is written down and the stream is forgotten. */
import { hashText, mix } from "../world/hash.ts"

export interface Draws {
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number
  one<T>(list: readonly [T, ...T[]]): T
  oneOf<T>(list: readonly T[]): T | undefined
  /** True with a probability of `percent`. */
  chance(percent: number): boolean
}

/** `next` draws a whole number from `min` to `max`, both included. */
export const drawsFrom = (next: (min: number, max: number) => number): Draws => {
  const oneOf = <T>(list: readonly T[]): T | undefined =>
    list.length === 0 ? undefined : list[next(0, list.length - 1)]
  return {
    whole: next,
    one: (list) => oneOf(list) ?? list[0],
    oneOf,
    chance: (percent) => next(1, 100) <= percent,
  }
}

/** A stream of its own for each name and number: what one draws shifts no other. */
export const streamOf = (seed: number, name: string, number: number): Draws => {
  let state = mix(mix(hashText(name), seed), number)
  return drawsFrom((min, max) => {
    state = mix(state, 0x51ed270b)
    return min + (state % (max - min + 1))
  })
}
