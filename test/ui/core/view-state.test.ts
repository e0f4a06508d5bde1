/** What is on the screen stands in the address and comes back from it. */
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { Store, type Address } from "../../../ui/core/store.ts"
import { formatHash, initialState, parseHash, places, views, type ViewState } from "../../../ui/core/view-state.ts"

const instant = fc.integer({ min: -1e12, max: 4e12 })
const states: fc.Arbitrary<ViewState> = fc.record({
  place: fc.constantFrom(...places),
  run: fc.string({ minLength: 1, unit: "grapheme" }),
  t: fc.option(fc.record({ at: instant, row: fc.integer({ min: -1, max: 1e7 }) })),
  o: fc.option(fc.string({ unit: "grapheme" })),
  m: fc.option(fc.nat()),
  view: fc.constantFrom(...views),
  q: fc.string({ unit: "grapheme" }),
  vs: fc.option(fc.string({ minLength: 1 })),
  z: fc.option(
    fc
      .tuple(instant, fc.integer({ min: 1, max: 1e9 }))
      .map(([from, length]): [number, number] => [from, from + length]),
  ),
  notes: fc.uniqueArray(
    fc.record({
      at: instant,
      row: fc.integer({ min: -1, max: 1e7 }),
      letter: fc.constantFrom("a", "b", "c", "z"),
      text: fc.string({ minLength: 1, unit: "grapheme" }),
    }),
    { selector: ({ letter }) => letter },
  ),
  more: fc.dictionary(fc.constantFrom("axis", "title", "x y"), fc.string()),
})

it("a state is the same after it was an address", () => {
  fc.assert(
    fc.property(states, (state) => {
      const again = parseHash(formatHash(state))
      expect({ ...again, more: { ...again.more } }).toEqual({ ...state, more: { ...state.more } })
    }),
  )
})

it("any text is an address, and a readable one stays as it is", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const once = formatHash(parseHash(text))
      expect(formatHash(parseHash(once))).toBe(once)
    }),
  )
  expect(parseHash("")).toEqual(initialState)
  expect(parseHash("#/run/A%2FB?t=12.3&later=1")).toMatchObject({
    run: "A/B",
    t: { at: 12, row: 3 },
    more: { later: "1" },
  })
  expect(parseHash("#/run/a?n=a.5.7.one&n=a.6.8.two&n=b.-9..x.y&n=c.no&n=D.1.1.x&n=e.1.1.").notes).toEqual([
    { letter: "a", at: 5, row: 7, text: "one" },
    { letter: "b", at: -9, row: -1, text: "x.y" },
  ])
})

it("the store writes what changed, and follows Back", () => {
  const written: string[] = []
  let tell = () => {}
  let now = "#/run/a?m=1"
  const address: Address = {
    hash: () => now,
    write: (hash, entry) => {
      now = hash
      written.push(`${entry} ${hash}`)
    },
    watch: (onChange) => {
      tell = onChange
      return () => {}
    },
  }
  const store = new Store(address)
  const seen: (number | null)[] = []
  store.subscribe(({ m }) => seen.push(m))
  store.set({ m: 2 })
  store.set({ m: 2 })
  store.set({ t: { at: 5, row: -1 } }, "replace")
  expect(written).toEqual(["push #/run/a?m=2", "replace #/run/a?t=5&m=2"])
  now = "#/run/a?m=1"
  tell()
  expect(seen).toEqual([2, 2, 1])
  expect(store.get().m).toBe(1)
})
