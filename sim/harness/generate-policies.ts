/** Varies a few policies of the world, among the values that the ecosystem finds worth trying. */
import type { ScenarioWorld } from "../scenario/scenario.ts"
import type { Draws } from "./draws.ts"
import type { Generation } from "./generation.ts"

export const generatePolicies = ({ policies }: Generation, world: ScenarioWorld, draws: Draws): ScenarioWorld => {
  const changes = new Map<string, Record<string, ScenarioWorld["partners"][number]["policies"][string]>>()
  for (const [kind, choices] of Object.entries(policies)) {
    for (const [policy, values] of Object.entries(choices)) {
      const value = draws.chance(25) ? draws.oneOf(values) : undefined
      if (value !== undefined) changes.set(kind, { ...changes.get(kind), [policy]: value })
    }
  }
  const partners = world.partners.map((partner) => ({
    ...partner,
    policies: { ...partner.policies, ...changes.get(partner.kind) },
  }))
  return { ...world, partners }
}
