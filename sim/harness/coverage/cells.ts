/** What there is to reach in an ecosystem: every operation, webhook, transition and posting rule of every room, each under a name. */
import type { AnyStateMachine } from "xstate"
import type { Ecosystem } from "../../ecosystem.ts"
import type { ObjectKind, Room } from "../../partner/room.ts"
import { movesOf, type Move } from "../../statechart/moves.ts"

export const aspects = ["operations", "webhooks", "transitions", "postings"] as const
export type Aspect = (typeof aspects)[number]

export type Cells = Readonly<Record<Aspect, readonly string[]>>

/** By room. */
export const cellsOf = (ecosystem: Ecosystem): ReadonlyMap<string, Cells> =>
  new Map(Object.entries(ecosystem.rooms).map(([kind, room]) => [kind, cellsOfRoom(room)]))

const cellsOfRoom = (room: Room): Cells => ({
  operations: unique(room.serves.map((served) => served.operation.name)),
  webhooks: unique(room.contract.webhooks.map((webhook) => webhook.name)),
  transitions: objectsOf(room).flatMap((object) => transitionsOf(object).filter((name) => name !== null)),
  postings: Object.keys(room.postings ?? {}),
})

export const objectsOf = (room: Room): readonly ObjectKind[] => room.objects as unknown as readonly ObjectKind[]

/** By the transition's number in its chart; null for what the chart declares that it ignores, which is no way to anywhere. */
export const transitionsOf = ({ name, machine }: ObjectKind): readonly (string | null)[] =>
  movesOf(machine as AnyStateMachine).map((move) => (move.isIgnored ? null : `${name} ${moveName(move)}`))

/** `authorized.open: capture [withinAuthorized] → authorized.capturing` */
const moveName = ({ from, event, guard, to }: Move): string => {
  const state = from === "" ? "any state" : from
  const condition = guard === "" ? "" : ` [${guard}]`
  return `${state}: ${event}${condition} → ${to.length === 0 ? "stays" : to.join(", ")}`
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]
