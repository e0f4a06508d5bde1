/** Coverage finds gaps that were planted, and counts as reached exactly what a scenario really does. */
import * as Schema from "effect/Schema"
import { setup } from "xstate"
import { beforeAll, describe, expect, it } from "vitest"
import { ecosystem } from "../../../actors/ecosystem.ts"
import { generation } from "../../../actors/generation.ts"
import type { Ecosystem } from "../../../sim/ecosystem.ts"
import { basisPoints } from "../../../sim/harness/coverage/coverage.ts"
import { coverOf, type Covered } from "../../../sim/harness/coverage/cover.ts"
import { CoverageRecorder } from "../../../sim/harness/coverage/recorder.ts"
import { kindsOfCells } from "../../../sim/harness/coverage/fault-cells.ts"
import { Nearest, statesOf } from "../../../sim/harness/coverage/nearest.ts"
import { renderCoverage, renderFaults, renderMissing } from "../../../sim/harness/coverage/render.ts"
import { operation, webhook } from "../../../sim/partner/contract.ts"
import { rule } from "../../../sim/partner/posting-rules.ts"
import { object, ok, serves, type Room } from "../../../sim/partner/room.ts"
import { plainStyle } from "../../../sim/report/style.ts"
import { vocabularyOf } from "../../../sim/run/vocabulary-of.ts"
import { parseScenario } from "../../../sim/scenario/parse-scenario.ts"
import { run, twoOrders, withFault } from "../../actors/run.ts"

const Nothing = Schema.Struct({ id: Schema.String })
const unused = setup({}).createMachine({
  id: "voucher",
  initial: "new",
  states: { new: { on: { redeem: "redeemed", look: {} } }, redeemed: {} },
})

/** The payment provider with one operation, webhook, object and rule that nobody ever uses. */
const withGaps = (): Ecosystem => {
  const payment = ecosystem.rooms["payment"]!
  const operations = serves(
    operation("payment", "vouchers.redeem", { says: "", request: Nothing, response: Nothing, subject: ({ id }) => id }),
    () => ok(null),
  )
  const told = webhook("payment", "voucher.redeemed", { says: "", payload: Nothing, subject: ({ id }) => id })
  const room = {
    ...payment,
    contract: { ...payment.contract, webhooks: [...payment.contract.webhooks, told] },
    objects: [...payment.objects, object("voucher", unused)],
    serves: [...payment.serves, operations],
    postings: { ...payment.postings, redeem: rule("", { money: "+a -b" }) },
  } as unknown as Room
  return { ...ecosystem, rooms: { ...ecosystem.rooms, payment: room } }
}

const covered = (world: Ecosystem, text: string): Covered => {
  const { scenario } = parseScenario(text, vocabularyOf(world))
  const cover = coverOf(world, generation)
  cover.run({ scenario: scenario!, file: null, book: null })
  return cover.coverage()
}

describe("coverage", () => {
  let plain: Covered
  let gaps: Covered
  beforeAll(() => {
    plain = covered(ecosystem, twoOrders)
    gaps = covered(withGaps(), twoOrders)
  })

  it("names the gaps that were planted, and no ignored event among them", () => {
    const [before, after] = [plain.rooms["payment"]!, gaps.rooms["payment"]!]
    const added = (aspect: keyof typeof after.missing) =>
      after.missing[aspect].filter((name) => !before.missing[aspect].includes(name))
    expect(added("operations")).toEqual(["vouchers.redeem"])
    expect(added("webhooks")).toEqual(["voucher.redeemed"])
    expect(added("transitions")).toEqual(["voucher new: redeem → redeemed"])
    expect(added("postings")).toEqual(["redeem"])
    expect(gaps.all).toEqual({ reached: plain.all.reached, of: plain.all.of + 4 })
  })

  it("tells branches of one event apart, and knows the steps that follow by themselves", () => {
    const missing = plain.rooms["payment"]!.missing.transitions
    expect(missing).toContain("payment confirming: after issuerTime → declined")
    expect(missing).not.toContain("payment confirming: after issuerTime [approved] → authorized")
    expect(missing).not.toContain("payment authorized.capturing: at once [isLast] → captured")
  })

  it("counts nothing that never arrived", () => {
    const deaf = covered(ecosystem, withFault(twoOrders, "drop", "oms > notification messages.send *"))
    expect(plain.rooms["notification"]!.missing.operations).toEqual([])
    expect(deaf.rooms["notification"]!.missing.operations).toEqual(["messages.send"])
    expect(deaf.rooms["notification"]!.aspects.transitions.reached).toBe(0)
  })

  it("changes nothing about a run", () => {
    const recorder = new CoverageRecorder(ecosystem)
    expect(run(twoOrders, null, recorder.ecosystem).result.digest).toBe(run(twoOrders).result.digest)
  })

  it("is 100 % only when nothing is missing", () => {
    expect(basisPoints({ reached: 9_999, of: 10_000 })).toBe(9_999)
    expect(basisPoints({ reached: 99_999, of: 100_000 })).toBe(9_999)
    expect(basisPoints({ reached: 3, of: 3 })).toBe(10_000)
    expect(basisPoints({ reached: 0, of: 0 })).toBe(10_000)
  })

  it("is printed as a line for each room, then the names", () => {
    const lines = renderCoverage(gaps, plainStyle()).split("\n")
    expect(lines).toHaveLength(2 + Object.keys(ecosystem.rooms).length)
    expect(renderMissing(gaps, plainStyle())).toContain("\n   operation vouchers.redeem\n")
  })

  it("says from which state a missing transition goes, and which scenario comes there", () => {
    const { ways } = gaps
    expect(ways["payment"]!["payment confirming: after issuerTime → declined"]).toEqual({
      from: "confirming",
      scenario: "two orders",
    })
    expect(ways["payment"]!["voucher new: redeem → redeemed"]).toEqual({ from: "new", scenario: null })
    expect(ways["payment"]).not.toHaveProperty("payment confirming: after issuerTime [approved] → authorized")
    expect(renderMissing(gaps, plainStyle())).toContain(
      "   transition voucher new: redeem → redeemed\n      no scenario comes to new\n",
    )
  })

  it("names the smallest scenario that comes to a state, or to one within it", () => {
    const nearest = new Nearest()
    const came = (label: string, scenario: string, messages: number) =>
      nearest.came(statesOf("payment", "payment", label), { scenario, messages })
    came("authorized.open|x", "large", 90)
    came("authorized.capturing", "small", 30)
    const ways = nearest.ways(ecosystem, (room) => room === "payment")["payment"]!
    const scenarioOf = (from: string) => Object.values(ways).find((way) => way.from === from)?.scenario
    expect(scenarioOf("authorized.open")).toBe("large")
    expect(scenarioOf("authorized")).toBe("small")
    expect(scenarioOf("confirming")).toBe(null)
  })
})

describe("cells of messages and faults", () => {
  const faultsOf = (text: string) => covered(ecosystem, text).faults

  it("count what a fault really did to messages of an operation", () => {
    expect(faultsOf(twoOrders).all.reached).toBe(0)
    const { messages, kinds, all } = faultsOf(withFault(twoOrders, "drop", "oms > notification messages.send *"))
    const { met, missing } = messages["notification"]!["messages.send"]!
    expect(Object.keys(met)).toEqual(["drop"])
    expect(met["drop"]).toBeGreaterThan(1)
    expect(missing).toEqual(
      kindsOfCells.filter((kind) => !["drop", "wrong-entry", "page-shift", "stale-read"].includes(kind)),
    )
    expect(kinds["drop"]!["notification"]).toEqual({ reached: 1, of: 1 })
    expect(all.reached).toBe(1)
  })

  it("count each message that a fault of a link or an instance befell", () => {
    const outage = `${twoOrders}faults:\n  - { fault: outage, on: payment, at: +2 h, until: +3 h }\n`
    const { messages, all } = faultsOf(outage)
    expect(messages["payment"]!["payments.create"]!.met["outage"]).toBeGreaterThan(0)
    expect(all.reached).toBe(
      Object.values(messages)
        .flatMap((room) => Object.values(room))
        .filter(({ met }) => "outage" in met).length,
    )
  })

  it("are only those that make sense", () => {
    const { messages } = faultsOf(twoOrders)
    const kindsFor = (room: string, message: string) => messages[room]![message]!.missing
    expect(kindsFor("buyer", "purchases.withdraw")).toEqual(["drop", "duplicate", "delay", "wrong-entry"])
    expect(kindsFor("carrier", "rates.quote")).toContain("stale-read")
    expect(kindsFor("carrier", "rates.quote")).not.toContain("crash-before-commit")
    expect(kindsFor("storefront", "order.created")).toContain("poison")
  })

  it("are printed as a line for each fault", () => {
    const lines = renderFaults(faultsOf(twoOrders), plainStyle()).split("\n")
    expect(lines).toHaveLength(2 + kindsOfCells.length)
    expect(lines.every((line) => line.length <= 110)).toBe(true)
  })
})
