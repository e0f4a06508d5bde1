/** Of a room's page: each business object with its statechart as a picture and as a table. */
import type { AnyStateMachine } from "xstate"
import type { ObjectKind, Room } from "../partner/room.ts"
import { movesOf, workOf, type Move } from "../statechart/moves.ts"
import { block, code, codes, section, table } from "./markdown.ts"
import { stateDiagram } from "./state-diagram.ts"

export const objectsPart = (room: Room): string =>
  section("Objects", ...(room.objects as unknown as readonly ObjectKind[]).map((object) => objectText(object)))

export const objectText = ({ name, machine, indexes = {} }: ObjectKind): string => {
  const moves = movesOf(machine as AnyStateMachine)
  const taken = moves.filter((move) => !move.isIgnored)
  const work = workOf(machine as AnyStateMachine)
  const found = Object.keys(indexes)
  return [
    `### ${name}`,
    found.length === 0 ? "" : `Found by its id and ${codes(found)}.`,
    block("mermaid", stateDiagram(machine as AnyStateMachine)),
    table(["from", "event", "if", "to", "does"], taken.map(rowOf)),
    table(
      ["state", "on entry", "on exit"],
      work.map(({ state, entry, exit }) => [stateText(state), entry.join(", "), exit.join(", ")]),
    ),
    ignoredText(moves),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
}

const stateText = (path: string): string => (path === "" ? "any state" : code(path))

const rowOf = ({ from, event, guard, to, actions }: Move): readonly string[] => [
  stateText(from),
  event,
  guard,
  to.length === 0 ? "stays" : to.map(stateText).join(", "),
  actions.join(", "),
]

const ignoredText = (moves: readonly Move[]): string => {
  const byState = new Map<string, string[]>()
  for (const { from, event, isIgnored } of moves)
    if (isIgnored) byState.set(from, [...(byState.get(from) ?? []), event])
  if (byState.size === 0) return ""
  const parts = [...byState].map(([state, events]) => `${stateText(state)}: ${codes(events)}`)
  return `Ignored on purpose in ${parts.join("; in ")}.`
}
