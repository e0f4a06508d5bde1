/** Campaigns over this ecosystem; apart from the program, so that only who asks for one loads the rooms. */
import type { Campaigns } from "../sim/cli/app.ts"
import { runCampaign } from "../sim/harness/campaign.ts"
import { hunt } from "../sim/harness/hunt.ts"
import { runScenario } from "../sim/run/run-scenario.ts"
import { ecosystem } from "./ecosystem.ts"
import { generation } from "./generation.ts"
import { mutants } from "./mutants/mutants.ts"

export const campaigns: Campaigns = {
  invariants: ecosystem.invariants.map(({ id }) => id),
  run: (request) => runCampaign({ ...request, ecosystem, generation }),
  mutants: mutants.map(({ name }) => name),
  hunt: (name, input) => {
    const mutant = mutants.find((one) => one.name === name) ?? { name: "the sound ecosystem", mutate: (sound) => sound }
    return hunt({ ...input, ecosystem, generation }, mutant)
  },
  one: (scenario) => runScenario({ ecosystem, scenario, file: null, book: null, wallMs: () => 0 }).result,
}
