/** Which arrows of a statechart a transition took, and which of its states are active. */
import { eventText } from "../../sim/statechart/event-text.ts"
import type { ArrowLayout, ChartLayout } from "../charts/chart-layout.ts"

/** A state by its label in the journal: its leaves with all that they lie in. */
export const activeIn = (label: string): ReadonlySet<string> => {
  const active = new Set<string>()
  for (const leaf of label.split("|")) {
    const parts = leaf.split(".")
    for (let count = 1; count <= parts.length; count++) active.add(parts.slice(0, count).join("."))
  }
  return active
}

/** The event's own arrow, and those that are taken at once after it. */
export const takenBy = ({ arrows }: ChartLayout, event: string, from: string, to: string): ReadonlySet<ArrowLayout> => {
  const before = activeIn(from)
  const after = activeIn(to)
  const word = eventText(event)
  const taken = new Set<ArrowLayout>()
  const first = arrows.filter(
    (arrow) =>
      (arrow.from === "" || before.has(arrow.from)) && arrow.events.includes(word) && isAhead(arrows, arrow, after),
  )
  for (const arrow of first) follow(arrows, arrow, after, taken)
  return taken
}

const atOnce = (arrow: ArrowLayout): boolean =>
  arrow.events.some((event) => event === "at once" || event.endsWith("is done"))

/** Does an arrow lead to where the transition ended, at once or over steps that are taken at once? */
const isAhead = (
  arrows: readonly ArrowLayout[],
  arrow: ArrowLayout,
  after: ReadonlySet<string>,
  seen: ReadonlySet<ArrowLayout> = new Set(),
): boolean => {
  if (after.has(arrow.to)) return true
  const known = new Set([...seen, arrow])
  return arrows.some(
    (next) => !known.has(next) && leaves(next, arrow.to) && atOnce(next) && isAhead(arrows, next, after, known),
  )
}

/** From a state, or from one that it lies in or that lies in it. */
const leaves = (arrow: ArrowLayout, state: string): boolean =>
  arrow.from === state || state.startsWith(`${arrow.from}.`) || arrow.from.startsWith(`${state}.`)

const follow = (
  arrows: readonly ArrowLayout[],
  arrow: ArrowLayout,
  after: ReadonlySet<string>,
  taken: Set<ArrowLayout>,
): void => {
  taken.add(arrow)
  if (after.has(arrow.to)) return
  const next = arrows.find(
    (other) => !taken.has(other) && leaves(other, arrow.to) && atOnce(other) && isAhead(arrows, other, after),
  )
  if (next !== undefined) follow(arrows, next, after, taken)
}
