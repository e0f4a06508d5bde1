/**
 * How good the harness is: each mutant is hunted by a campaign of its own. One that is caught has been seen to break something; the
 * same campaign over the sound ecosystem must find nothing, or the hunt proves nothing.
 */
import { Campaign, type CampaignSpec } from "./campaign.ts"

export interface HuntInput extends CampaignSpec {
  /** Generated scenarios that a mutant may survive. */
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
  const isOver = (): boolean => wallMsMax !== null && wallMs() - startedMs >= wallMsMax
  const { tally, failed } = campaign.part(0, runsMax, isOver)
  const foundMs = wallMs()
  const caught = { runs: tally.runs, wallMs: Math.round(foundMs - startedMs), reduceMs: 0, reduceRuns: 0, items: null }
  if (failed === null) return { ...caught, by: null, says: "" }
  if (reduceRunsMax === 0) {
    const { id, says } = campaign.outcome(failed).failure!
    return { ...caught, by: id, says }
  }
  const { failure, reduction } = campaign.found(failed, reduceRunsMax)
  return {
    ...caught,
    by: failure.id,
    says: failure.says,
    reduceMs: Math.round(wallMs() - foundMs),
    reduceRuns: reduction.runs,
    items: reduction.itemsAfter,
  }
}
