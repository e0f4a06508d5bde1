import { describe, expect, it } from "vitest"
import { Breakers } from "../../../sim/partner/breakers.ts"

const link = { index: 3, breakerAfter: 2, breakerPauseMs: 100 }
const go = { go: true, wakeAt: -1 }

/** Open from 10 to 110; nobody waits yet. */
const opened = (): Breakers => {
  const breakers = new Breakers()
  expect(breakers.failed(link, 1, 5)).toBeNull()
  expect(breakers.failed(link, 1, 10)).toEqual({ until: 110, next: -1 })
  return breakers
}

describe("a circuit breaker", () => {
  it("opens after failures in a row, and not when one call succeeds between them", () => {
    const breakers = new Breakers()
    breakers.failed(link, 1, 5)
    expect(breakers.succeeded(link)).toBeNull()
    expect(breakers.failed(link, 1, 10)).toBeNull()
    expect(breakers.ask(link, 2, 11)).toEqual(go)
  })
  it("lets nobody through while it is open; the first who waits is woken when it is time", () => {
    const breakers = opened()
    expect(breakers.ask(link, 1, 20)).toEqual({ go: false, wakeAt: 110 })
    expect(breakers.ask(link, 2, 30)).toEqual({ go: false, wakeAt: -1 })
  })
  it("lets one call try, and all go on when that succeeds", () => {
    const breakers = opened()
    breakers.ask(link, 1, 20)
    breakers.ask(link, 2, 30)
    expect(breakers.ask(link, 1, 110)).toEqual(go)
    expect(breakers.ask(link, 4, 111)).toEqual({ go: false, wakeAt: -1 })
    expect(breakers.succeeded(link)).toEqual([2, 4])
    expect(breakers.ask(link, 5, 112)).toEqual(go)
  })
  it("pauses again when the call that tries fails, and the next who waits will try", () => {
    const breakers = opened()
    breakers.ask(link, 1, 20)
    breakers.ask(link, 2, 30)
    breakers.ask(link, 1, 110)
    expect(breakers.failed(link, 9, 112)).toBeNull()
    expect(breakers.failed(link, 1, 115)).toEqual({ until: 215, next: 2 })
    expect(breakers.ask(link, 2, 214)).toEqual({ go: false, wakeAt: 215 })
    expect(breakers.ask(link, 2, 215)).toEqual(go)
  })
  it("is each link's own, and none where no terms ask for it", () => {
    expect(opened().ask({ ...link, index: 4 }, 1, 20)).toEqual(go)
    const none = { ...link, breakerAfter: 0 }
    expect(new Breakers().ask(none, 1, 20)).toEqual(go)
  })
  it("is forked with its world", () => {
    const one = opened()
    const other = new Breakers(one)
    one.ask(link, 1, 20)
    other.ask(link, 7, 110)
    expect(one.succeeded(link)).toEqual([1])
    expect(other.succeeded(link)).toEqual([])
  })
})
