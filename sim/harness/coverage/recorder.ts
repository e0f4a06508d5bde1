/**
 * What scenarios reach: they are run in the recorder's own copy of the ecosystem, with its watcher looking on.
 *
 * Messages and postings are read off the journal's rows. Which transitions are taken only the charts know, those that nobody outside
 * notices included, so the copy has charts that tell; apart from that it is the ecosystem that it was made of.
 */
import type { AnyStateMachine } from "xstate"
import type { Watcher } from "../../consistency/rows.ts"
import type { Ecosystem } from "../../ecosystem.ts"
import type { ObjectKind, Room } from "../../partner/room.ts"
import type { Scenario } from "../../scenario/scenario.ts"
import { compile } from "../../statechart/compile.ts"
import { Befallen } from "./fault-cells.ts"
import { statesOf } from "./nearest.ts"
import { objectsOf, transitionsOf, type Aspect } from "./cells.ts"

export class CoverageRecorder {
  readonly ecosystem: Ecosystem
  readonly befallen = new Befallen()
  readonly #reached = new Set<string>()

  constructor(ecosystem: Ecosystem) {
    const rooms = Object.entries(ecosystem.rooms).map(([kind, room]) => [kind, this.#telling(kind, room)] as const)
    this.ecosystem = { ...ecosystem, rooms: Object.fromEntries(rooms) }
  }

  isReached(kind: string, aspect: Aspect, name: string): boolean {
    return this.#reached.has(cellKey(kind, aspect, name))
  }

  /** Looks on while a scenario runs, and notes to which states it comes. What never arrives reaches nothing. */
  watcher({ world }: Scenario, states: Set<string> = new Set()): Watcher {
    const labels = new Set<string>()
    const kinds = new Map(world.partners.map(({ name, kind }) => [name, kind]))
    return {
      message: ({ kind, sender, receiver, operation, deliveredAt }) => {
        if (deliveredAt < 0) return
        if (kind === "webhook") this.#reach(kinds.get(sender), "webhooks", operation)
        else if (kind !== "response" && kind !== "receipt") this.#reach(kinds.get(receiver), "operations", operation)
      },
      transition: ({ partner, object, to }) => {
        const label = `${partner} ${object} ${to}`
        if (labels.has(label)) return
        labels.add(label)
        for (const state of statesOf(partner, object, to)) states.add(state)
      },
      posting: ({ partner, rule }) => this.#reach(partner, "postings", rule),
      fault: (kind, partner, operation) => this.befallen.fault(kind, partner, operation),
    }
  }

  #telling(kind: string, room: Room): Room {
    const objects = objectsOf(room).map((object): ObjectKind => {
      const names = transitionsOf(object)
      const taken = (transition: number): void => {
        const name = names[transition]
        if (typeof name === "string") this.#reach(kind, "transitions", name)
      }
      return { ...object, chart: compile(object.machine as AnyStateMachine, taken) as ObjectKind["chart"] }
    })
    return { ...room, objects: objects as unknown as Room["objects"] }
  }

  #reach(kind: string | undefined, aspect: Aspect, name: string): void {
    if (kind !== undefined) this.#reached.add(cellKey(kind, aspect, name))
  }
}

const cellKey = (kind: string, aspect: Aspect, name: string): string => `${kind} ${aspect} ${name}`
