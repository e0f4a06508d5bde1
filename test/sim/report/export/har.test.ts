import { createRequire } from "node:module"
import Ajv from "ajv"
import { describe, expect, test } from "vitest"
import { har } from "../../../../sim/report/export/har.ts"
import { orderChoice } from "../../../../sim/report/export/order-choice.ts"
import { faults, smallRun, whole } from "./small-run.ts"

interface Entry {
  readonly startedDateTime: string
  readonly time: number
  readonly comment?: string
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly { name: string; value: string }[]
    readonly postData?: { readonly text: string }
  }
  readonly response: {
    readonly status: number
    readonly statusText: string
    readonly content: { readonly text?: string }
  }
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number }
  readonly _backlot: {
    readonly identity: string
    readonly kind: string
    readonly row: number
    readonly causeRow: number | null
    readonly count: number
    readonly incidents?: readonly { name: string }[]
    readonly lostAnswer?: { readonly status: number; readonly body: unknown }
  }
}

const run = smallRun(faults)
const archive = JSON.parse(whole(har(run))) as { log: { entries: readonly Entry[]; creator: object } }
const { entries } = archive.log
const entriesOf = (identity: string) => entries.filter((entry) => entry._backlot.identity.startsWith(identity))
const headerOf = (entry: Entry | undefined, name: string) =>
  entry?.request.headers.find((header) => header.name === name)?.value

/** The schemas of HAR 1.2 as other tools validate with. */
const validator = () => {
  const require = createRequire(import.meta.url)
  const schemas = require("har-schema") as Readonly<Record<string, object>>
  const ajv = new Ajv({ allErrors: true })
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-06.json") as object)
  ajv.addSchema(Object.values(schemas))
  const validate = ajv.getSchema("har.json#")!
  return (archive: unknown): unknown => (validate(archive) === true ? [] : validate.errors)
}

describe("HAR", () => {
  test("is valid by its schema, with and without faults, and for one order", () => {
    const problems = validator()
    expect(problems(archive)).toEqual([])
    expect(problems(JSON.parse(whole(har(smallRun()))))).toEqual([])
    expect(problems(JSON.parse(whole(har(run, orderChoice(run, "C-1")!))))).toEqual([])
    expect(problems({ log: { ...archive.log, entries: [{ ...entries[0], time: "long" }] } })).not.toEqual([])
  })

  test("has an entry for each request and webhook, none for acts and hand-overs", () => {
    const asked = [...run.messages()].filter(({ kind }) => kind === "request" || kind === "webhook")
    expect(new Set(entries.map((entry) => entry._backlot.row))).toEqual(new Set(asked.map((message) => message.row)))
    expect(archive.log.creator).toEqual({ name: "Backlot", version: "1.2.3" })
  })

  test("the times of an entry add up", () => {
    for (const { time, timings } of entries) expect(timings.send + timings.wait + timings.receive).toBe(time)
    const instants = entries.map((entry) => entry.startedDateTime)
    expect(instants).toEqual(instants.toSorted())
  })

  test("an exchange is a request with its answer", () => {
    const [entry] = entriesOf("oms > notification messages.send C-1/orderConfirmed #1.1")
    expect(entry).toMatchObject({
      request: { method: "POST", url: "https://notification.backlot.example/messages.send" },
      response: { status: 202, statusText: "Accepted" },
    })
    expect(JSON.parse(entry?.request.postData?.text ?? "")).toMatchObject({ order: "C-1", template: "orderConfirmed" })
    expect(JSON.parse(entry?.response.content.text ?? "")).toMatchObject({ state: "queued" })
    expect(headerOf(entry, "traceparent")).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  })

  test("a lost request has no status, and the next try stands beside it with the same key", () => {
    const [lost, again] = entriesOf("oms > payment payments.cancel C-1/payment-1 #1.")
    expect(lost).toMatchObject({ comment: "The request was lost on its way.", response: { status: 0, statusText: "" } })
    expect(lost?._backlot.incidents?.map((incident) => incident.name)).toContain("drop")
    expect(again).toMatchObject({ comment: "Try 2 of this call.", response: { status: 200 } })
    expect(headerOf(again, "idempotency-key")).toBe(headerOf(lost, "idempotency-key"))
  })

  test("a lost answer has no status, but what it would have said is kept", () => {
    const [lost, again] = entriesOf("oms > erp salesOrders.create R-1 #1.")
    expect(lost?.response.status).toBe(0)
    expect(lost?.comment).toBe("The answer 201 was lost on its way: whatever it was about has happened.")
    expect(lost?._backlot.lostAnswer).toMatchObject({ status: 201, body: { order: "R-1" } })
    expect(again?.response.status).toBe(201)
  })

  test("a copy is an entry of its own, and webhooks have the id that their receiver knows them by", () => {
    const copies = entriesOf("storefront > oms order.created R-1 #1.1")
    expect(copies).toHaveLength(2)
    expect(copies[1]?.comment).toMatch(/^Copy 1 of a request/)
    expect(copies.map((entry) => headerOf(entry, "webhook-id"))).toEqual(
      Array.from({ length: 2 }, () => "storefront/order.created/R-1/1"),
    )
  })

  test("whatever was sent by itself has a trace context of its own, a row of polls too", () => {
    const sent = entries.filter((entry) => !/copy/i.test(entry.comment ?? ""))
    expect(new Set(sent.map((entry) => headerOf(entry, "traceparent"))).size).toBe(sent.length)
  })

  test("a row that stands for a day's empty polls says so", () => {
    const polls = entries.find((entry) => entry._backlot.count > 1)
    expect(polls?.comment).toBe(`Stands for the day's ${polls?._backlot.count} empty polls.`)
  })
})
