/**
 * State that forks: each side goes on as a plain value of its own would, whatever the other side does.
 * Method: random operations, forks among them, on ours and on copies of a plain map; every side must give the same answers.
 */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { Deadlines } from "../../../sim/partner/deadlines.ts"
import { InOrder } from "../../../sim/network/in-order.ts"
import { Generations } from "../../../sim/world/generations.ts"
import { LayeredMap } from "../../../sim/world/layered-map.ts"
import { EventQueue, phases } from "../../../sim/world/queue.ts"
import { Taken } from "../../../sim/world/taken.ts"

const key = fc.constantFrom("a", "b", "c", "d")
const act = fc.oneof(
  fc.record({ do: fc.constant("set" as const), side: fc.nat(5), key, value: fc.nat(9) }),
  fc.record({ do: fc.constant("delete" as const), side: fc.nat(5), key }),
  fc.record({ do: fc.constant("fork" as const), side: fc.nat(5) }),
)

describe("a layered map", () => {
  test.prop([fc.array(act, { maxLength: 60 })])("is a map, and so is each of its forks", (acts) => {
    const sides = [{ ours: new LayeredMap<string, number>(), plain: new Map<string, number>() }]
    for (const one of acts) {
      const { ours, plain } = sides[one.side % sides.length]!
      if (one.do === "fork") sides.push({ ours: ours.fork(), plain: new Map(plain) })
      else if (one.do === "set") {
        ours.set(one.key, one.value)
        plain.set(one.key, one.value)
      } else {
        ours.delete(one.key)
        plain.delete(one.key)
      }
    }
    for (const { ours, plain } of sides) {
      expect(new Map(ours.entries())).toEqual(plain)
      for (const name of ["a", "b", "c", "d", "e"]) expect(ours.get(name)).toBe(plain.get(name))
    }
  })
})

describe("what was taken in", () => {
  test.prop([fc.array(fc.tuple(fc.nat(400), fc.boolean()), { maxLength: 80 })])(
    "is known for as long as it says, on each side for itself",
    (steps) => {
      const keptMs = 50
      let at = 1_000
      const sides = [{ ours: new Taken(keptMs), plain: new Map<number, number>() }]
      for (const [ordinal, forks] of steps) {
        at += 7
        const last = sides.at(-1)!
        last.ours.add(ordinal, at)
        last.plain.set(ordinal, at + keptMs)
        if (forks) sides.push({ ours: last.ours.fork(), plain: new Map(last.plain) })
      }
      for (const { ours, plain } of sides)
        for (let ordinal = 0; ordinal <= 401; ordinal++)
          expect(ours.has(ordinal, at)).toBe((plain.get(ordinal) ?? 0) > at)
    },
  )
})

describe("generations", () => {
  test("keep an entry for at least as long as they say, and forget it in the end", () => {
    const kept = new Generations<number>(100)
    kept.set("a", 1, 1_010)
    const fork = kept.fork()
    expect(kept.get("a", 1_110)).toBe(1)
    kept.set("a", 2, 1_110)
    expect([kept.get("a", 1_150), fork.get("a", 1_150)]).toEqual([2, 1])
    expect(fork.get("a", 1_400)).toBeUndefined()
  })
})

describe("order on a lane", () => {
  test("nothing is delivered before what was sent ahead of it, and other subjects are not held up", () => {
    const order = new InOrder(1_000)
    expect(order.next(1, "A", 900, 0)).toBe(900)
    expect(order.next(1, "A", 300, 1)).toBe(900)
    expect(order.next(1, "B", 300, 1)).toBe(300)
    expect(order.next(2, "A", 300, 1)).toBe(300)
    const fork = order.fork()
    expect(order.next(1, "A", 2_000, 10)).toBe(2_000)
    expect(fork.next(1, "A", 950, 10)).toBe(950)
  })

  const sent = fc.record({ pause: fc.nat(9_000), lane: fc.nat(1), subject: key, latency: fc.nat(12_000) })
  test.prop([fc.array(sent, { minLength: 40, maxLength: 80 })])(
    "is that of a memory which forgets nothing",
    (messages) => {
      const order = new InOrder(12_000)
      const all = new Map<string, number>()
      let now = 0
      for (const { pause, lane, subject, latency } of messages) {
        // Most follow at once, so that several are under way.
        now += pause > 8_000 ? pause : pause % 1_000
        const expected = Math.max(now + latency, all.get(`${lane} ${subject}`) ?? 0)
        all.set(`${lane} ${subject}`, expected)
        expect(order.next(lane, subject, now + latency, now)).toBe(expected)
      }
    },
  )
})

describe("deadlines", () => {
  test.prop([fc.array(fc.boolean(), { maxLength: 400 })])(
    "leave in the order in which they came, on each side",
    (pushes) => {
      const ours = new Deadlines()
      const plain: number[] = []
      for (const [index, push] of pushes.entries()) {
        if (push || plain.length === 0) {
          ours.push(index, 1, index)
          plain.push(index)
        } else {
          ours.shift()
          plain.shift()
        }
        expect(ours.isEmpty).toBe(plain.length === 0)
        if (plain.length > 0) expect(ours.call).toBe(plain[0])
      }
      const fork = new Deadlines(ours)
      if (!ours.isEmpty) ours.shift()
      for (const left of plain) {
        expect(fork.call).toBe(left)
        fork.shift()
      }
      expect(fork.isEmpty).toBe(true)
    },
  )
})

describe("a forked queue", () => {
  test.prop([fc.array(fc.tuple(fc.nat(50), fc.nat(3)), { maxLength: 200 }), fc.nat(200)])(
    "gives the same items in the same order",
    (items, popped) => {
      const queue = new EventQueue<number>()
      for (const [index, [at, hash]] of items.entries()) queue.push(at, phases.delivery, hash, index)
      for (let n = 0; n < popped; n++) queue.pop()
      const fork = queue.fork()
      fork.push(25, phases.timer, 0, -1)
      queue.push(25, phases.timer, 0, -1)
      while (queue.size > 0) expect(fork.pop()).toBe(queue.pop())
      expect(fork.size).toBe(0)
    },
  )
})
