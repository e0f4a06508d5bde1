/** Bytes in a script element: nothing is lost, and nothing in it means anything to HTML. */
import { test } from "@fast-check/vitest"
import * as fc from "fast-check"
import { expect, test as plain } from "vitest"
import { bytesOfPlainText, plainText } from "../../../sim/journal/plain-text.ts"

test.prop([fc.uint8Array({ maxLength: 300 })])("gives every byte back, and holds nothing that HTML reads", (bytes) => {
  const text = plainText(bytes)
  const codes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  expect(codes.every((code) => code > 0 && code < 0x80)).toBe(true)
  expect(text).not.toMatch(/[\r<]/)
  expect(bytesOfPlainText(text)).toEqual(bytes)
})

plain("takes little more than an eighth on top", () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => (at * 2_654_435_761) >>> 24)
  expect(plainText(bytes).length / bytes.length).toBeLessThan(1.19)
})

plain("says where a text is damaged", () => {
  expect(() => bytesOfPlainText("ab\u00e9")).toThrow("At character 2")
  expect(() => bytesOfPlainText("ab\u007fz")).toThrow("At character 3")
})
