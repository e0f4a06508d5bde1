/** Campaigns over this ecosystem; apart from the program, so that only who asks for one loads the rooms. */
import type { Campaigns } from "../sim/cli/app.ts"
import { runCampaign } from "../sim/harness/campaign.ts"
import { runScenario } from "../sim/run/run-scenario.ts"
import { ecosystem } from "./ecosystem.ts"
import { generation } from "./generation.ts"

export const campaigns: Campaigns = {
  invariants: ecosystem.invariants.map(({ id }) => id),
  run: (request) => runCampaign({ ...request, ecosystem, generation }),
  one: (scenario) => runScenario({ ecosystem, scenario, file: null, book: null, wallMs: () => 0 }).result,
}
