/**
 * OpenTelemetry traces as OTLP/JSON, for Jaeger and its kin: one trace for each first cause, with all that came of it.
 *
 * A sender's span lasts from sending to the answer's arrival, the receiver's span below it from arrival to answering. A message is
 * below the span in which it was sent. A copy made by the network is a second receiver's span. Faults and breaches are events on
 * the span of the message that they befell. A day's coalesced polls are no single exchange and left out.
 */
import { Exchanges } from "./exchanges.ts"
import { everything, type Choice, type Incident, type Message, type RunRows, type TextExport } from "./run-rows.ts"
import { eventIdOf, hostOf, identityOf, isCoalesced, pathOf, receiverOf, senderOf, urlOf } from "./wire-names.ts"

type Attributes = Readonly<Record<string, string | number | null>>
type Half = "client" | "server"

const kinds = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const
const statusError = 2

/** Spans of one trace that are held at once. */
const spansHeld = 2_000

interface Context {
  readonly run: RunRows
  readonly exchanges: Exchanges
  readonly incidents: ReadonlyMap<number, readonly Incident[]>
}

export const otlp = (run: RunRows, choice: Choice = everything): TextExport => {
  const context = { run, exchanges: new Exchanges(run), incidents: run.incidents() }
  const rows = context.exchanges.asked(choice)
  const rootOf = (row: number): number => context.exchanges.rootOf(row)
  const byTrace = rows.toSorted((a, b) => rootOf(a) - rootOf(b) || a - b)
  return { total: rows.length, parts: (tick) => parts(context, byTrace, rootOf, tick) }
}

function* parts(
  context: Context,
  rows: readonly number[],
  rootOf: (row: number) => number,
  tick: () => void,
): Generator<string> {
  yield '{"resourceSpans":['
  let separator = "\n"
  let root = -1
  let traceId = ""
  let held = 0
  const services = new Map<string, string[]>()
  const flush = function* (): Generator<string> {
    for (const [service, spans] of services) {
      yield separator + resourceSpans(context.run, service, spans)
      separator = ",\n"
    }
    services.clear()
    held = 0
  }
  for (const row of rows) {
    tick()
    const message = context.run.message(row)
    if (isCoalesced(message)) continue
    const ownRoot = rootOf(row)
    if (ownRoot !== root || held >= spansHeld) yield* flush()
    if (ownRoot !== root) traceId = context.exchanges.traceId(context.run.message(ownRoot))
    root = ownRoot
    for (const { service, span } of spansOf(context, message, traceId)) {
      const spans = services.get(service)
      if (spans === undefined) services.set(service, [JSON.stringify(span)])
      else spans.push(JSON.stringify(span))
      held++
    }
  }
  yield* flush()
  yield "\n]}\n"
}

const resourceSpans = (run: RunRows, service: string, spans: readonly string[]): string => {
  const attributes = attributesOf({
    "service.name": service,
    "service.namespace": "backlot",
    "deployment.environment.name": "simulation",
    "backlot.scenario": run.header("scenario") || null,
    "backlot.seed": run.header("seed") || null,
  })
  const scope = { name: "backlot", version: run.header("build") || "unknown" }
  return `{"resource":${JSON.stringify({ attributes })},"scopeSpans":[{"scope":${JSON.stringify(scope)},"spans":[\n${spans.join(",\n")}\n]}]}`
}

interface Placed {
  readonly service: string
  readonly span: object
}

const spansOf = (context: Context, message: Message, traceId: string): Placed[] => {
  const answer = context.exchanges.answersTo(message.row)[0] ?? null
  const spans: Placed[] = []
  if (message.kind !== "act" && message.copy === 0)
    spans.push({ service: senderOf(message), span: clientSpan(context, message, answer, traceId) })
  if (message.deliveredAt >= 0)
    spans.push({ service: receiverOf(message), span: serverSpan(context, message, answer, traceId) })
  return spans
}

const clientSpan = (context: Context, message: Message, answer: Message | null, traceId: string): object => {
  const { exchanges } = context
  const problem = clientProblem(message, answer)
  const arrived = answer !== null && answer.deliveredAt >= 0
  const retry = message.attempt > 1 ? message.attempt - 1 : null
  return {
    traceId,
    spanId: exchanges.spanId(message, "client"),
    ...parentOf(exchanges.parentSpanId(message)),
    name: nameOf(message, "client"),
    kind: kindOf(message, "client"),
    startTimeUnixNano: nanos(message.sentAt),
    endTimeUnixNano: nanos(
      Math.max(message.sentAt, message.deliveredAt, answer?.sentAt ?? 0, answer?.deliveredAt ?? 0),
    ),
    attributes: attributesOf({
      ...wireAttributes(message, "client"),
      "http.request.resend_count": isHttp(message) ? retry : null,
      "http.response.status_code": arrived && isHttp(message) ? answer.status : null,
      "error.type": problem === null ? null : arrived ? String(answer.status) : "timeout",
      ...ownAttributes(message),
    }),
    events: eventsOf(context, [message, answer]),
    status: problem === null ? {} : { code: statusError, message: problem },
  }
}

const serverSpan = (context: Context, message: Message, answer: Message | null, traceId: string): object => {
  const { exchanges } = context
  const isAct = message.kind === "act"
  // By convention the caller's mistakes are no errors of the server.
  const failed = answer !== null && answer.status >= 500
  return {
    traceId,
    spanId: exchanges.spanId(message, "server"),
    ...parentOf(isAct ? exchanges.parentSpanId(message) : exchanges.spanId(message, "client")),
    name: nameOf(message, "server"),
    kind: kindOf(message, "server"),
    startTimeUnixNano: nanos(message.deliveredAt),
    endTimeUnixNano: nanos(Math.max(message.deliveredAt, answer?.sentAt ?? 0)),
    attributes: attributesOf({
      ...wireAttributes(message, "server"),
      "http.response.status_code": answer !== null && isHttp(message) ? answer.status : null,
      "error.type": failed ? String(answer.status) : null,
      ...ownAttributes(message),
    }),
    events: isAct || message.copy > 0 ? eventsOf(context, [message, answer]) : [],
    status: failed ? { code: statusError } : {},
  }
}

const clientProblem = (message: Message, answer: Message | null): string | null => {
  if (message.deliveredAt < 0) return "The message was lost on its way."
  if (answer === null) return "The journal has no answer."
  if (answer.deliveredAt < 0) return `The answer ${answer.status} was lost on its way.`
  return answer.status >= 400 ? `${message.operation} was answered with ${answer.status}.` : null
}

const isHttp = ({ kind }: Message): boolean => kind === "request" || kind === "webhook"

const kindOf = ({ kind }: Message, half: Half): number => {
  if (kind === "request") return half === "client" ? kinds.client : kinds.server
  if (kind === "webhook") return half === "client" ? kinds.producer : kinds.consumer
  return kinds.internal
}

const nameOf = (message: Message, half: Half): string => {
  if (message.kind === "request") return `POST ${pathOf(message)}`
  if (message.kind === "webhook") return `${half === "client" ? "send" : "process"} ${message.operation}`
  return message.operation
}

const wireAttributes = (message: Message, half: Half): Attributes => {
  if (!isHttp(message)) return {}
  const path = pathOf(message)
  const http = {
    "http.request.method": "POST",
    "server.address": hostOf(receiverOf(message)),
    "server.port": 443,
    ...(half === "client"
      ? { "url.full": urlOf(message) }
      : { "url.scheme": "https", "url.path": path, "http.route": path, "client.address": hostOf(senderOf(message)) }),
  }
  if (message.kind !== "webhook") return http
  return {
    ...http,
    "messaging.system": "webhook",
    "messaging.destination.name": message.operation,
    "messaging.operation.name": half === "client" ? "send" : "process",
    "messaging.operation.type": half === "client" ? "send" : "process",
    "messaging.message.id": eventIdOf(message),
  }
}

const ownAttributes = (message: Message): Attributes => ({
  "backlot.identity": identityOf(message),
  "backlot.kind": message.kind,
  "backlot.operation": message.operation,
  "backlot.subject": message.subject,
  "backlot.row": message.row,
  "backlot.cause_row": message.cause < 0 ? null : message.cause,
  "backlot.copy": message.copy === 0 ? null : message.copy,
})

const eventsOf = ({ incidents }: Context, messages: readonly (Message | null)[]): object[] =>
  messages
    .flatMap((message) => (message === null ? [] : (incidents.get(message.row) ?? [])))
    .map(({ at, name, says }) => ({
      timeUnixNano: nanos(at),
      name,
      attributes: attributesOf({ "backlot.says": says }),
    }))

const parentOf = (spanId: string | null): object => (spanId === null ? {} : { parentSpanId: spanId })

/** Text, because these numbers have more digits than JSON readers keep. */
const nanos = (ms: number): string => (ms === 0 ? "0" : `${ms}000000`)

const attributesOf = (attributes: Attributes): object[] =>
  Object.entries(attributes).flatMap(([key, value]) => {
    if (value === null) return []
    return [{ key, value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value } }]
  })
