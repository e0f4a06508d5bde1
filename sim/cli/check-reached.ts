/** What a campaign reached of what must happen sometimes, in words, and whether that is enough. */
import { sometimesWithin } from "../consistency/sometimes.ts"
import type { Tally } from "../harness/tally.ts"
import type { Campaigns } from "./app.ts"

export interface ReachedAccount {
  /** Names with the number of runs. */
  readonly reached: Readonly<Record<string, number>>
  readonly neverReached: readonly string[]
  /** False when a campaign that is long enough has missed something. */
  readonly enough: boolean
}

export const reachedOf = (sometimes: Campaigns["sometimes"], { runs, reached }: Tally): ReachedAccount => {
  const never = sometimes.filter(({ name }) => reached[name] === undefined)
  const inOrder = sometimes.flatMap(({ name }) => (reached[name] === undefined ? [] : [[name, reached[name]] as const]))
  return {
    reached: Object.fromEntries(inOrder),
    neverReached: never.map(({ name }) => name),
    enough: runs < sometimesWithin || never.length === 0,
  }
}

export const reachedText = ({ reached, neverReached, enough }: ReachedAccount): string => {
  const count = Object.keys(reached).length
  return [
    `Reached ${count} of ${count + neverReached.length} things that must happen sometimes.`,
    ...(neverReached.length > 0 ? [`Never: ${neverReached.join("; ")}.`] : []),
    ...(enough ? [] : [`In ${sometimesWithin} scenarios or more all of them have to be reached.`]),
    "",
  ].join("\n")
}
