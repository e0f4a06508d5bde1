/** Coverage finds gaps that were planted, and counts as reached exactly what a scenario really does. */
import * as Schema from "effect/Schema"
import { setup } from "xstate"
import { beforeAll, describe, expect, it } from "vitest"
import { ecosystem } from "../../../actors/ecosystem.ts"
import type { Ecosystem } from "../../../sim/ecosystem.ts"
import { basisPoints, type Coverage } from "../../../sim/harness/coverage/coverage.ts"
import { coverOf } from "../../../sim/harness/coverage/cover.ts"
import { CoverageRecorder } from "../../../sim/harness/coverage/recorder.ts"
import { renderCoverage, renderMissing } from "../../../sim/harness/coverage/render.ts"
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

const covered = (world: Ecosystem, text: string): Coverage => {
  const { scenario } = parseScenario(text, vocabularyOf(world))
  const cover = coverOf(world)
  cover.run({ scenario: scenario!, file: null, book: null })
  return cover.coverage()
}

describe("coverage", () => {
  let plain: Coverage
  let gaps: Coverage
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
})
