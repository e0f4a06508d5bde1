import { describe, expect, test } from "vitest"
import { operations } from "../../../actors/figures.ts"
import { goalOf } from "../../../ui/page/go-to.ts"
import { commandOf } from "../../../ui/page/command.ts"
import { likeliest } from "../../../ui/page/other-run.ts"
import { formatOf } from "../../../ui/texts/format.ts"
import { chosenLanguage, english, languages, loadTexts } from "../../../ui/texts/texts.ts"

const now = Date.UTC(2024, 2, 4, 11, 33, 29, 626)
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")

describe("where somebody wants to go", () => {
  const at = (text: string): string | null => {
    const goal = goalOf(text, now, months)
    return goal !== null && "at" in goal ? new Date(goal.at).toISOString() : null
  }

  test("a message by its number", () => expect(goalOf("#120", now, months)).toEqual({ row: 120 }))

  test("a time of this day, of another, of another year", () => {
    expect(at("09:30")).toBe("2024-03-04T09:30:00.000Z")
    expect(at("5 Mar 09:30:15.250")).toBe("2024-03-05T09:30:15.250Z")
    expect(at("5 Mar 2023")).toBe("2023-03-05T00:00:00.000Z")
    expect(at("2024-04-01T08:00")).toBe("2024-04-01T08:00:00.000Z")
  })

  test("a step on or back", () => {
    expect(at("+10 min")).toBe("2024-03-04T11:43:29.626Z")
    expect(at("-1h")).toBe("2024-03-04T10:33:29.626Z")
  })

  test("anything else is no place", () => {
    for (const text of ["", "soon", "#", "5 Foo 09:30", "+", "25"]) expect(goalOf(text, now, months)).toBe(null)
  })
})

describe("languages", () => {
  test("the first one that the page speaks", () => {
    expect(chosenLanguage(["fr-FR", "de-AT", "en"])).toBe("de")
    expect(chosenLanguage(["fr"])).toBe("en")
  })

  test("every text of every language says something, with its blanks filled", async () => {
    for (const language of languages) {
      for (const [key, text] of Object.entries(await loadTexts(language))) {
        const said = typeof text === "string" ? text : (text as (...blanks: unknown[]) => string)(2, "@", "@")
        expect(said.trim(), `${language} ${key}`).not.toBe("")
        if (typeof text !== "string") expect(said, `${language} ${key}`).toMatch(/[@2]/)
      }
    }
  })

  test("every figure of the business has a name of its own", () => {
    const named = Object.keys(english).filter((key) => key.startsWith("kpi."))
    expect(named.toSorted()).toEqual(
      Object.keys(operations.says)
        .map((key) => `kpi.${key}`)
        .toSorted(),
    )
  })

  test("times, durations and money as the language writes them", async () => {
    const [en, de] = [formatOf("en", await loadTexts("en")), formatOf("de", await loadTexts("de"))]
    expect(en.instant(now)).toBe("4 Mar 2024 11:33:29.626")
    expect(de.moment(now)).toBe("4. März 11:33:29.626")
    expect(formatOf("en", await loadTexts("en"), true).moment(now)).toBe("4 Mar 2024 11:33:29")
    expect([250, 2400, 90_000, 15_120_000, 93_600_000].map((ms) => en.duration(ms))).toEqual([
      "250 ms",
      "2.4 s",
      "2 min",
      "4 h 12 min",
      "1 d 2 h",
    ])
    expect(de.money(123_456, "EUR")).toBe("1.234,56 EUR")
    expect(en.money(500, "JPY")).toBe("500 JPY")
  })
})

test("a run is best compared with the one whose name begins most alike", () => {
  const runs = [{ id: "late-snapshot-wrong-1" }, { id: "late-snapshot-right-2" }, { id: "two-orders-3" }]
  expect(likeliest("late-snapshot-wrong-1", runs)).toEqual({ id: "late-snapshot-right-2" })
  expect(likeliest("x", [{ id: "x" }])).toBe(null)
})

test("the command that repeats a run names its file and seed", () => {
  const header = { file: "scenarios/my file's.yaml", seed: 7 } as Parameters<typeof commandOf>[0]
  expect(commandOf(header)).toBe(`npm run --silent backlot -- run 'scenarios/my file'\\''s.yaml' --seed 7`)
  expect(commandOf(null)).toBe(null)
})
