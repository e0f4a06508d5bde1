/**
 * How good the harness is: each mutant is hunted. One that is caught has been seen to break something; the same hunt over the sound
 * ecosystem must find nothing, or it proves nothing.
 *
 * Scenarios that are drawn and such as somebody keeps take turns: those go where nobody has thought of, these reach everything once.
 */
import { Campaign, type CampaignSpec, type Found } from "./campaign.ts"
import { familySize } from "./family.ts"
import { keptOutcomes, type Keeps } from "./kept.ts"
import { Laboratory, type Outcome } from "./laboratory.ts"

export interface HuntInput extends CampaignSpec {
  readonly keeps: Keeps
  /** Scenarios that a mutant may survive. */
  readonly runsMax: number
  /** Wall ms after which no further scenario is begun; null for none. */
  readonly wallMsMax: number | null
  /** Runs that the reduction of what was found may take; 0 leaves it as it was found. */
  readonly reduceRunsMax: number
  readonly wallMs: () => number
}

export interface Caught {
  /** Id of the invariant that spoke first, or `defect`; null for a survivor. */
  readonly by: string | null
  /** Ids of the invariants that broke in the same run. */
  readonly also: readonly string[]
  readonly says: string
  /** How many scenarios it took. */
  readonly runs: number
  /** Until it was found; the reduction comes on top. */
  readonly wallMs: number
  readonly reduceMs: number
  readonly reduceRuns: number
  /** Orders, acts and faults of the reduced scenario. */
  readonly items: number | null
}

export const hunt = (input: HuntInput): Caught => {
  const { runsMax, wallMsMax, reduceRunsMax, wallMs } = input
  const startedMs = wallMs()
  const campaign = new Campaign(input)
  let runs = 0
  let failed: Outcome | null = null
  for (const outcome of huntOutcomes(input, campaign)) {
    runs++
    if (outcome.failure !== null) failed = outcome
    if (failed !== null || runs === runsMax || (wallMsMax !== null && wallMs() - startedMs >= wallMsMax)) break
  }
  const foundMs = wallMs()
  const took = { runs, wallMs: Math.round(foundMs - startedMs), reduceMs: 0, reduceRuns: 0, items: null }
  if (failed === null) return { ...took, by: null, also: [], says: "" }
  const also = brokenIn(failed).filter((id) => id !== failed.failure!.id)
  const found = reduceRunsMax === 0 ? null : campaign.reducedFrom(failed, reduceRunsMax)
  const { id, says } = found?.failure ?? failed.failure!
  return { ...took, by: id, also, says, ...(found === null ? {} : reductionOf(found, wallMs() - foundMs)) }
}

const reductionOf = ({ reduction }: Found, ms: number) => ({
  reduceMs: Math.round(ms),
  reduceRuns: reduction.runs,
  items: reduction.itemsAfter,
})

/** In how many of so many runs something breaks though no bug was planted. */
export const falseAlarms = (input: CampaignSpec & Pick<HuntInput, "keeps">, runsMax: number): number => {
  let [runs, alarms] = [0, 0]
  for (const { failure } of huntOutcomes(input, new Campaign(input))) {
    if (failure !== null) alarms++
    if (++runs >= runsMax) break
  }
  return alarms
}

/** Ids of all invariants that broke in a run. */
export const brokenIn = ({ judged }: Outcome): readonly string[] =>
  judged.invariants.filter(({ breach }) => breach !== null).map(({ id }) => id)

/** How the scenarios of a hunt end, in the order in which they are run, without end. */
export function* huntOutcomes(input: CampaignSpec & Pick<HuntInput, "keeps">, campaign: Campaign): Generator<Outcome> {
  const { keeps, ecosystem, seed, generation } = input
  const kept = keptOutcomes(keeps, ecosystem, new Laboratory(ecosystem), { seed, files: generation.files })
  for (let from = 0; ; from += familySize) {
    for (let number = from; number < from + familySize; number++) yield campaign.outcome(number)
    for (let taken = 0; taken < familySize; taken++) {
      const next = kept.next()
      if (next.done !== true) yield next.value
    }
  }
}
