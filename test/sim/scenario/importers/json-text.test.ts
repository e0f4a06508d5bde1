import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { lineAndColumn, offsetOf, syntaxErrorAt } from "../../../../sim/scenario/importers/json-text.ts"

/** Goal: the walk agrees with the engine's own parser about what JSON is, and finds in the text what the parser finds in the value. */
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe("JSON positions", () => {
  test.prop([fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "x", "\n", "\\", "1", ":")])(
    "a text is broken exactly when it does not parse",
    (json, at, put) => {
      const cut = at % (json.length + 1)
      for (const text of [
        json,
        json.slice(0, cut) + put + json.slice(cut + 1),
        json.slice(0, cut) + put + json.slice(cut),
      ]) {
        expect(syntaxErrorAt(text) === -1, text).toBe(isJson(text))
      }
    },
  )

  test.prop([fc.jsonValue(), fc.boolean()])("every value stands where its path leads", (value, spread) => {
    const text = JSON.stringify(value, null, spread ? 2 : 0)
    const visit = (part: unknown, path: (string | number)[]) => {
      const found = text.slice(offsetOf(text, path))
      const start = JSON.stringify(part, null, spread ? 2 : 0).slice(0, 1)
      expect(found.startsWith(start)).toBe(true)
      if (typeof part !== "object" || part === null) expect(found.startsWith(JSON.stringify(part))).toBe(true)
      else
        for (const [key, child] of Object.entries(part))
          visit(child, [...path, Array.isArray(part) ? Number(key) : key])
    }
    visit(value, [])
  })

  test("a path that leads nowhere ends at the last value on it; depth is no danger", () => {
    expect(offsetOf('{"a":{"b":1}}', ["a", "x"])).toBe(5)
    expect(syntaxErrorAt("[".repeat(200_000))).toBe(200_000)
    expect(lineAndColumn("ab\r\ncd", 5)).toEqual({ line: 2, column: 2 })
  })
})
