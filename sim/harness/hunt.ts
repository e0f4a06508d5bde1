/**
 * How good the harness is: each mutant is hunted by a campaign of its own. One that is caught has been seen to break something; the
 * same campaign over the sound ecosystem must find nothing, or the hunt proves nothing.
 */
import type { Ecosystem } from "../ecosystem.ts"
import { runCampaign } from "./campaign.ts"
import type { Generation } from "./generation.ts"
import type { Mutant } from "./mutate.ts"

export interface HuntInput {
  readonly ecosystem: Ecosystem
  readonly generation: Generation
  readonly seed: number
  /** Generated scenarios that a mutant may survive. */
  readonly runsMax: number
  readonly wallMs: () => number
}

export interface Caught {
  readonly mutant: string
  /** Id of the invariant that spoke first, or `defect`; null for a survivor. */
  readonly by: string | null
  readonly says: string
  /** How many scenarios it took. */
  readonly runs: number
  readonly wallMs: number
}

export const hunt = (input: HuntInput, { name, mutate }: Mutant): Caught => {
  const { ecosystem, ...rest } = input
  // What it takes to catch one is measured; nobody will read the scenario, so it is not reduced.
  const result = runCampaign({ ...rest, ecosystem: mutate(ecosystem), wallMsMax: null, reduceRunsMax: 0 })
  const failure = result.found?.failure ?? null
  return { mutant: name, by: failure?.id ?? null, says: failure?.says ?? "", runs: result.runs, wallMs: result.wallMs }
}
