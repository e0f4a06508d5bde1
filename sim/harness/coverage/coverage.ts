/** Coverage as figures: how much of each room was reached, and what was not. */
import type { Ecosystem } from "../../ecosystem.ts"
import { aspects, cellsOf, type Aspect } from "./cells.ts"

export interface Share {
  readonly reached: number
  readonly of: number
}

export interface RoomCoverage {
  readonly aspects: Readonly<Record<Aspect, Share>>
  readonly all: Share
  /** Names of what was not reached, in the order of the room. */
  readonly missing: Readonly<Record<Aspect, readonly string[]>>
}

export interface Coverage {
  readonly rooms: Readonly<Record<string, RoomCoverage>>
  readonly aspects: Readonly<Record<Aspect, Share>>
  readonly all: Share
}

export type IsReached = (kind: string, aspect: Aspect, name: string) => boolean

export const coverageOf = (ecosystem: Ecosystem, isReached: IsReached): Coverage => {
  const rooms = [...cellsOf(ecosystem)].map(([kind, cells]): readonly [string, RoomCoverage] => {
    const missing = eachAspect((aspect) => cells[aspect].filter((name) => !isReached(kind, aspect, name)))
    const shares = eachAspect((aspect): Share => {
      const { length } = cells[aspect]
      return { reached: length - missing[aspect].length, of: length }
    })
    return [kind, { aspects: shares, all: sum(Object.values(shares)), missing }]
  })
  const totals = eachAspect((aspect) => sum(rooms.map(([, room]) => room.aspects[aspect])))
  return { rooms: Object.fromEntries(rooms), aspects: totals, all: sum(Object.values(totals)) }
}

const eachAspect = <Value>(make: (aspect: Aspect) => Value): Readonly<Record<Aspect, Value>> =>
  Object.fromEntries(aspects.map((aspect) => [aspect, make(aspect)])) as Record<Aspect, Value>

export const sum = (shares: readonly Share[]): Share => ({
  reached: shares.reduce((total, { reached }) => total + reached, 0),
  of: shares.reduce((total, { of }) => total + of, 0),
})

/** In hundredths of a percent, rounded down: 100 % means all. Where there is nothing, all of it is reached. */
export const basisPoints = ({ reached, of }: Share): number => (of === 0 ? 10_000 : Math.floor((reached * 10_000) / of))
