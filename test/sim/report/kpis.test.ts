/**
 * The figures of an API against a slow model that keeps every row, on random traffic with retries, losses, copies and late answers;
 * then the sentences of the definition, one example each.
 */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { KpiRecorder } from "../../../sim/report/kpis.ts"
import { WireTap } from "./wire-tap.ts"

const figures = (tap: WireTap, endedAt = 1_000, outages: Parameters<KpiRecorder["finish"]>[2] = []) => {
  const recorder = new KpiRecorder()
  for (const row of tap.rows) recorder.message(row)
  return recorder.finish(endedAt, 0, outages)
}

const statuses = [200, 201, 204, 400, 401, 402, 404, 409, 422, 429, 500, 503]

/** One exchange of a random run: what was asked, and what came back (null: nothing). */
const exchange = fc.record({
  sender: fc.constantFrom("oms", "storefront"),
  receiver: fc.constantFrom("payment", "wms"),
  subject: fc.constantFrom("a", "b"),
  call: fc.integer({ min: 1, max: 2 }),
  answer: fc.option(fc.record({ status: fc.constantFrom(...statuses), tookMs: fc.integer({ min: 0, max: 90_000 }) })),
  lost: fc.boolean(),
  copied: fc.boolean(),
  answerLater: fc.boolean(),
})

type Exchange = typeof exchange extends fc.Arbitrary<infer T> ? T : never

const play = (exchanges: readonly Exchange[]): WireTap => {
  const tap = new WireTap()
  const attempts = new Map<string, number>()
  const later: (() => void)[] = []
  for (const [index, { answer, lost, copied, answerLater, ...asked }] of exchanges.entries()) {
    const call = JSON.stringify(asked)
    const attempt = (attempts.get(call) ?? 0) + 1
    attempts.set(call, attempt)
    const row = { ...asked, attempt, sentAt: index * 30_000 }
    const request = tap.ask(row)
    const copy = copied ? tap.ask({ ...row, copy: 1 }) : null
    if (answer === null) continue
    const reply = (): void => {
      tap.answer(request, answer.status, answer.tookMs, lost ? { deliveredAt: -1 } : {})
      if (copy !== null) tap.answer(copy, answer.status, answer.tookMs)
    }
    if (answerLater) later.push(reply)
    else reply()
  }
  for (const reply of later) reply()
  return tap
}

/** Judged over the exchanges between these ends; an empty name stands for everybody. */
const model = (tap: WireTap, from: string, to: string) => {
  const calls = new Map<string, { at: number; status: number }[]>()
  const answers = new Map<string, { at: number; status: number; tookMs: number }>()
  let requests = 0
  for (const row of tap.rows) {
    const asked = tap.rows[row.cause] ?? row
    if (asked.receiver !== to || (from !== "" && asked.sender !== from)) continue
    if (row.cause < 0) {
      if (row.copy > 0) continue
      requests++
      const call = [row.sender, row.receiver, row.subject, row.call].join()
      if (!calls.has(call)) calls.set(call, [])
      continue
    }
    if (row.deliveredAt < 0) continue
    const call = [row.receiver, row.sender, row.subject, row.call].join()
    if (answers.has(`${call}.${row.attempt}`)) continue
    const answer = { at: row.deliveredAt, status: row.status, tookMs: row.deliveredAt - asked.sentAt }
    answers.set(`${call}.${row.attempt}`, answer)
    calls.get(call)!.push(answer)
  }
  const declines = [402, 404, 409, 422]
  let [succeeded, declined, failed] = [0, 0, 0]
  for (const got of calls.values()) {
    const last = got.reduce((best, one) => (one.at >= best.at ? one : best), { at: -1, status: 0 })
    if (got.some(({ status }) => status < 300)) succeeded++
    else if (declines.includes(last.status)) declined++
    else failed++
  }
  const all = [...answers.values()]
  const bad = requests - all.filter(({ status }) => status < 300 || declines.includes(status)).length
  const took = all.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b)
  const nearestRank = (percent: number) => took[Math.max(1, Math.ceil((took.length * percent) / 100)) - 1] ?? null
  return {
    requests,
    transactions: calls.size,
    declined,
    successRate: succeeded + failed === 0 ? null : succeeded / (succeeded + failed),
    errorRate: bad / requests,
    p50Ms: nearestRank(50),
    p95Ms: nearestRank(95),
    p99Ms: nearestRank(99),
  }
}

describe("the figures of an API", () => {
  test.prop([fc.array(exchange, { minLength: 1, maxLength: 40 })], { numRuns: 200 })(
    "are those of a model that keeps every row, for each link and each receiver",
    (exchanges) => {
      const tap = play(exchanges)
      const { partners, links } = figures(tap)
      for (const [name, kpis] of Object.entries(links)) {
        const [sender, receiver] = name.split(" > ")
        expect(kpis).toMatchObject(model(tap, sender!, receiver!))
      }
      for (const [name, kpis] of Object.entries(partners)) expect(kpis).toMatchObject(model(tap, "", name))
      expect(Object.values(partners).reduce((sum, { requests }) => sum + requests, 0)).toBe(exchanges.length)
    },
  )

  it("one retry rescued is a success of 100 % and an error rate of 50 %", () => {
    const tap = new WireTap()
    tap.answer(tap.ask({ attempt: 1 }), 503, 40)
    tap.answer(tap.ask({ attempt: 2, sentAt: 500 }), 200, 60)
    const { payment } = figures(tap).partners
    expect(payment).toMatchObject({
      requests: 2,
      transactions: 1,
      successRate: 1,
      errorRate: 0.5,
      p50Ms: 40,
      p95Ms: 60,
    })
  })

  it("declines and conflicts are reported apart: neither failed requests nor failed transactions", () => {
    const tap = new WireTap()
    for (const [index, status] of [402, 404, 409, 422, 200].entries()) {
      tap.answer(tap.ask({ subject: `order-${index}` }), status, 10)
    }
    expect(figures(tap).partners["payment"]).toMatchObject({
      declined: 4,
      successRate: 1,
      errorRate: 0,
      transactions: 5,
    })
  })

  it("a request that nothing answers has failed, and so has its call", () => {
    const tap = new WireTap()
    tap.ask({ deliveredAt: -1 })
    expect(figures(tap).partners["payment"]).toMatchObject({ successRate: 0, errorRate: 1, p50Ms: null })
  })

  it("a decline after a lost answer is a decline, a failure after it is a failure", () => {
    const tap = new WireTap()
    tap.answer(tap.ask({ subject: "a" }), 200, 10, { deliveredAt: -1 })
    tap.answer(tap.ask({ subject: "a", attempt: 2, sentAt: 100 }), 409, 10)
    tap.answer(tap.ask({ subject: "b" }), 409, 10)
    tap.answer(tap.ask({ subject: "b", attempt: 2, sentAt: 100 }), 500, 10)
    expect(figures(tap).partners["payment"]).toMatchObject({ transactions: 2, declined: 1, successRate: 0 })
  })

  it("sending a call again that had succeeded does not make it another one", () => {
    const tap = new WireTap()
    tap.answer(tap.ask({}), 200, 10)
    tap.answer(tap.ask({ attempt: 2, sentAt: 100 }), 409, 10)
    tap.ask({ attempt: 3, sentAt: 200 })
    expect(figures(tap).partners["payment"]).toMatchObject({
      requests: 3,
      transactions: 1,
      successRate: 1,
      declined: 0,
    })
  })

  it("acts and hand-overs are no requests, and a hand-over's answer is none of theirs", () => {
    const tap = new WireTap()
    tap.ask({ kind: "act", sender: "" })
    tap.answer(tap.ask({ kind: "handover" }), 500, 10)
    expect(figures(tap)).toEqual({ partners: {}, links: {} })
  })

  it("a coalesced row counts as the polls that it stands for", () => {
    const tap = new WireTap()
    tap.answer(tap.ask({ call: 0, count: 287 }), 200, 80)
    tap.answer(tap.ask({ call: 0, count: 100, sentAt: 86_400_000 }), 200, 80)
    tap.ask({ call: 0, count: 13, sentAt: 86_400_001 })
    expect(figures(tap).partners["payment"]).toMatchObject({
      requests: 400,
      transactions: 400,
      successRate: 387 / 400,
      errorRate: 13 / 400,
      volumePerDayMax: 287,
      volumePerDayMean: 200,
    })
  })

  it("days are UTC days of sending, whatever order they are written in", () => {
    const tap = new WireTap()
    for (const sentAt of [86_399_999, 86_400_000, 0, 86_400_001, 86_400_002]) tap.ask({ sentAt, subject: `${sentAt}` })
    tap.ask({ sender: "storefront", sentAt: 5 })
    const { partners, links } = figures(tap)
    expect(partners["payment"]).toMatchObject({ volumePerDayMax: 3, volumePerDayMean: 3 })
    expect(links["oms > payment"]).toMatchObject({ volumePerDayMax: 3, volumePerDayMean: 2.5 })
  })

  it("availability is what outages leave of the run; overlaps count once and the rest of time not at all", () => {
    const tap = new WireTap()
    tap.ask({})
    const outage = (from: number, until: number) => ({ instance: "payment", from, until })
    const outages = [outage(300, 500), outage(-50, 100), outage(400, 450), outage(900, Infinity)]
    const { partners, links } = figures(tap, 1_000, [...outages, { instance: "wms-east", from: 0, until: 250 }])
    expect(partners["payment"]?.availability).toBe(0.6)
    expect(links["oms > payment"]?.availability).toBe(0.6)
    expect(partners["wms-east"]).toMatchObject({ requests: 0, availability: 0.75, successRate: null, errorRate: null })
    expect(figures(tap, 0).partners["payment"]?.availability).toBeNull()
  })

  it("a sender without a name is the outside, and names come in plain order", () => {
    const tap = new WireTap()
    for (const [sender, receiver] of [
      ["", "wms"],
      ["oms", "wms"],
      ["oms", "erp"],
    ] as const)
      tap.ask({ sender, receiver })
    expect(Object.keys(figures(tap).links)).toEqual(["oms > erp", "oms > wms", "outside > wms"])
    expect(Object.keys(figures(tap).partners)).toEqual(["erp", "wms"])
  })

  it("calls that wait while many thousands begin after them are not forgotten", () => {
    const tap = new WireTap()
    const requests = Array.from({ length: 40_000 }, (_, n) => tap.ask({ subject: `order-${n}` }))
    for (const [n, request] of requests.entries()) if (n % 4 > 0) tap.answer(request, n % 4 === 1 ? 500 : 200, 10)
    const expected = { requests: 40_000, transactions: 40_000, successRate: 0.5, errorRate: 0.5 }
    expect(figures(tap).partners["payment"]).toMatchObject(expected)
    const fork = new KpiRecorder()
    for (const row of tap.rows.slice(0, 35_000)) fork.message(row)
    const rest = fork.fork()
    for (const row of tap.rows.slice(35_000)) rest.message(row)
    expect(rest.finish(1, 0, []).partners["payment"]).toMatchObject(expected)
  })

  it("a real system outside that asks again with the same call is one transaction, though each is an exchange of its own", () => {
    const tap = new WireTap()
    tap.answer(tap.ask({ callId: -2 }), 503, 10)
    tap.answer(tap.ask({ callId: -3, attempt: 2, sentAt: 100 }), 200, 10)
    expect(figures(tap).partners["payment"]).toMatchObject({ requests: 2, transactions: 1, successRate: 1 })
  })

  test.prop([
    fc.array(
      fc.record({
        sentAt: fc.nat(400_000_000),
        count: fc.integer({ min: 1, max: 700 }),
        everyMs: fc.constantFrom(1_000, 300_000, 86_400_000, 100_000_000),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  ])("polls of a quiet stretch count on the days on which they would have been sent", (stretches) => {
    const [coalesced, single] = [new WireTap(), new WireTap()]
    for (const { sentAt, count, everyMs } of stretches) {
      coalesced.answer(coalesced.ask({ call: 0, sentAt, count, everyMs }), 200, 80)
      for (let n = 0; n < count; n++) single.answer(single.ask({ call: 0, sentAt: sentAt + n * everyMs }), 200, 80)
    }
    expect(figures(coalesced)).toEqual(figures(single))
  })

  test.prop([fc.array(exchange, { minLength: 1, maxLength: 40 }), fc.nat(100)])(
    "go on in a fork as they would have without one",
    (exchanges, share) => {
      const { rows } = play(exchanges)
      const [whole, first] = [new KpiRecorder(), new KpiRecorder()]
      const middle = Math.floor((rows.length * share) / 100)
      for (const row of rows) whole.message(row)
      for (const row of rows.slice(0, middle)) first.message(row)
      const [fork, unharmed] = [first.fork(), first.fork()]
      for (const row of rows.slice(middle)) fork.message(row)
      for (const row of rows.slice(middle)) first.message(row)
      const expected = whole.finish(1_000, 0, [])
      expect(fork.finish(1_000, 0, [])).toEqual(expected)
      expect(first.finish(1_000, 0, [])).toEqual(expected)
      for (const row of rows.slice(middle)) unharmed.message(row)
      expect(unharmed.finish(1_000, 0, [])).toEqual(expected)
    },
  )
})
