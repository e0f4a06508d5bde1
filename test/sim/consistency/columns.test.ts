/** Columns, flags, series and ordinals against maps and arrays, with forks that go their own way. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { Column, Flags, Series } from "../../../sim/consistency/columns.ts"
import { Ordinals } from "../../../sim/consistency/ordinals.ts"
import { RootIndex, rootText } from "../../../sim/consistency/root-index.ts"

const write = fc.record({ at: fc.nat(500), value: fc.integer({ min: 0, max: 255 }), adds: fc.boolean() })
type Write = typeof write extends fc.Arbitrary<infer T> ? T : never

const apply = (
  writes: readonly Write[],
  column: Column,
  flags: Flags,
  model: Map<number, number>,
  flagged: Map<number, number>,
) => {
  for (const { at, value, adds } of writes) {
    const next = adds ? (model.get(at) ?? 0) + value : value
    if (adds) expect(column.add(at, value)).toBe(next)
    else column.set(at, value)
    model.set(at, next)
    expect(flags.set(at, value)).toBe((flagged.get(at) ?? 0) === 0)
    flagged.set(at, value)
  }
  for (let at = 0; at < 510; at++) {
    expect(column.get(at)).toBe(model.get(at) ?? 0)
    expect(flags.get(at)).toBe(flagged.get(at) ?? 0)
    expect(flags.has(at)).toBe((flagged.get(at) ?? 0) !== 0)
  }
  expect(column.length).toBe(Math.max(-1, ...model.keys()) + 1)
  expect(flags.length).toBe(column.length)
}

describe("columns", () => {
  test.prop([fc.array(write), fc.array(write), fc.array(write)])(
    "hold what was set and added, and so do their forks",
    (before, here, there) => {
      const [column, flags, model, flagged] = [new Column(), new Flags(), new Map(), new Map()]
      apply(before, column, flags, model, flagged)
      const forked = [column.fork(), flags.fork(), new Map(model), new Map(flagged)] as const
      apply(here, column, flags, model, flagged)
      apply(there, ...forked)
      apply([], column, flags, model, flagged)
    },
  )

  test.prop([fc.array(fc.integer(), { maxLength: 200 }), fc.array(fc.integer())])(
    "a series knows its lower median, and a fork its own",
    (numbers, more) => {
      const median = (of: readonly number[]) => of.toSorted((a, b) => a - b)[Math.floor((of.length - 1) / 2)] ?? null
      const series = new Series()
      for (const number of numbers) series.push(number)
      const fork = series.fork()
      for (const number of more) fork.push(number)
      expect(series.median()).toBe(median(numbers))
      expect(fork.median()).toBe(median([...numbers, ...more]))
    },
  )
})

describe("ordinals", () => {
  const words = fc.array(fc.tuple(fc.string({ maxLength: 2 }), fc.constantFrom("", "east", "west")), { maxLength: 300 })

  test.prop([words, words, words])(
    "are dense, by first use, and a fork's own from the fork on",
    (before, here, there) => {
      const number = (ordinals: Ordinals, model: Map<string, number>, list: readonly (readonly [string, string])[]) => {
        for (const [text, second] of list) {
          const key = JSON.stringify([text, second])
          expect(ordinals.find(text, second)).toBe(model.get(key) ?? -1)
          const ordinal = ordinals.ordinalOf(text, second)
          expect(ordinal).toBe(model.get(key) ?? model.size)
          model.set(key, ordinal)
          expect([ordinals.textOf(ordinal), ordinals.secondOf(ordinal)]).toEqual([text, second])
        }
        expect(ordinals.size).toBe(model.size)
      }
      const [ordinals, model] = [new Ordinals(), new Map<string, number>()]
      number(ordinals, model, before)
      const [fork, forkModel] = [ordinals.fork(), new Map(model)]
      number(ordinals, model, here)
      number(fork, forkModel, there)
      number(ordinals, model, [...before, ...here])
    },
  )

  it("of 100,000 orders are found again, and what never was is not", () => {
    const roots = new RootIndex()
    for (let n = 0; n < 100_000; n++) roots.rootOf(`A-${n}/shipment-1`)
    expect(roots.size).toBe(100_000)
    expect(roots.fork().rootOf("A-77777/shipment-2/parcel-1")).toBe(77_777)
    expect(roots.fork()).toBeInstanceOf(RootIndex)
    expect(() => roots.textOf(100_000)).toThrow("there are 100000 of them")
  })

  it("a root is what comes before the first slash", () => {
    expect(["A-1", "A-1/shipment-2", "A-1/shipment-2/parcel-1", ""].map(rootText)).toEqual(["A-1", "A-1", "A-1", ""])
  })
})
