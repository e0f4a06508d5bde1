/** Identities and patterns print and read back the same; a pattern matches exactly what it says. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import {
  formatIdentity,
  formatPattern,
  matchesGlob,
  matchesPattern,
  readIdentity,
  readPattern,
  theOriginal,
  anyNumber,
} from "../../../sim/scenario/identity.ts"
import { messageIdentity, messagePattern } from "./arbitraries.ts"

const pattern = (text: string) => {
  const read = readPattern(text)
  if (!read.ok) throw new Error(`${text} ${read.rule}`)
  return read.value
}

describe("reading and printing", () => {
  test.prop([messagePattern])("a printed pattern reads back the same", (one) => {
    expect(readPattern(formatPattern(one))).toEqual({ ok: true, value: one })
  })
  test.prop([messageIdentity])("a printed identity reads back the same, and matches itself", (one) => {
    expect(readIdentity(formatIdentity(one))).toEqual({ ok: true, value: one })
    expect(matchesPattern(pattern(formatIdentity(one)), one)).toBe(true)
  })
  test("blanks do not matter, and what is left out means any", () => {
    expect(pattern("oms>payment")).toEqual(pattern("  oms  >  payment  *  *  #*.*  "))
    expect(pattern("oms > payment #2")).toEqual({
      sender: "oms",
      receiver: "payment",
      operation: "*",
      subject: "*",
      call: { from: 2, to: 2 },
      attempt: anyNumber,
      copy: theOriginal,
      leg: "message",
    })
  })
  it.for([
    ["#1.1", { from: 1, to: 1 }, { from: 1, to: 1 }],
    ["#*", anyNumber, anyNumber],
    ["#2.*", { from: 2, to: 2 }, anyNumber],
    ["#1-3.2-", { from: 1, to: 3 }, { from: 2, to: null }],
  ] as const)("%s", ([ordinals, call, attempt]) => {
    expect(pattern(`oms > payment payments.capture A-1 ${ordinals}`)).toEqual(
      expect.objectContaining({ call, attempt }),
    )
  })
  test("copies and answers are named behind the numbers", () => {
    expect(pattern("a > b c d #1.1 copy2 response")).toEqual(
      expect.objectContaining({ copy: { from: 2, to: 2 }, leg: "response" }),
    )
    expect(pattern("a > b copy*")).toEqual(expect.objectContaining({ copy: { from: 0, to: null } }))
  })
  test("a subject that could be misread stands in quotes", () => {
    const odd = { sender: "a", receiver: "b", operation: "c", subject: "#1001 response", call: 1, attempt: 1, copy: 0 }
    expect(formatIdentity(odd)).toBe('a > b c "#1001 response" #1.1')
    expect(readIdentity(formatIdentity(odd))).toEqual({ ok: true, value: odd })
  })
  it.for([
    "",
    "oms",
    "oms >",
    "> payment",
    "oms > payment a b c",
    "oms > payment #0",
    "oms > payment #1.",
    "oms > payment #3-2",
    "oms > payment #1.1.1",
    "oms > payment #",
    "oms > payment response #1",
    "oms > payment #1 #2",
    "oms > payment #1.1 the first",
    'oms > payment a "b',
    "oms > payment #x",
    "oms > payment copy3-1",
    "oms>pay>ment x",
  ])("refused: %s", (text) => {
    expect(readPattern(text).ok).toBe(false)
  })
  test("a refusal points at the word", () => {
    expect(readPattern("oms > payment payments.capture A-1 #1.x")).toEqual(
      expect.objectContaining({ ok: false, offset: 35 }),
    )
  })
  test.prop([fc.string()])("any text is read or refused", (text) => {
    expect(typeof readPattern(text).ok).toBe("boolean")
  })
})

describe("matching", () => {
  test.prop([messagePattern, messageIdentity])("agrees with a regular expression for each part", (one, id) => {
    const glob = (g: string, text: string) =>
      new RegExp(
        `^${g
          .split("*")
          .map((part) => part.replaceAll(/[\\^$.+?()[\]{}|/-]/g, "\\$&"))
          .join("[^]*")}$`,
      ).test(text)
    const inside = ({ from, to }: { from: number; to: number | null }, n: number) =>
      n >= from && n <= (to ?? Number.POSITIVE_INFINITY)
    const parts = (["sender", "receiver", "operation", "subject"] as const).every((part) => glob(one[part], id[part]))
    expect(matchesPattern(one, id)).toBe(
      parts && inside(one.call, id.call) && inside(one.attempt, id.attempt) && inside(one.copy, id.copy),
    )
  })
  test.prop([
    fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 }),
    fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 }),
  ])("globs agree with regular expressions", (glob, text) => {
    expect(matchesGlob(glob, text)).toBe(new RegExp(`^${glob.replaceAll("*", ".*")}$`).test(text))
  })
  test("the first try of a call is not the second, and a copy is not the original", () => {
    const first = {
      sender: "oms",
      receiver: "payment",
      operation: "capture",
      subject: "A-1",
      call: 1,
      attempt: 1,
      copy: 0,
    }
    const target = pattern("oms > payment capture A-1 #1.1")
    expect(matchesPattern(target, first)).toBe(true)
    expect(matchesPattern(target, { ...first, attempt: 2 })).toBe(false)
    expect(matchesPattern(target, { ...first, copy: 1 })).toBe(false)
  })
})
