/**
 * A message as HTTP, the same as the exports write it: path, headers, and as a command line. The simulation knows operations; what
 * stands here is derived from them.
 */
import type { RunModel } from "../core/run-model.ts"
import {
  answerHeadersOf,
  keySeed,
  pathOf,
  requestHeadersOf,
  saltOf,
  spanSeed,
  traceSeed,
  urlOf,
  type Header,
  type Named,
} from "../../sim/report/export/wire-names.ts"
import { kindOf } from "./words.ts"

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

export const isHttp = (model: RunModel, row: number): boolean => {
  const kind = kindOf(model, row)
  return kind !== "act" && kind !== "handover"
}

export const startLineOf = (model: RunModel, row: number): string => `POST ${pathOf(namedOf(model, row))}`

export const requestHeaders = async (model: RunModel, row: number): Promise<readonly Header[]> => {
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
  const headers = await requestHeaders(model, row)
  const lines = [
    `curl -X POST ${quoted(urlOf(namedOf(model, row)))}`,
    ...headers.filter(({ name }) => name !== "host").map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quoted(JSON.stringify(body))}`]),
  ]
  return lines.join(" \\\n  ")
}

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
