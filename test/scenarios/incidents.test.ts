/** An incident is told twice: the same story, once with the handling that prevents it and once with the policy that turns that off. */
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import type { Scenario } from "../../sim/scenario/scenario.ts"

const folder = fileURLToPath(new URL("../../scenarios/incidents", import.meta.url))
const vocabulary = vocabularyOf(ecosystem)
const read = (file: string): Scenario => parseScenario(readFileSync(`${folder}/${file}`, "utf8"), vocabulary).scenario!

const files = readdirSync(folder)
const endings = ["-right.yaml", "-wrong.yaml"] as const
const incidents = [...new Set(files.map((file) => file.replace(/-(right|wrong)\.yaml$/u, "")))]

/** What happens, whoever handles it. */
const storyOf = ({ world: { seed, startMs, partners }, workload, faults }: Scenario) => {
  return { seed, startMs, partners: partners.map(({ name, kind }) => ({ name, kind })), workload, faults }
}
const handlingOf = ({ world: { partners, links } }: Scenario) => ({ partners, links })

it("every incident has both", () => {
  expect(files.toSorted()).toEqual(incidents.flatMap((name) => endings.map((ending) => name + ending)).toSorted())
})

describe.each(incidents)("%s", (name) => {
  const [right, wrong] = endings.map((ending) => read(name + ending)) as [Scenario, Scenario]
  it("is the same story with another handling", () => {
    expect(storyOf(wrong)).toEqual(storyOf(right))
    expect(handlingOf(wrong)).not.toEqual(handlingOf(right))
  })
  it("holds when it is handled well, and says what the wrong handling costs", () => {
    expect(right.expect).toContainEqual(expect.objectContaining({ type: "verdict", verdict: "held" }))
    const speaks = wrong.expect.filter(({ type }) => type === "breaks" || type === "figure")
    const says = new Set(right.expect.map((one) => JSON.stringify(one)))
    expect(speaks.filter((one) => !says.has(JSON.stringify(one)))).not.toEqual([])
  })
})
