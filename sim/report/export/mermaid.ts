/**
 * One order as a Mermaid sequence diagram: what each participant sent whom, in virtual time, lost messages with a cross.
 *
 * It is for reading, so it has an end: an order with more messages than fit is an error that says which parts there are.
 */
import { isoOf, type Choice, type Message, type RunRows, type TextExport } from "./run-rows.ts"
import { isAnswer, isCoalesced, receiverOf, senderOf } from "./wire-names.ts"

export const messagesMax = 200

/** A pause in virtual time that is worth a note, in ms. */
const pauseMs = 600_000

export class TooManyMessages extends Error {
  override readonly name = "TooManyMessages"
}

export const mermaid = (run: RunRows, order: string, choice: Choice): TextExport => {
  const messages: Message[] = []
  for (let row = 0; row < run.count("messages"); row++) {
    if (!choice("messages", row)) continue
    const message = run.message(row)
    if (!isCoalesced(message)) messages.push(message)
  }
  if (messages.length > messagesMax) throw new TooManyMessages(tooMany(order, messages))
  messages.sort((a, b) => a.sentAt - b.sentAt || a.row - b.row)
  return { total: messages.length, parts: (tick) => lines(run, order, messages, tick) }
}

function* lines(run: RunRows, order: string, messages: readonly Message[], tick: () => void): Generator<string> {
  const participants = new Map<string, string>()
  for (const message of messages) {
    for (const name of [senderOf(message), receiverOf(message)]) {
      if (!participants.has(name)) participants.set(name, `p${participants.size + 1}`)
    }
  }
  const scenario = run.header("scenario")
  yield `sequenceDiagram\n  title ${escaped(`${order}${scenario === "" ? "" : ` (${scenario}, seed ${run.header("seed")})`}`)}\n`
  for (const [name, id] of participants)
    yield `  ${name === "people" ? "actor" : "participant"} ${id} as ${escaped(name)}\n`
  const all = participants.size > 1 ? `p1,p${participants.size}` : "p1"
  let before = -Infinity
  for (const message of messages) {
    tick()
    if (message.sentAt - before >= pauseMs) yield `  Note over ${all}: ${escaped(clock(message.sentAt))}\n`
    before = message.sentAt
    const [from, to] = [participants.get(senderOf(message)), participants.get(receiverOf(message))]
    yield `  ${from}${arrowOf(message)}${to}: ${escaped(labelOf(run, order, message))}\n`
  }
}

const clock = (ms: number): string => `${isoOf(ms).slice(0, 19).replace("T", " ")} UTC`

const arrowOf = (message: Message): string => {
  const line = isAnswer(message) ? "--" : "-"
  if (message.deliveredAt < 0) return `${line}x`
  return message.kind === "webhook" || message.kind === "receipt" ? `${line})` : `${line}>>`
}

const labelOf = (run: RunRows, order: string, message: Message): string => {
  const words = isAnswer(message)
    ? [String(message.status), errorOf(run, message), message.operation]
    : [message.operation, message.subject === order ? "" : partOf(message.subject, order)]
  if (message.attempt > 1) words.push(`try ${message.attempt}`)
  if (message.copy > 0) words.push(`copy ${message.copy}`)
  if (message.kind === "handover") words.push("(by hand)")
  if (message.deliveredAt < 0) words.push("(lost)")
  return words.filter((word) => word !== "").join(" ")
}

/** Without the order that the whole diagram is about. */
const partOf = (subject: string, order: string): string =>
  subject.startsWith(`${order}/`) ? subject.slice(order.length + 1) : subject

const errorOf = (run: RunRows, { status, body }: Message): string => {
  if (status < 400 || body < 0) return ""
  const { error } = (run.body(body) ?? {}) as { readonly error?: unknown }
  return typeof error === "string" ? error : ""
}

/** Mermaid reads some signs as its own grammar even inside a text; as numbers they are only shown. */
export const escaped = (text: string): string => {
  const line = text.toWellFormed().replaceAll(/\s+/g, " ").trim()
  return line.replaceAll(/[^\p{L}\p{N} .,:_/()-]/gu, (sign) => `#${sign.codePointAt(0)};`)
}

const tooMany = (order: string, messages: readonly Message[]): string => {
  const counts = new Map<string, number>()
  for (const { subject } of messages) {
    const [first = "", second] = partOf(subject, order).split("/")
    const part = subject.startsWith(`${order}/`)
      ? `${order}/${first}`
      : second === undefined
        ? first
        : `${first}/${second}`
    counts.set(part, (counts.get(part) ?? 0) + 1)
  }
  const parts = [...counts].filter(([part]) => part !== order).toSorted(([, a], [, b]) => b - a)
  const some = parts.slice(0, 6).map(([part, count]) => `${part} (${count})`)
  return (
    `${order} has ${messages.length} messages, but a sequence diagram that can be read has at most ${messagesMax}. ` +
    `Narrow it to a part with --order${some.length === 0 ? "" : `, such as ${some.join(", ")}`}, or export all of it as otlp.`
  )
}
