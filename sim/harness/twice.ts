/**
 * Nothing of a run may depend on what ran before it: the scenarios of a campaign are run, then run again in the opposite order, and
 * each must come to the same digest.
 */
import { runScenario } from "../run/run-scenario.ts"
import { Campaign, type CampaignSpec } from "./campaign.ts"

export interface Twice {
  readonly runs: number
  /** Numbers, from 0, of the scenarios that came to something else the second time. */
  readonly differing: readonly number[]
}

export const runTwice = (spec: CampaignSpec, runs: number, onRun: (done: number) => void = () => {}): Twice => {
  const digests: string[] = []
  for (let number = 0, campaign = new Campaign(spec); number < runs; number++) {
    digests.push(digestOf(spec, campaign, number))
    onRun(number + 1)
  }
  const differing: number[] = []
  for (let number = runs - 1, campaign = new Campaign(spec); number >= 0; number--) {
    if (digestOf(spec, campaign, number) !== digests[number]) differing.unshift(number)
    onRun(2 * runs - number)
  }
  return { runs, differing }
}

const digestOf = ({ ecosystem }: CampaignSpec, campaign: Campaign, number: number): string =>
  runScenario({ ecosystem, scenario: campaign.scenario(number), file: null, book: null, wallMs: () => 0 }).result.digest
