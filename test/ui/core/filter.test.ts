/** The filter language: what its words find, checked against the plain rows, and where a mistake is. */
import * as fc from "fast-check"
import { beforeAll, expect, it } from "vitest"
import { chainOf } from "../../../ui/core/causes.ts"
import { filterContents, filterColumns } from "../../../ui/core/filter.ts"
import { parseFilter } from "../../../ui/core/filter-grammar.ts"
import { filterMarks, isProblem, type Filter, type FilterProblem } from "../../../ui/core/filter-terms.ts"
import { messageKinds } from "../../../ui/core/message-columns.ts"
import type { RunModel } from "../../../ui/core/run-model.ts"
import { TimeOrder } from "../../../ui/core/time-order.ts"
import { curlOf, requestOf } from "../../../ui/core/wire.ts"
import { filterMarkWords, filterWords } from "../../../ui/page/filter-words.ts"
import { modelOfJournal, modelOfScenario } from "../models.ts"

let model: RunModel
let rows: Uint32Array

beforeAll(async () => {
  model = await modelOfScenario("scenarios/suites/faults/reorder.yaml")
  rows = new TimeOrder(model).rows
})

const filterOf = (text: string): Filter => {
  const filter = parseFilter(text)
  if (isProblem(filter)) throw new Error(filter.says)
  return filter
}

const found = (text: string): number[] => [...filterColumns(filterOf(text), model, rows)]

interface Plain {
  readonly row: number
  readonly kind: string
  readonly sender: string
  readonly receiver: string
  readonly operation: string
  readonly subject: string
  readonly status: number
  readonly sentAt: number
  readonly deliveredAt: number
}

const plain = (row: number): Plain => {
  const { columns, names } = model
  return {
    row,
    kind: messageKinds[columns.kind[row]!]!,
    sender: names.at(columns.sender[row]!),
    receiver: names.at(columns.receiver[row]!),
    operation: names.at(columns.operation[row]!),
    subject: model.subjectOf(row),
    status: columns.status[row]!,
    sentAt: columns.sentAt[row]!,
    deliveredAt: columns.deliveredAt[row]!,
  }
}

const where = (holds: (message: Plain) => boolean): number[] => [...rows].filter((row) => holds(plain(row)))

it("finds what plain rows say", () => {
  const business = model.header!.businessAt!
  const cases: readonly (readonly [string, (message: Plain) => boolean])[] = [
    ["", () => true],
    ["from:oms", ({ sender }) => sender === "oms"],
    ["to:wms", ({ receiver }) => receiver.startsWith("wms-")],
    ["system:OM", ({ sender, receiver }) => sender === "oms" || receiver === "oms"],
    ["from:oms to:wms-*|erp", (m) => m.sender === "oms" && (m.receiver.startsWith("wms-") || m.receiver === "erp")],
    ["type:payments.*", ({ operation }) => operation.startsWith("payments.")],
    ["-type:*.* kind:handover|act", (m) => !m.operation.includes(".") && ["handover", "act"].includes(m.kind)],
    ["status:201", ({ status }) => status === 201],
    ["status:2xx", ({ status }) => status >= 200 && status < 300],
    ["status:>=201 status:<202", ({ status }) => status === 201],
    ["status:200..201", ({ status }) => status === 200 || status === 201],
    ["is:webhook|receipt", ({ kind }) => kind === "webhook" || kind === "receipt"],
    ["-is:request", ({ kind }) => kind !== "request"],
    ["CAPTURE", ({ operation, subject }) => /capture/i.test(operation + subject)],
    ['"events.list" from:oms', (m) => m.operation === "events.list" && m.sender === "oms"],
    ["after:+2h before:+1d", ({ sentAt }) => sentAt >= business + 7_200_000 && sentAt < business + 86_400_000],
    ["before:0:30", ({ sentAt }) => sentAt < business + 1_800_000],
    [
      `after:${new Date(business).toISOString().slice(0, 10)}`,
      ({ sentAt }) => sentAt >= business - (business % 86_400_000),
    ],
  ]
  for (const [text, holds] of cases) expect([text, found(text)]).toEqual([text, where(holds)])
  for (const text of ["from:oms", "status:201", "is:webhook", "after:+2h before:+1d"]) {
    expect(found(text).length).toBeGreaterThan(0)
  }
})

it("finds by order, cause, fault and time that it took", () => {
  const order = model.subjects.roots.find((root) => root.startsWith("A-"))!
  expect(found(`order:${order}`)).toEqual(where(({ subject }) => subject === order || subject.startsWith(`${order}/`)))
  const last = rows.at(-1)!
  expect(found(`causes:${last}`).toSorted((a, b) => a - b)).toEqual(chainOf(model, last))
  const [first] = where(({ kind, subject }) => kind === "act" && subject !== "").toReversed()
  expect(found(`caused-by:${first}`)).toEqual(
    [...rows].filter((row) => row !== first && chainOf(model, row).includes(first!)),
  )
  expect(new Set(found("is:fault"))).toEqual(new Set(model.faults.map(({ row }) => row)))
  expect(model.faults.length).toBeGreaterThan(0)
  expect(found("slower:1s").length).toBeGreaterThan(0)
  for (const row of found("slower:1s")) expect(plain(row).deliveredAt).toBeGreaterThanOrEqual(0)
})

it("finds what another message of the same order follows in time", async () => {
  model = await modelOfScenario("scenarios/suites/two-orders.yaml")
  rows = new TimeOrder(model).rows
  const follows = found("type:payments.capture is:request followed-by:(type:shipments.*|fulfillments.*)within:1h")
  for (const row of follows) {
    const after = where(
      (m) =>
        /^(shipments|fulfillments)\./.test(m.operation) &&
        model.rootOf(m.row) === model.rootOf(row) &&
        m.sentAt > plain(row).sentAt &&
        m.sentAt <= plain(row).sentAt + 3_600_000,
    )
    expect(after.length).toBeGreaterThan(0)
  }
  expect(follows.length).toBeGreaterThan(0)
  const without = found("type:payments.capture is:request not-followed-by:(type:shipments.*|fulfillments.*)within:1h")
  expect([...follows, ...without].toSorted((a, b) => a - b)).toEqual(
    found("type:payments.capture is:request").toSorted((a, b) => a - b),
  )
})

it("tells a no of the business from a failure", async () => {
  const real = await modelOfJournal((journal) => {
    const word = (text: string): number => journal.names.intern(text)
    for (const [at, [status, deliveredAt]] of [
      [200, 9],
      [402, 9],
      [409, 9],
      [422, 9],
      [404, 9],
      [401, 9],
      [429, 9],
      [503, 9],
      [409, -1],
      [0, -1],
    ].entries()) {
      journal.message(
        word("response"),
        -1,
        word("a"),
        word("b"),
        word("x"),
        `${at}`,
        1,
        1,
        0,
        status!,
        at,
        deliveredAt!,
        null,
        1,
      )
    }
  })
  const of = (query: string): number[] => [
    ...filterColumns(
      filterOf(query),
      real,
      Uint32Array.from({ length: real.rows }, (_, row) => row),
    ),
  ]
  expect(of("is:refused")).toEqual([1, 2, 3, 4])
  expect(of("is:failed")).toEqual([5, 6, 7, 8, 9])
  expect(of("is:error -is:failed")).toEqual([1, 2, 3, 4])
})

it("finds what stands in bodies", async () => {
  const text = (row: number): Promise<string> => model.body(row).then((body) => JSON.stringify(body) ?? "")
  for (const [query, holds] of [
    ['body:"sku"', (json: string) => json.toLowerCase().includes("sku")],
    ["-body:currency size:>200B", (json: string) => !json.includes("currency") && json.length > 200],
    ["body:nowhere-at-all", () => false],
    ["body:10", (json: string) => json.includes("10")],
  ] as const) {
    const filter = filterOf(query)
    const hits = await filterContents(filter, model, filterColumns(filter, model, rows))
    const expected: number[] = []
    for (const row of rows) {
      const json = await text(row)
      if (json !== "" && holds(json)) expected.push(row)
    }
    expect([query, [...hits]]).toEqual([query, expected])
  }
})

it("finds what nobody's message brought about: its time had come", async () => {
  const timed = found("is:timer")
  const { cause, sender, sentAt, attempt } = model.columns
  // Each of them was sent in the very turn in which a timer moved an object of its sender, or out of nothing at all.
  for (const row of timed.filter((at) => cause[at]! >= 0)) {
    const moves = await model.transitionsOfMessage(cause[row]!)
    const instance = model.names.at(sender[row]!)
    const isMoved = moves.some(
      (m) => m.at === sentAt[row] && m.instance === instance && m.event.startsWith("xstate.after"),
    )
    expect(isMoved, `${row} ${plain(row).operation}`).toBe(true)
  }
  // And no other message was.
  for (const row of where(({ kind }) => kind === "request" || kind === "webhook")) {
    if (timed.includes(row) || cause[row]! < 0 || attempt[row]! > 1) continue
    expect(sentAt[row]).toBe(plain(cause[row]!).deliveredAt)
  }
  expect(timed.filter((row) => cause[row]! >= 0).length).toBeGreaterThan(5)
  expect(found("is:timer type:events.list").length).toBeGreaterThan(0)
  expect(found("is:timer kind:act|response")).toEqual([])
  expect(found("is:sut")).toEqual([])
})

it("finds what stands in headers, as the inspector shows them", async () => {
  const hits = async (query: string): Promise<number[]> => {
    const filter = filterOf(query)
    return [...(await filterContents(filter, model, filterColumns(filter, model, rows)))]
  }
  const isRequest = (row: number): boolean => ["request", "webhook"].includes(plain(row).kind)
  const asked = [...rows].filter(isRequest)
  const shown = new Map(
    await Promise.all(asked.map(async (row) => [row, (await requestOf(model, row)).headers] as const)),
  )
  const have = (name: string, holds: (value: string) => boolean): number[] =>
    asked.filter((row) => shown.get(row)!.some((header) => header.name === name && holds(header.value)))
  expect(await hits("header:webhook-id=storefront/*")).toEqual(have("webhook-id", (id) => id.startsWith("storefront/")))
  const key = shown.get(have("idempotency-key", () => true)[0]!)!.find(({ name }) => name === "idempotency-key")!.value
  const sameKey = have("idempotency-key", (value) => value === key)
  expect(sameKey.length).toBeGreaterThan(0)
  expect(await hits(`header:idempotency-key=${key.slice(0, 12)}*`)).toEqual(sameKey)
  expect(await hits("header:Idempotency-*")).toEqual(have("idempotency-key", () => true))
  const withDate = await hits("header:date")
  expect(withDate).toEqual(where(({ kind }) => kind === "response" || kind === "receipt"))
  expect(await hits("header:nowhere")).toEqual([])
  expect([...(await hits("-header:host")), ...(await hits("header:host"))].length).toBe(rows.length)
})

it("finds what came from a real system and went to it, by the headers that it really sent", async () => {
  let [asked, told] = [0, 0]
  const real = await modelOfJournal((journal) => {
    const word = (text: string): number => journal.names.intern(text)
    const send = (kind: string, from: string, to: string, cause: number): number =>
      journal.message(
        word(kind),
        cause,
        word(from),
        word(to),
        word("orders.get"),
        "A-1",
        1,
        1,
        0,
        0,
        1000,
        1010,
        null,
        1,
      )
    send("request", "erp", "oms", -1)
    asked = send("request", "shop", "oms", -1)
    const headers = { "X-Trace": "9f-27", "Content-Length": "0" }
    journal.arrival(1000, asked, { method: "GET", path: "/orders/A-1", headers, bytes: "" })
    told = send("response", "oms", "shop", asked)
  })
  const all = Uint32Array.from([0, asked, told])
  const of = async (query: string): Promise<number[]> => {
    const filter = filterOf(query)
    return [...(await filterContents(filter, real, filterColumns(filter, real, all)))]
  }
  expect(await of("is:sut")).toEqual([asked, told])
  expect(await of("is:timer")).toEqual([0])
  expect(await of("header:x-trace=9f*")).toEqual([asked])
  expect(await requestOf(real, asked)).toMatchObject({
    method: "GET",
    path: "/orders/A-1",
    headers: [{ name: "X-Trace", value: "9f-27" }, { name: "Content-Length" }],
  })
  expect(await curlOf(real, asked)).toBe(
    "curl -X GET 'https://oms.backlot.example/orders/A-1' \\\n  -H 'X-Trace: 9f-27'",
  )
  expect(await curlOf(real, 0)).toMatch(/^curl -X POST 'https:\/\/oms\.backlot\.example\/orders\.get' /)
})

it("the help lists every word and mark, with an example that can be read", async () => {
  for (const { example } of [...filterWords, ...filterMarkWords])
    expect(isProblem(parseFilter(example)), example).toBe(false)
  expect(filterMarkWords.map(({ mark }) => mark)).toEqual([...filterMarks])
})

it("a mistake has its place, and the nearest right word", () => {
  const wrong = (text: string): FilterProblem => {
    const parsed = parseFilter(text)
    if (!isProblem(parsed)) throw new Error(`"${text}" is no mistake.`)
    return parsed
  }
  expect(wrong("from:oms stat:409")).toMatchObject({ position: 9, length: 4, code: "key", found: "stat" })
  expect(wrong("statsu:409").nearest).toBe("status")
  expect(wrong("is:eror")).toMatchObject({ position: 3, length: 4, code: "value", nearest: "error" })
  expect(wrong("x status:>=4o0")).toMatchObject({ position: 9, length: 5, code: "value" })
  expect(wrong('type:"a')).toMatchObject({ position: 5, code: "quote" })
  expect(wrong("status:200|")).toMatchObject({ position: 10, code: "empty" })
  expect(wrong("followed-by:(from:oms")).toMatchObject({ position: 12, code: "parenthesis" })
  expect(wrong("from:oms)")).toMatchObject({ position: 8, code: "parenthesis" })
  expect(wrong("slower:fast")).toMatchObject({ position: 7, code: "value" })
  expect(wrong("after:yesterday").says).toBe(
    '"yesterday" does not fit here. Write it like 5:30, +2h, 2024-03-04, 2024-03-04T08:15.',
  )
})

it("any text is a filter or a mistake within it", () => {
  const words = fc.constantFrom(
    "from:",
    "is:",
    "-",
    "|",
    "(",
    ")",
    '"',
    "followed-by:",
    "within:2s",
    "a*",
    " ",
    ":",
    "status:>=",
    "9",
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 3 }))), (parts) => {
      const text = parts.join("")
      const parsed = parseFilter(text)
      if (!isProblem(parsed)) return
      expect(parsed.position).toBeGreaterThanOrEqual(0)
      expect(parsed.position).toBeLessThanOrEqual(text.length)
      expect(parsed.says).not.toBe("")
    }),
  )
})
