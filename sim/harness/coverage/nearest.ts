/** Where to begin: for each transition that no scenario takes, the smallest scenario that comes to the state from which it goes. */
import type { AnyStateMachine } from "xstate"
import type { Ecosystem } from "../../ecosystem.ts"
import { movesOf } from "../../statechart/moves.ts"
import { objectsOf, transitionsOf } from "./cells.ts"

export interface Way {
  /** The state from which the transition goes; empty for any. */
  readonly from: string
  /** Null when no scenario comes there. */
  readonly scenario: string | null
}

interface Near {
  readonly scenario: string
  readonly messages: number
}

export class Nearest {
  readonly #byState = new Map<string, Near>()

  /** A scenario of so many messages comes to these states. */
  came(states: Iterable<string>, near: Near): void {
    for (const state of states) {
      const before = this.#byState.get(state)
      if (before === undefined || near.messages < before.messages) this.#byState.set(state, near)
    }
  }

  /** By room, the ways to what was not taken, by the names of the transitions. */
  ways(
    ecosystem: Ecosystem,
    isMissing: (room: string, transition: string) => boolean,
  ): Readonly<Record<string, Readonly<Record<string, Way>>>> {
    const rooms = Object.entries(ecosystem.rooms).map(([kind, room]) => {
      const ways = objectsOf(room).flatMap((object) => {
        const moves = movesOf(object.machine as AnyStateMachine)
        return transitionsOf(object).flatMap((name, index) => {
          if (name === null || !isMissing(kind, name)) return []
          const { from } = moves[index]!
          return [[name, { from, scenario: this.#to(kind, object.name, from) }] as const]
        })
      })
      return [kind, Object.fromEntries(ways)] as const
    })
    return Object.fromEntries(rooms)
  }

  #to(room: string, object: string, state: string): string | null {
    return this.#byState.get(stateKey(room, object, state))?.scenario ?? null
  }
}

const stateKey = (room: string, object: string, state: string): string => `${room} ${object} ${state}`

/** A label with all states that it is within: `a.b|c` is in `a.b`, in `a`, in `c`, and in the chart as a whole. */
export const statesOf = (room: string, object: string, label: string): readonly string[] => {
  const paths = label.split("|").flatMap((path) => {
    const parts = path.split(".")
    return parts.map((_, index) => parts.slice(0, index + 1).join("."))
  })
  return ["", ...paths].map((path) => stateKey(room, object, path))
}
