/**
 * A message as HTTP, the same as the exports write it: path, headers, and as a command line. The simulation knows operations; what
 * stands here is derived from them. What a real system sent stands here as it came.
 */
import { kindOf } from "./message-columns.ts"
import type { RunModel } from "./run-model.ts"
import {
  answerHeadersOf,
  hostOf,
  keySeed,
  pathOf,
  receiverOf,
  requestHeadersOf,
  saltOf,
  spanSeed,
  traceSeed,
  type Header,
  type Named,
} from "../../sim/report/export/wire-names.ts"

export const namedOf = (model: RunModel, row: number): Named => {
  const { sender, receiver, operation, call, attempt, copy, sentAt } = model.columns
  return {
    kind: kindOf(model, row),
    sender: model.names.at(sender[row]!),
    receiver: model.names.at(receiver[row]!),
    operation: model.names.at(operation[row]!),
    subject: model.subjectOf(row),
    call: call[row]!,
    attempt: attempt[row]!,
    copy: copy[row]!,
    sentAt: sentAt[row]!,
  }
}

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: readonly Header[]
}

/** A request or webhook as its receiver saw it. */
export const requestOf = async (model: RunModel, row: number): Promise<Request> => {
  const raw = await model.arrival(row)
  if (raw === null)
    return { method: "POST", path: pathOf(namedOf(model, row)), headers: await derivedHeaders(model, row) }
  const headers = Object.entries(raw.headers).map(([name, value]) => ({ name, value }))
  return { method: raw.method, path: raw.path, headers }
}

/** Headers without those that are hashes. */
export const plainHeaders = (model: RunModel, row: number): readonly Header[] =>
  requestHeadersOf(namedOf(model, row), model.columns.body[row]! >= 0, noIds).filter(({ name }) => !hashed.has(name))

/** Headers that take a while to work out. */
export const hashed: ReadonlySet<string> = new Set(["idempotency-key", "traceparent"])

const noIds = { traceId: "", spanId: "", idempotencyKey: "" }

const derivedHeaders = async (model: RunModel, row: number): Promise<readonly Header[]> => {
  const message = namedOf(model, row)
  const salt = saltOf(model.header?.scenario ?? "", String(model.header?.seed ?? ""))
  const [trace, span, key] = await Promise.all([
    sha256(salt + traceSeed(namedOf(model, rootOf(model, row)))),
    sha256(salt + spanSeed(message, "client")),
    sha256(salt + keySeed(message)),
  ])
  return requestHeadersOf(message, model.columns.body[row]! >= 0, {
    traceId: trace.slice(0, 32),
    spanId: span.slice(0, 16),
    idempotencyKey: key.slice(0, 32),
  })
}

export const answerHeaders = async (model: RunModel, row: number): Promise<readonly Header[]> =>
  answerHeadersOf(namedOf(model, row), await model.body(row))

/** A command for a shell that sends the message again. */
export const curlOf = async (model: RunModel, row: number): Promise<string> => {
  const body: unknown = await model.body(row)
  const { method, path, headers } = await requestOf(model, row)
  const lines = [
    `curl -X ${method} ${quoted(`https://${hostOf(receiverOf(namedOf(model, row)))}${path}`)}`,
    ...headers
      .filter(({ name }) => !byCurl.has(name.toLowerCase()))
      .map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quoted(JSON.stringify(body))}`]),
  ]
  return lines.join(" \\\n  ")
}

/** What curl says by itself, of the connection that it makes. */
const byCurl: ReadonlySet<string> = new Set(["host", "content-length", "connection"])

/** In single quotes a shell changes nothing but the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** The first cause of a message. */
const rootOf = (model: RunModel, row: number): number => {
  let root = row
  for (let cause = row; cause >= 0; cause = model.columns.cause[cause]!) root = cause
  return root
}

const sha256 = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}
