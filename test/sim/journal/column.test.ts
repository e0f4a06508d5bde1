import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { createColumn, type Column } from "../../../sim/journal/column.ts"
import { Dictionary } from "../../../sim/journal/dictionary.ts"
import type { ColumnType } from "../../../sim/journal/tables.ts"

const words = 300

const columnOf = (type: ColumnType): Column => {
  const dictionary = new Dictionary("word", 65_536)
  for (let i = 0; i < words; i++) dictionary.intern(`word-${i}`)
  return createColumn("things", "size", type, dictionary, dictionary)
}

const bounds: Readonly<Record<ColumnType, readonly [number, number]>> = {
  name: [0, words - 1],
  text: [-1, words - 1],
  u8: [0, 255],
  u16: [0, 65_535],
  u32: [0, 4_294_967_295],
  i32: [-2_147_483_648, 2_147_483_647],
  f64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}

const aType = fc.constantFrom(...(Object.keys(bounds) as ColumnType[]))

describe("a column", () => {
  test.prop([aType.chain((type) => fc.tuple(fc.constant(type), fc.array(fc.maxSafeInteger(), { maxLength: 300 })))])(
    "takes every whole number within its bounds and gives it back, beyond its first size too",
    ([type, numbers]) => {
      const [least, most] = bounds[type]
      const span = most - least + 1
      const values = [least, most, ...numbers.map((n) => Math.min(most, least + (Math.abs(n) % span)))]
      const column = columnOf(type)
      for (const value of values) column.push(value)
      expect(column.length).toBe(values.length)
      expect(values.map((_, row) => column.at(row))).toEqual(values.map((value) => value + 0))
    },
  )

  test.prop([
    aType,
    fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, 0.5, 2 ** 53, undefined as never)),
  ])("refuses what does not fit, names table, column and value, and stays as it was", (type, value) => {
    const [least, most] = bounds[type]
    fc.pre(!(Number.isInteger(value) && value >= least && value <= most))
    const column = columnOf(type)
    column.push(7)
    expect(() => column.push(value)).toThrow(`Column things.size cannot hold ${value}: it holds `)
    expect(() => column.set(0, value)).toThrow(RangeError)
    expect(column.length).toBe(1)
    expect(column.at(0)).toBe(7)
  })

  test.prop([aType, fc.integer({ min: -3, max: 3 })])("refuses the number next to its bounds", (type, distance) => {
    fc.pre(distance !== 0)
    const column = columnOf(type)
    const [least, most] = bounds[type]
    expect(() => column.push(distance < 0 ? least + distance : most + distance)).toThrow(RangeError)
  })

  test.prop([aType])("refuses rows that it does not have", (type) => {
    const column = columnOf(type)
    column.push(1)
    column.push(2)
    column.truncate(1)
    for (const row of [-1, 1, 2, 0.5, 1000])
      expect(() => column.at(row)).toThrow(/things\.size has no row .*: it has 1 rows/)
  })

  test("has no negative zero", () => {
    for (const type of Object.keys(bounds) as ColumnType[]) {
      const column = columnOf(type)
      column.push(-0)
      column.set(0, -0)
      expect(Object.is(column.at(0), 0)).toBe(true)
    }
  })

  test.prop([aType, fc.array(fc.nat(200), { maxLength: 200 })])(
    "gives bytes that another column loads",
    (type, values) => {
      const one = columnOf(type)
      const other = columnOf(type)
      for (const value of values) one.push(value)
      other.push(3)
      // A copy at an odd address, as it stands in a file.
      const bytes = new Uint8Array(values.length * one.bytesPerRow + 1)
      bytes.set(one.bytes(0, values.length), 1)
      other.load(bytes.subarray(1))
      expect(Array.from({ length: other.length }, (_, row) => other.at(row))).toEqual([3, ...values])
    },
  )

  test("refuses to load what could not have been pushed", () => {
    const fractions = new Uint8Array(new Float64Array([1, 1.5]).buffer)
    const strangers = new Uint8Array(new Int32Array([words]).buffer)
    const wide = columnOf("f64")
    expect(() => wide.load(fractions)).toThrow(/things\.size cannot hold 1\.5/)
    expect(wide.length).toBe(0)
    expect(() => columnOf("text").load(strangers)).toThrow(/things\.size cannot hold 300/)
  })
})
