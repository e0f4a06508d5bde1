import { expect, test } from "vitest"
import { jsonLines } from "../../../ui/draw/json-tokens.ts"

const written = (text: string): string[] =>
  jsonLines(text).map(({ depth, tokens }) => `${"  ".repeat(depth)}${tokens.map((token) => token.text).join("")}`)

test("JSON is indented token by token", () => {
  expect(written('{"a":[1,{"b":null}],"c":{},"d":[]}')).toEqual([
    "{",
    '  "a": [',
    "    1,",
    "    {",
    '      "b": null',
    "    }",
    "  ],",
    '  "c": {},',
    '  "d": []',
    "}",
  ])
})

test("no digit is lost, no escape read", () => {
  expect(written('{"id":12345678901234567890,"amount":10.10,"text":"a\\u0041\\"b"}')).toEqual([
    "{",
    '  "id": 12345678901234567890,',
    '  "amount": 10.10,',
    '  "text": "a\\u0041\\"b"',
    "}",
  ])
})

test("keys and strings are told apart", () => {
  const kinds = jsonLines('{"a":"a"}').flatMap(({ tokens }) => tokens.map(({ kind }) => kind))
  expect(kinds).toEqual(["mark", "key", "mark", "string", "mark"])
})

test("what is no JSON comes out as it is", () => {
  expect(written("<script>alert(1)</script>").join("")).toBe("<script>alert(1)</script>")
  expect(written('"open').join("")).toBe('"open')
  expect(written("}{]").join("")).toBe("}{]")
})
