/** What campaigns are made of: every kind of operation is drawn, every policy is varied, and all of it can stand in a file. */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import { vocabulary } from "../../actors/vocabulary.ts"
import { streamOf } from "../../sim/harness/draws.ts"
import { drafted } from "../../sim/harness/drafted.ts"
import { generatePolicies } from "../../sim/harness/generate-policies.ts"
import { generateWorkload } from "../../sim/harness/generate-workload.ts"
import { ordersOf } from "../../sim/harness/items.ts"
import { usualScenario } from "../../sim/harness/usual.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { printScenario } from "../../sim/scenario/print-scenario.ts"
import { defaultStartMs, type Scenario } from "../../sim/scenario/scenario.ts"

const usual = usualScenario(vocabulary, generation.currency)

const drawn: readonly Scenario[] = Array.from({ length: 300 }, (_, number) => {
  const draws = streamOf(5, "workload", number)
  const draft = generateWorkload(generation, draws)
  const world = generatePolicies(generation, usual.world, draws)
  return drafted({ ...usual, world }, draft)
})

/** A file has orders by instant. */
const byId = (scenario: Scenario) => ordersOf(scenario).toSorted((a, b) => (a.id < b.id ? -1 : 1))

describe("generated scenarios", () => {
  it("can stand in a file and are the same again", () => {
    for (const scenario of drawn) {
      const { scenario: again, problems } = parseScenario(printScenario(scenario, vocabulary), vocabulary)
      expect(problems).toEqual([])
      expect(again?.workload).toMatchObject({ acts: scenario.workload.acts, products: scenario.workload.products })
      expect(byId(again!)).toEqual(byId(scenario))
      expect(again?.world).toEqual({ ...scenario.world, startMs: scenario.world.startMs ?? defaultStartMs })
    }
  })

  it("have acts that the operations take, about what they say they are about", () => {
    const kinds = new Map(usual.world.partners.map(({ name, kind }) => [name, kind]))
    for (const { workload } of drawn)
      for (const { to, operation, subject, with: body } of workload.acts) {
        const served = ecosystem.rooms[kinds.get(to) ?? ""]?.serves.find((one) => one.operation.name === operation)
        expect(served?.operation.subject(body as never)).toBe(subject)
      }
  })

  it("have each kind of operation", () => {
    for (const [name, { add }] of Object.entries(generation.operations)) {
      const added = drawn.slice(0, 40).map((_, number) => {
        const draft = generateWorkload(generation, streamOf(5, "workload", number))
        return add(draft, { skus: ["MUG", "LAMP"], spanMs: 60_000 }, streamOf(5, name, number))
      })
      expect(
        added.some((draft) => draft !== null),
        name,
      ).toBe(true)
    }
    const said = new Set(drawn.flatMap(({ workload }) => workload.acts.map(({ operation }) => operation)))
    for (const remedy of generation.remedies) expect(said).toContain(remedy)
  })

  it("have each value of each policy that is worth varying", () => {
    for (const [kind, choices] of Object.entries(generation.policies))
      for (const [policy, values] of Object.entries(choices)) {
        const seen = drawn.flatMap(({ world }) =>
          world.partners.filter((partner) => partner.kind === kind).map((partner) => partner.policies[policy]),
        )
        for (const value of values) expect(seen, `${kind} ${policy}`).toContainEqual(value)
      }
  })
})
