import { describe, expect, it } from "vitest"
import type { InstanceFault, Spell } from "../../../sim/world/faults/faults.ts"
import { clockAhead, clockBehind } from "../../../sim/world/faults/clock.ts"
import { crash } from "../../../sim/world/faults/crash.ts"
import { outage } from "../../../sim/world/faults/outage.ts"
import { replay } from "../../../sim/world/faults/replay.ts"
import { revokeTokens } from "../../../sim/world/faults/revoke-tokens.ts"
import { staleRead } from "../../../sim/world/faults/stale-read.ts"
import { pause } from "../../../sim/world/faults/pause.ts"
import type { NetworkFault } from "../../../sim/network/fault.ts"
import type { ScenarioFault } from "../../../sim/scenario/scenario.ts"
import { history, minute, sent, twoRooms } from "./two-rooms.ts"
import { planNetworkFaults } from "../../../sim/run/plan-faults.ts"
import { readPattern } from "../../../sim/scenario/identity.ts"

/** An instance under a fault, from and until in minutes. */
const spell = (fault: InstanceFault, instance: string, from: number, until: number): Spell => ({
  fault,
  number: 0,
  instance,
  from: from * minute,
  until: until * minute,
  byMs: 0,
})

/** A fault of the network, until so many minutes. */
const networkFault = (fault: string, on: string, until = Infinity, settings: ScenarioFault["settings"] = {}) => {
  const read = readPattern(on)
  if (!read.ok) throw new Error(read.rule)
  const target = { type: "messages" as const, of: read.value }
  const end = until === Infinity ? null : { relativeMs: until * minute }
  return planNetworkFaults([{ fault, on: target, at: null, until: end, byMs: null, settings }], 0)
}

/** Minutes without what is under way for less than a second. */
const whole = (lines: readonly string[]) => lines.map((line) => line.replace(/^(\d+)\S*/, "$1"))

describe("an instance that stands still", () => {
  const paused = twoRooms([minute], { spells: [spell(pause, "ledger", 0, 2)] })
  it("does later what came meanwhile, each request once", () => {
    expect(whole(history(paused, "entry"))).toEqual(["2 E-1/entry-1 open", "12 E-1/entry-1 settled"])
    expect(sent(paused, "entries.add")).toBeGreaterThan(1)
    expect(paused.spells.sufferedBy).toEqual([sent(paused, "entries.add")])
  })
  it("does what was due meanwhile at the end, and not before", () => {
    const late = twoRooms([minute], { spells: [spell(pause, "ledger", 5, 30)] })
    expect(history(late, "entry").at(-1)).toBe("30 E-1/entry-1 settled")
  })
  it("takes answers that have come in time, however late it looks at them", () => {
    const clerk = twoRooms([minute], { spells: [spell(pause, "clerk", 1.001, 20)] })
    expect(sent(clerk, "entries.add")).toBe(1)
    expect(history(clerk, "errand").at(-1)).toBe("20 E-1 done")
  })
  it("has people wait for it", () => {
    const waited = twoRooms([minute], { spells: [spell(pause, "clerk", 0, 3)] })
    expect(history(waited, "errand")[0]).toBe("3 E-1 asking")
  })
})

describe("an instance that dies and is started again", () => {
  it("loses what comes meanwhile, and whoever sent it finds out by itself", () => {
    const dead = twoRooms([minute], { spells: [spell(crash, "ledger", 0, 1.2)] })
    expect(whole(history(dead, "errand"))).toEqual(["1 E-1 asking", "1 E-1 done"])
    expect(history(dead, "entry")).toHaveLength(2)
    expect(dead.spells.sufferedBy[0]).toBeGreaterThan(0)
  })
  it("goes on with its timers when it is there again", () => {
    const dead = twoRooms([minute], { spells: [spell(crash, "ledger", 5, 30)] })
    expect(history(dead, "entry").at(-1)).toBe("30 E-1/entry-1 settled")
  })
  it("asks again at its start, with the same key, for what it had stored", () => {
    // It dies after the request has gone out and before the answer is back.
    const dead = twoRooms([minute], { spells: [spell(crash, "clerk", 1.001, 5)] })
    expect(sent(dead, "entries.add")).toBe(2)
    expect(history(dead, "entry")).toHaveLength(2)
    expect(whole(history(dead, "errand"))).toEqual(["1 E-1 asking", "5 E-1 done"])
  })
  it("never asks again for what it had only in memory", () => {
    const policies = { outbox: "memory" }
    const dead = twoRooms([minute], { policies, spells: [spell(crash, "clerk", 1.001, 5)] })
    expect(sent(dead, "entries.add")).toBe(1)
    expect(whole(history(dead, "errand"))).toEqual(["1 E-1 asking"])
  })
  it("needs another token", () => {
    const links = { tokenLifetimeMs: 600 * minute }
    const asked = [minute, 10 * minute]
    expect(sent(twoRooms(asked, { links }), "tokens.create")).toBe(1)
    const dead = twoRooms(asked, { links, spells: [spell(crash, "clerk", 5, 6)] })
    // Nothing was under way, and so nothing counts as hit.
    expect(dead.spells.sufferedBy).toEqual([0])
    expect(sent(dead, "tokens.create")).toBe(2)
  })
})

describe("an instance that is down to others", () => {
  const down = twoRooms([minute], { spells: [spell(outage, "ledger", 0, 1.03)] })
  it("answers so, and does what it was to do by itself", () => {
    expect(sent(down, "entries.add", "response")).toBe(sent(down, "entries.add"))
    expect(down.spells.sufferedBy[0]).toBe(sent(down, "entries.add") - 1)
    const later = twoRooms([minute], { spells: [spell(outage, "ledger", 5, 30)] })
    expect(whole(history(later, "entry")).at(-1)).toBe("11 E-1/entry-1 settled")
  })
  it("has people come back when it is there again", () => {
    const waited = twoRooms([minute], { spells: [spell(outage, "clerk", 0, 3)] })
    expect(history(waited, "errand")[0]).toBe("3 E-1 asking")
  })
})

describe("an instance whose replica no longer follows", () => {
  const links = { pollEveryMs: 5 * minute }
  const notTold = networkFault("drop", "ledger > clerk entry.added")
  const heardAt = (spells: readonly Spell[]) =>
    whole(history(twoRooms([minute, 20 * minute], { links, faults: notTold, spells }), "rumour"))[0]
  it("shows what was there before, to whoever reads, and takes in what is written", () => {
    expect(heardAt([])).toBe("5 E-1/rumour-1 heard")
    expect(heardAt([spell(staleRead, "ledger", 0.5, 12)])).toBe("15 E-1/rumour-1 heard")
    const world = twoRooms([minute], { links, spells: [spell(staleRead, "ledger", 0.5, 12)] })
    expect(history(world, "entry")).toHaveLength(2)
  })
  it("acts where what is read is not what is there", () => {
    const spells = [spell(staleRead, "ledger", 0.5, 12)]
    expect(twoRooms([minute], { links, spells }).spells.sufferedBy).toEqual([2])
    expect(twoRooms([20 * minute], { links, spells }).spells.sufferedBy).toEqual([0])
  })
})

describe("an instance that takes all tokens back", () => {
  it("refuses each holder once", () => {
    const links = { tokenLifetimeMs: 600 * minute }
    const world = twoRooms([minute, 10 * minute], { links, spells: [spell(revokeTokens, "ledger", 5, Infinity)] })
    expect(world.spells.sufferedBy).toEqual([1])
    expect(sent(world, "entries.add")).toBe(3)
    expect(sent(world, "tokens.create")).toBe(2)
  })
})

describe("an instance that sends its history again", () => {
  it("sends what it has published since then, and nobody takes it in twice", () => {
    const again: Spell = { ...spell(replay, "ledger", 30, Infinity), byMs: 15 * minute }
    const world = twoRooms([minute, 20 * minute], { spells: [again] })
    expect(world.spells.sufferedBy).toEqual([1])
    expect(sent(world, "entry.added", "webhook")).toBe(3)
    expect(whole(history(world, "rumour"))).toEqual(["1 E-1/rumour-1 heard", "20 E-20/rumour-1 heard"])
  })
})

describe("a sender whose credential was revoked", () => {
  it("takes being locked out for no answer to what it asked", () => {
    const lockedOut = (until: number) =>
      history(twoRooms([minute], { faults: networkFault("revoked-credential", "clerk > ledger", until) }), "errand")
    expect(lockedOut(1.1).map((line) => line.split(" ")[2])).toEqual(["asking", "done"])
    expect(lockedOut(60).map((line) => line.split(" ")[2])).toEqual(["asking", "failed"])
  })
})

describe("an event over which its receiver fails", () => {
  const links = { pollEveryMs: 5 * minute }
  const asked = [minute, 2 * minute]
  const poisoned = (until: number, policies = {}, more: readonly NetworkFault[] = []) =>
    twoRooms(asked, {
      links,
      policies,
      faults: [...networkFault("poison", "ledger > clerk entry.added E-1", until), ...more],
    })
  it("is put aside after a few failures, and worked off once when the receiver is mended", () => {
    const world = poisoned(60)
    expect(sent(world, "entry.added", "webhook")).toBe(4)
    expect(whole(history(world, "rumour"))).toEqual(["2 E-2/rumour-1 heard", "60 E-1/rumour-1 heard"])
    expect(world.memoryOf(world.instance("clerk")).quarantine.size).toBe(0)
  })
  it("stays aside as long as nobody mends the receiver", () => {
    const world = poisoned(Infinity)
    expect(whole(history(world, "rumour"))).toEqual(["2 E-2/rumour-1 heard"])
    expect([...world.memoryOf(world.instance("clerk")).quarantine.keys()]).toEqual(["ledger/entry.added/E-1/1"])
  })
  it("holds up all that is polled behind it where nothing is ever put aside", () => {
    const notTold = networkFault("drop", "ledger > clerk entry.added E-2")
    const world = poisoned(60, { quarantineAfter: 0 }, notTold)
    expect(whole(history(world, "rumour"))).toEqual(["60 E-1/rumour-1 heard", "60 E-2/rumour-1 heard"])
  })
})

describe("an event that slips out of a page", () => {
  const heard = (links: object) =>
    whole(
      history(
        twoRooms([minute, 7 * minute], {
          links: { pollEveryMs: 5 * minute, ...links },
          faults: [
            ...networkFault("drop", "ledger > clerk entry.added"),
            ...networkFault("page-shift", "clerk > ledger events.list clerk/after-0 #1.1"),
          ],
        }),
        "rumour",
      ),
    )
  it("is never heard of, unless the next page reads a little of the last one again", () => {
    expect(heard({})).toEqual(["10 E-7/rumour-1 heard"])
    expect(heard({ pollOverlapMs: 60 * minute })).toEqual(["10 E-1/rumour-1 heard", "10 E-7/rumour-1 heard"])
  })
})

describe("what people do", () => {
  const asked = (fault: string, settings = {}) =>
    history(
      twoRooms([minute], { faults: networkFault(fault, "outside > clerk errands.ask", Infinity, settings) }),
      "errand",
    )
  it("can be entered wrongly, or forgotten", () => {
    expect(asked("wrong-entry", { field: "what", value: "E-11" })[0]).toBe("1 E-11 asking")
    expect(asked("drop")).toEqual([])
  })
  it("is not meant by what is said of systems", () => {
    expect(
      history(twoRooms([minute], { faults: networkFault("drop", "* > clerk errands.ask") }), "errand"),
    ).toHaveLength(2)
  })
})

describe("an instance whose clock is wrong", () => {
  const stamped = (fault: InstanceFault) => {
    const world = twoRooms([minute, 20 * minute], { spells: [{ ...spell(fault, "ledger", 0, 10), byMs: 60 * minute }] })
    const { log } = world.memoryOf(world.instance("ledger"))
    return { minutes: log.kept().map(({ at }) => Math.floor(at / minute)), world }
  }
  it("stamps by it what it does, until it is set right", () => {
    expect(stamped(clockAhead).minutes).toEqual([61, 20])
    expect(stamped(clockBehind).minutes).toEqual([-59, 20])
  })
  it("takes as long for everything as it always does", () => {
    const { world } = stamped(clockAhead)
    expect(whole(history(world, "entry")).filter((line) => line.endsWith("settled"))).toEqual([
      "11 E-1/entry-1 settled",
      "30 E-20/entry-1 settled",
    ])
    expect(world.spells.sufferedBy[0]).toBeGreaterThan(0)
  })
})
