/** The scenario that a draft describes: what is planned, in a world that is as somebody planned it to be. */
import type { Scenario } from "../scenario/scenario.ts"
import type { Draft } from "./generation.ts"
import { withOrders } from "./items.ts"

export const drafted = (scenario: Scenario, { orders, products, acts, links, policies, startMs }: Draft): Scenario => {
  const { world } = scenario
  const planned = withOrders(scenario, orders)
  return {
    ...planned,
    world: {
      ...world,
      startMs: startMs ?? world.startMs,
      links: world.links.map((link) =>
        links.reduce(
          (before, { from, to, behaviour }) =>
            before.from === from && before.to === to ? { ...before, ...behaviour } : before,
          link,
        ),
      ),
      partners: world.partners.map((partner) => ({
        ...partner,
        policies: { ...partner.policies, ...policies[partner.kind] },
      })),
    },
    workload: { ...planned.workload, products, acts },
  }
}
