/** The scenario that says nothing: the default world, nobody orders. What is generated starts from it and is reduced towards it. */
import { defaultLinks, defaultPartners } from "../scenario/default-world.ts"
import type { Scenario } from "../scenario/scenario.ts"
import type { Vocabulary } from "../scenario/vocabulary.ts"

export const usualScenario = (vocabulary: Vocabulary, currency: string): Scenario => ({
  name: "found",
  purpose: "",
  world: {
    seed: 1,
    startMs: null,
    partners: defaultPartners(vocabulary),
    links: defaultLinks(vocabulary),
  },
  workload: {
    orders: { type: "inline", orders: [] },
    currency,
    limit: null,
    marketplaceSharePpm: 0,
    products: [],
    acts: [],
  },
  faults: [],
  expect: [],
})
