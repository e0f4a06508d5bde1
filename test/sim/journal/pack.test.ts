import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { BodyPacker } from "../../../sim/journal/pack.ts"
import { Texts } from "../../../sim/journal/texts.ts"
import { unpack, type Packed } from "../../../sim/journal/unpack.ts"
import { aBody } from "./entries.ts"

const packed = (bodies: readonly unknown[]) => {
  const texts = new Texts()
  const packer = new BodyPacker(texts)
  packer.start(texts)
  for (const body of bodies) packer.add(body)
  const { keys, ends } = packer.shapes
  const form: Packed = {
    bytes: packer.bytes.subarray(0, packer.length),
    keys: (shape) => keys.slice(ends[shape - 1] ?? 0, ends[shape]).map((id) => texts.at(id)!),
    text: (id) => texts.at(id)!,
  }
  return { packer, form, read: (id: number) => unpack(form, packer.starts[id]!) }
}

/** Values at the edges of every form that a number or a length can take. */
const numbers = [0, 47, 48, 255, 256, 65_535, 65_536, 2 ** 24 - 1, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 48 - 1]
const edges = [...numbers, 2 ** 48, 2 ** 53, 1e21, 0.5, 5e-324, Number.MAX_VALUE].flatMap((value) => [value, -value])

const aValue = fc.oneof(fc.jsonValue(), fc.constantFrom(...edges), fc.double({ noNaN: true, noDefaultInfinity: true }))

describe("packed bodies", () => {
  test.prop([fc.array(fc.oneof(aBody, aValue, fc.array(aValue), fc.dictionary(fc.string(), aValue)))])(
    "are read back as what JSON makes of them, each by itself",
    (bodies) => {
      const { read } = packed(bodies)
      for (const [id, body] of bodies.entries()) {
        const json = JSON.stringify(body)
        expect(JSON.stringify(read(id))).toBe(json)
        expect(read(id)).toEqual(JSON.parse(json))
      }
    },
  )

  test.prop([
    fc.array(
      aBody.filter((body) => body !== null),
      { minLength: 1, maxLength: 4 },
    ),
    fc.array(fc.nat(), { maxLength: 30 }),
  ])("that share parts by identity are as if they did not, but smaller", (parts, picks) => {
    const bodies = picks.map((pick, i) => ({ i, part: parts[pick % parts.length], all: parts }))
    const shared = packed(bodies)
    const apart = packed(bodies.map((body) => JSON.parse(JSON.stringify(body)) as unknown))
    for (const id of bodies.keys()) {
      expect(JSON.stringify(shared.read(id))).toBe(JSON.stringify(bodies[id]))
      expect(shared.packer.hashes[id]).toBe(apart.packer.hashes[id])
      expect(shared.packer.otherHashes[id]).toBe(apart.packer.otherHashes[id])
    }
    expect(shared.packer.length).toBeLessThanOrEqual(apart.packer.length)
  })

  test("keep a large part once, however far apart it is used", () => {
    const order = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key-${i}`, `value-${i}`]))
    const others = Array.from({ length: 50 }, (_, i) => ({
      reason: `reason-${i}`,
      amounts: [i, 1e9 + i, 2e9, 3e9, 4e9],
    }))
    const once = packed([order, ...others])
    const twice = packed([order, ...others, { order }, order])
    expect(twice.packer.length - once.packer.length).toBeLessThan(10)
    expect(twice.read(51)).toEqual({ order })
    expect(twice.read(52)).toEqual(order)
  })

  test("tell where an array of holes and undefined has null", () => {
    const holes: unknown[] = [1, undefined, 3]
    holes.length = 5
    expect(packed([holes]).read(0)).toEqual([1, null, 3, null, null])
  })

  test.each([
    ["a function", { on: () => 1 }, /a function was given/],
    ["a symbol", { on: Symbol("s") }, /a symbol was given: Symbol\(s\)/],
    ["a bigint", [1n], /a bigint was given: 1/],
    ["no number", { amount: NaN }, /a number was given: NaN/],
    ["infinity", { amount: -Infinity }, /a number was given: -Infinity/],
    ["a date", { at: new Date(0) }, /an object of class Date was given/],
    ["a map", { lines: new Map() }, /an object of class Map was given/],
  ])("refuse %s", (_, body, says) => {
    expect(() => packed([body])).toThrow(says)
  })

  test("refuse a body that contains itself, and can be packed again afterwards", () => {
    const body: Record<string, unknown> = { order: "order-1" }
    body["self"] = { body }
    const texts = new Texts()
    const packer = new BodyPacker(texts)
    expect(() => packer.add(body)).toThrow(/contains itself or is more than \d+ deep/)
    packer.start(texts)
    packer.add({ order: "order-1" })
    expect(packer.count).toBe(1)
  })

  // Goal: a reader of damaged bytes ends with a value or a sentence. Method: any byte of packed bodies becomes any other.
  test.prop([fc.nat(), fc.nat(255)], { numRuns: 1000 })("with any byte changed are a value or an error", (at, byte) => {
    const lines = [{ sku: "MUG", quantity: 2, price: 1250 }]
    const { form, packer } = packed([{ lines, text: "x" }, { lines, total: 1e10 }, [0.5, -1, lines]])
    form.bytes[at % form.bytes.length] = byte
    for (let id = 0; id < packer.count; id++) {
      try {
        JSON.stringify(unpack(form, packer.starts[id]!))
      } catch (problem) {
        expect(problem).toBeInstanceOf(Error)
      }
    }
  })
})
