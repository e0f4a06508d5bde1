/** From a scenario to the plan of a world: rooms for instances, behaviours for links, faults for both. */
import type { Ecosystem } from "../ecosystem.ts"
import { samplingFor } from "../partner/contract-sample.ts"
import type { Scenario } from "../scenario/scenario.ts"
import type { WorldPlan } from "../world/plan.ts"
import { planNetworkFaults, planSpells } from "./plan-faults.ts"

/** `businessAt` is where the scenario's relative instants count from; the world itself begins at `startAt`, to fill its shelves. */
export const planWorld = (
  ecosystem: Ecosystem,
  scenario: Scenario,
  startAt: number,
  businessAt: number,
  orders = 0,
): WorldPlan => {
  const { world } = scenario
  const instances = world.partners.map((partner) => {
    const room = ecosystem.rooms[partner.kind]
    if (room === undefined)
      throw new Error(
        `There is no partner kind "${partner.kind}"; there are ${Object.keys(ecosystem.rooms).join(", ")}.`,
      )
    return { name: partner.name, kind: partner.kind, room, policies: partner.policies }
  })
  const names = instances.map((instance) => instance.name)
  const faults = planNetworkFaults(scenario.faults, businessAt)
  const spells = planSpells(scenario.faults, names, startAt, businessAt)
  return { seed: world.seed, startAt, instances, links: world.links, faults, spells, contracts: samplingFor(orders) }
}
