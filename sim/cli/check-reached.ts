/** What a campaign reached of what must happen sometimes, in words, and whether that is enough. */
import { sometimesWithin } from "../consistency/sometimes.ts"
import type { Tally } from "../harness/tally.ts"
import type { Campaigns } from "./app.ts"

export interface ReachedAccount {
  /** Names with the number of runs. */
  readonly reached: Readonly<Record<string, number>>
  readonly neverReached: readonly string[]
  /** Of those that were never reached, the ones that a campaign may miss. */
  readonly rare: readonly string[]
  /** False when a campaign that is long enough has missed something else. */
  readonly enough: boolean
}

export const reachedOf = (sometimes: Campaigns["sometimes"], { runs, reached }: Tally): ReachedAccount => {
  const never = sometimes.filter(({ name }) => reached[name] === undefined)
  const rare = never.filter(({ isRare }) => isRare === true).map(({ name }) => name)
  const inOrder = sometimes.flatMap(({ name }) => (reached[name] === undefined ? [] : [[name, reached[name]] as const]))
  return {
    reached: Object.fromEntries(inOrder),
    neverReached: never.map(({ name }) => name),
    rare,
    enough: runs < sometimesWithin || rare.length === never.length,
  }
}

export const reachedText = ({ reached, neverReached, rare, enough }: ReachedAccount): string => {
  const count = Object.keys(reached).length
  const missed = neverReached.filter((name) => !rare.includes(name))
  const never = [...missed, ...(rare.length > 0 ? [`${rare.length} that are seldom`] : [])]
  return [
    `Reached ${count} of ${count + neverReached.length} things that must happen sometimes.`,
    ...(never.length > 0 ? [`Never: ${never.join("; ")}.`] : []),
    ...(enough ? [] : [`In ${sometimesWithin} scenarios or more all but the seldom ones have to be reached.`]),
    "",
  ].join("\n")
}
