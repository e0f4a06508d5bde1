/** What must hold has its words in every language of the page, and no words are left of what is gone. */
import { describe, expect, test } from "vitest"
import { invariants } from "../../../actors/invariants.ts"
import { secondRuns } from "../../../sim/consistency/second-runs.ts"
import { loadRules, ruleOf } from "../../../ui/texts/rules.ts"
import { languages } from "../../../ui/texts/texts.ts"

const all = [...invariants, ...secondRuns]

test("the English words are the rooms' own", async () => {
  const own = Object.fromEntries(all.map(({ id, name, says }) => [id, { name, says }]))
  expect(await loadRules("en")).toEqual(own)
})

describe.each(languages.filter((language) => language !== "en"))("%s", (language) => {
  test("has its own words for each, and for nothing else", async () => {
    const rules = await loadRules(language)
    expect(Object.keys(rules).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
    for (const { id, name, says } of all) {
      const rule = ruleOf(rules, id, name)
      expect(rule.name, id).not.toBe(name)
      expect(rule.says, id).not.toBe(says)
      expect(rule.says, id).toMatch(/^\p{Lu}.*\.$/su)
      // Numbers are the same in every language.
      expect(rule.says.match(/\d+/g), id).toEqual(says.match(/\d+/g))
    }
    expect(new Set(all.map(({ id }) => ruleOf(rules, id, "").says)).size).toBe(all.length)
  })
})

test("a rule that this build does not know is called as the run calls it", async () => {
  const rules = await loadRules("de")
  expect(ruleOf(rules, "I99", "new rule")).toEqual({ name: "new rule", says: "" })
  expect(ruleOf(null, "I1", "I1")).toEqual({ name: "", says: "" })
})
