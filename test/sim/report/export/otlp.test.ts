import root from "@opentelemetry/otlp-transformer/build/src/generated/root.js"
import { describe, expect, test } from "vitest"
import { orderChoice } from "../../../../sim/report/export/order-choice.ts"
import { otlp } from "../../../../sim/report/export/otlp.ts"
import { faults, smallRun, whole } from "./small-run.ts"

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly { key: string; value: { stringValue?: string; intValue?: string } }[]
  readonly events: readonly { name: string }[]
  readonly status: { readonly code?: number; readonly message?: string }
}

interface Traces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span["attributes"] }
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[]
  }[]
}

const run = smallRun(faults)
const traces = JSON.parse(whole(otlp(run))) as Traces
const spans = traces.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans))
const attribute = ({ attributes }: Pick<Span, "attributes">, key: string) => {
  const value = attributes.find((candidate) => candidate.key === key)?.value
  return value?.stringValue ?? value?.intValue
}
const serviceOf = (span: Span) => {
  const resource = traces.resourceSpans.find(({ scopeSpans }) => scopeSpans.some((scope) => scope.spans.includes(span)))
  return resource === undefined ? undefined : attribute(resource.resource, "service.name")
}
const spansOf = (identity: string) => spans.filter((span) => attribute(span, "backlot.identity") === identity)

/** OpenTelemetry's own message, generated from its protocol definition; its types name no such path. */
const { ExportTraceServiceRequest: Request } = (root as unknown as Protocol).opentelemetry.proto.collector.trace.v1

interface Protocol {
  readonly opentelemetry: {
    readonly proto: {
      readonly collector: { readonly trace: { readonly v1: { readonly ExportTraceServiceRequest: Codec } } }
    }
  }
}

interface Codec {
  fromObject(value: object): object
  verify(message: object): string | null
  encode(message: object): { finish(): Uint8Array }
  decode(bytes: Uint8Array): object
  toObject(message: object, options: object): object
}

/** The JSON form has ids in hex where the protocol has bytes. */
const withBytes = (value: Traces) =>
  JSON.parse(JSON.stringify(value), (key, part: unknown) =>
    /^(trace|span|parentSpan)Id$/.test(key) ? [...Buffer.from(String(part), "hex")] : part,
  ) as Record<string, unknown>

describe("OTLP", () => {
  test("is what OpenTelemetry's own protocol says, and nothing of it is unknown there", () => {
    const plain = withBytes(traces)
    const message = Request.fromObject(plain)
    expect(Request.verify(message)).toBe(null)
    const decoded = Request.decode(Request.encode(message).finish())
    const options = { longs: String, enums: Number, bytes: Array, arrays: true }
    const back = JSON.parse(JSON.stringify(Request.toObject(decoded, options))) as Traces
    const spansBack = back.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans))
    const wanted = (plain as unknown as Traces).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((s) => s.spans),
    )
    expect(spansBack).toHaveLength(wanted.length)
    for (const [index, span] of wanted.entries()) expect(spansBack[index]).toMatchObject(span)
  })

  test("ids have their lengths and are given once", () => {
    for (const { traceId, spanId } of spans) {
      expect(traceId).toMatch(/^[0-9a-f]{32}$/)
      expect(spanId).toMatch(/^[0-9a-f]{16}$/)
    }
    expect(new Set(spans.map((span) => span.spanId)).size).toBe(spans.length)
  })

  test.each([
    ["all", traces],
    ["one order's", JSON.parse(whole(otlp(run, orderChoice(run, "R-1")!))) as Traces],
  ])("%s parents are in the same trace, and each trace has one beginning", (_which, some) => {
    const found = some.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans))
    const traceOf = new Map(found.map((span) => [span.spanId, span.traceId]))
    for (const { parentSpanId, traceId } of found) {
      if (parentSpanId !== undefined) expect(traceOf.get(parentSpanId)).toBe(traceId)
    }
    const beginnings = found.filter((span) => span.parentSpanId === undefined).map((span) => span.traceId)
    expect(beginnings.toSorted()).toEqual([...new Set(found.map((span) => span.traceId))].toSorted())
  })

  test("no span ends before it began, and a server works within its client's span unless the answer was lost", () => {
    const byId = new Map(spans.map((span) => [span.spanId, span]))
    for (const span of spans) {
      expect(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)).toBe(true)
      const parent = byId.get(span.parentSpanId ?? "")
      if (parent !== undefined) expect(BigInt(span.startTimeUnixNano) >= BigInt(parent.startTimeUnixNano)).toBe(true)
      if (span.kind === 2 && parent !== undefined && attribute(span, "backlot.copy") === undefined)
        expect(BigInt(span.endTimeUnixNano) <= BigInt(parent.endTimeUnixNano)).toBe(true)
    }
  })

  test("an exchange is a client's span with a server's below it", () => {
    const [client, server] = spansOf("storefront > payment payments.create R-1 #1.1")
    expect([client?.kind, server?.kind]).toEqual([3, 2])
    expect(server?.parentSpanId).toBe(client?.spanId)
    expect([serviceOf(client!), serviceOf(server!)]).toEqual(["storefront", "payment"])
    expect(client?.name).toBe("POST /payments.create")
    expect(attribute(client!, "http.request.method")).toBe("POST")
    expect(attribute(client!, "http.response.status_code")).toBe("201")
    expect(attribute(client!, "server.address")).toBe("payment.backlot.example")
    const [cause] = spansOf("buyer > storefront checkout.complete R-1 #1.1").filter((span) => span.kind === 2)
    expect(client?.parentSpanId).toBe(cause?.spanId)
  })

  test("a webhook is sent and processed, a copy of it processed once more", () => {
    const [sent, processed] = spansOf("storefront > oms order.created R-1 #1.1")
    const [copy] = spansOf("storefront > oms order.created R-1 #1.1 copy 1")
    expect([sent?.kind, processed?.kind, copy?.kind]).toEqual([4, 5, 5])
    expect([sent?.name, processed?.name]).toEqual(["send order.created", "process order.created"])
    expect(copy?.parentSpanId).toBe(sent?.spanId)
    expect(attribute(sent!, "messaging.message.id")).toBe("storefront/order.created/R-1/1")
  })

  test("what was lost is an error with the fault as its event, and only on the side that noticed", () => {
    const [lost, ...rest] = spansOf("oms > payment payments.cancel C-1/payment-1 #1.1")
    expect(rest).toEqual([])
    expect(lost?.status).toEqual({ code: 2, message: "The message was lost on its way." })
    expect(lost?.events.map((event) => event.name)).toContain("drop")
    expect(
      attribute(spansOf("oms > payment payments.cancel C-1/payment-1 #1.2")[0]!, "http.request.resend_count"),
    ).toBe("1")
    const [unanswered, served] = spansOf("oms > erp salesOrders.create R-1 #1.1")
    expect(unanswered?.status.message).toBe("The answer 201 was lost on its way.")
    expect(served?.status).toEqual({})
  })
})
