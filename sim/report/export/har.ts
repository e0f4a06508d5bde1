/**
 * HAR 1.2, for the developer tools of a browser: each request and each webhook delivery with its answer. Every try, every copy of a
 * request and every copy of an answer is an entry of its own; what got no answer has status 0 and a comment that says why.
 *
 * The simulation knows operations, not URLs and headers: those here are derived from it, and always the same. People's acts and
 * hand-overs are no HTTP and left out.
 */
import { STATUS_CODES } from "node:http"
import { Exchanges } from "./exchanges.ts"
import {
  everything,
  isoOf,
  type Choice,
  type Incident,
  type Message,
  type RunRows,
  type TextExport,
} from "./run-rows.ts"
import {
  answerHeadersOf,
  identityOf,
  isCoalesced,
  receiverOf,
  requestHeadersOf,
  senderOf,
  urlOf,
  type Header,
} from "./wire-names.ts"

interface Context {
  readonly run: RunRows
  readonly exchanges: Exchanges
  readonly incidents: ReadonlyMap<number, readonly Incident[]>
}

export const har = (run: RunRows, choice: Choice = everything): TextExport => {
  const context = { run, exchanges: new Exchanges(run), incidents: run.incidents() }
  const rows = context.exchanges.asked(choice)
  return { total: rows.length, parts: (tick) => parts(context, rows, tick) }
}

function* parts(context: Context, rows: readonly number[], tick: () => void): Generator<string> {
  const { run, exchanges } = context
  const log = {
    version: "1.2",
    creator: { name: "Backlot", version: run.header("build") || "unknown" },
    comment: `Simulated exchanges of ${run.header("scenario") || "a run"}, seed ${run.header("seed") || "unknown"}, in virtual time.`,
  }
  yield `{"log":${JSON.stringify(log).slice(0, -1)},"entries":[`
  let separator = "\n"
  for (const row of rows) {
    tick()
    const request = run.message(row)
    if (request.kind !== "request" && request.kind !== "webhook") continue
    const answers = exchanges.answersTo(row)
    for (const answer of answers.length === 0 ? [null] : answers) {
      yield separator + JSON.stringify(entryOf(context, request, answer, answer === null ? 0 : answers.indexOf(answer)))
      separator = ",\n"
    }
  }
  yield "\n]}}\n"
}

const entryOf = (context: Context, request: Message, answer: Message | null, nth: number): object => {
  const timings = timingsOf(request, answer)
  const comment = commentOf(request, answer, nth)
  const asked = contentOf(context.run, request)
  return {
    startedDateTime: isoOf(request.sentAt),
    time: timings.send + timings.wait + timings.receive,
    request: {
      method: "POST",
      url: urlOf(request),
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: requestHeaders(context, request),
      queryString: [],
      headersSize: -1,
      bodySize: Buffer.byteLength(asked),
      ...(asked === "" ? {} : { postData: { mimeType: "application/json", text: asked } }),
    },
    response: responseOf(context.run, answer),
    cache: {},
    timings,
    ...(comment === "" ? {} : { comment }),
    _backlot: factsOf(context, request, answer),
  }
}

const responseOf = (run: RunRows, answer: Message | null): object => {
  const shared = { httpVersion: "HTTP/1.1", cookies: [], redirectURL: "", headersSize: -1 }
  if (answer === null || answer.deliveredAt < 0) {
    const content = { size: 0, mimeType: "x-unknown" }
    return { ...shared, status: 0, statusText: "", headers: [], content, bodySize: -1 }
  }
  const text = contentOf(run, answer)
  const size = Buffer.byteLength(text)
  return {
    ...shared,
    status: answer.status,
    statusText: STATUS_CODES[answer.status] ?? "",
    headers: answerHeaders(run, answer),
    content: { size, mimeType: "application/json", text },
    bodySize: size,
  }
}

/** The way there, the work, the way back; 0 for what never happened. */
const timingsOf = (request: Message, answer: Message | null) => {
  const between = (from: number, to: number | undefined): number =>
    from < 0 || to === undefined || to < 0 ? 0 : to - from
  return {
    blocked: -1,
    dns: -1,
    connect: -1,
    ssl: -1,
    send: between(request.sentAt, request.deliveredAt),
    wait: between(request.deliveredAt, answer?.sentAt),
    receive: answer === null ? 0 : between(answer.sentAt, answer.deliveredAt),
  }
}

const commentOf = (request: Message, answer: Message | null, nth: number): string => {
  const says: string[] = []
  if (isCoalesced(request)) says.push(`Stands for the day's ${request.count} empty polls.`)
  if (request.attempt > 1) says.push(`Try ${request.attempt} of this call.`)
  if (request.copy > 0) says.push(`Copy ${request.copy} of a request that the network delivered more than once.`)
  if (nth > 0) says.push("A further copy of the answer.")
  if (request.deliveredAt < 0) says.push("The request was lost on its way.")
  else if (answer === null) says.push("The journal has no answer to this request.")
  else if (answer.deliveredAt < 0)
    says.push(`The answer ${answer.status} was lost on its way: whatever it was about has happened.`)
  return says.join(" ")
}

const factsOf = ({ run, incidents }: Context, request: Message, answer: Message | null): object => {
  const befell = [request.row, ...(answer === null ? [] : [answer.row])].flatMap((row) => incidents.get(row) ?? [])
  return {
    identity: identityOf(request),
    kind: request.kind,
    sender: senderOf(request),
    receiver: receiverOf(request),
    operation: request.operation,
    subject: request.subject,
    row: request.row,
    causeRow: request.cause < 0 ? null : request.cause,
    answerRow: answer?.row ?? null,
    count: request.count,
    ...(befell.length === 0 ? {} : { incidents: befell.map(({ name, says }) => ({ name, says })) }),
    ...(answer === null || answer.deliveredAt >= 0
      ? {}
      : { lostAnswer: { status: answer.status, body: answer.body < 0 ? null : run.body(answer.body) } }),
  }
}

const requestHeaders = ({ run, exchanges }: Context, request: Message): Header[] => {
  const root = run.message(exchanges.rootOf(request.row))
  return requestHeadersOf(request, request.body >= 0, {
    traceId: exchanges.traceId(root),
    spanId: exchanges.spanId(request, "client"),
    idempotencyKey: exchanges.idempotencyKey(request),
  })
}

const answerHeaders = (run: RunRows, answer: Message): Header[] =>
  answerHeadersOf(answer, answer.body < 0 ? null : run.body(answer.body))

const contentOf = (run: RunRows, message: Message): string =>
  message.body < 0 ? "" : JSON.stringify(run.body(message.body))
