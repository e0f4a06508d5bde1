/** Varies a few policies of the world, among the values that the ecosystem finds worth trying. */
import type { ScenarioWorld } from "../scenario/scenario.ts"
import type { Draws } from "./draws.ts"
import type { Generation } from "./generation.ts"

/** How many policies are other than usual. */
const counts = [0, 1, 2, 3, 6] as const

export const generatePolicies = ({ policies }: Generation, world: ScenarioWorld, draws: Draws): ScenarioWorld => {
  const changes = new Map<string, Record<string, ScenarioWorld["partners"][number]["policies"][string]>>()
  const left = Object.entries(policies).flatMap(([kind, choices]) =>
    Object.entries(choices).map(([policy, values]) => ({ kind, policy, values })),
  )
  for (let wanted = draws.one(counts); wanted > 0 && left.length > 0; wanted--) {
    const [chosen] = left.splice(draws.whole(0, left.length - 1), 1)
    const value = draws.oneOf(chosen?.values ?? [])
    if (chosen !== undefined && value !== undefined)
      changes.set(chosen.kind, { ...changes.get(chosen.kind), [chosen.policy]: value })
  }
  const partners = world.partners.map((partner) => ({
    ...partner,
    policies: { ...partner.policies, ...changes.get(partner.kind) },
  }))
  return { ...world, partners }
}
