/**
 * Messages as pairs of a request and its answers, with their ids in traces.
 *
 * Ids are hashes of identities, the scenario and its seed: the same message has the same id in each export of each run of it.
 */
import { createHash } from "node:crypto"
import type { Choice, Message, RunRows } from "./run-rows.ts"
import { isAnswer, keySeed, saltOf, spanSeed, traceSeed } from "./wire-names.ts"

export class Exchanges {
  readonly #run: RunRows
  readonly #salt: string
  readonly #roots: Int32Array
  readonly #sentAt: Float64Array
  readonly #asks: Uint8Array
  /** By request: its first answer; by answer: the next one to the same request. */
  readonly #next: Int32Array

  constructor(run: RunRows) {
    const rows = run.count("messages")
    this.#run = run
    this.#salt = saltOf(run.header("scenario"), run.header("seed"))
    this.#roots = new Int32Array(rows)
    this.#sentAt = new Float64Array(rows)
    this.#asks = new Uint8Array(rows)
    this.#next = new Int32Array(rows).fill(-1)
    const last = new Int32Array(rows).fill(-1)
    for (const message of run.messages()) {
      const { row, cause } = message
      // A cause stands before what it causes.
      this.#roots[row] = cause < 0 ? row : (this.#roots[cause] ?? row)
      this.#sentAt[row] = message.sentAt
      this.#asks[row] = isAnswer(message) ? 0 : 1
      if (!isAnswer(message) || cause < 0) continue
      const before = last[cause] ?? -1
      this.#next[before < 0 ? cause : before] = row
      last[cause] = row
    }
  }

  /** Rows of everything that is no answer, by the instant at which it was sent. */
  asked(choice: Choice): number[] {
    const rows: number[] = []
    for (let row = 0; row < this.#asks.length; row++)
      if (this.#asks[row] === 1 && choice("messages", row)) rows.push(row)
    return rows.sort((a, b) => (this.#sentAt[a] ?? 0) - (this.#sentAt[b] ?? 0) || a - b)
  }

  /** All answers to a request, copies last. */
  answersTo(row: number): Message[] {
    const answers: Message[] = []
    for (let next = this.#next[row] ?? -1; next >= 0; next = this.#next[next] ?? -1)
      answers.push(this.#run.message(next))
    return answers
  }

  /** The message at the beginning of all causes of this one. */
  rootOf(row: number): number {
    return this.#roots[row] ?? row
  }

  /** 32 hex digits. */
  traceId(root: Message): string {
    return this.#hash(traceSeed(root)).slice(0, 32)
  }

  /** 16 hex digits. */
  spanId(message: Message, half: "client" | "server"): string {
    return this.#hash(spanSeed(message, half)).slice(0, 16)
  }

  /** The span in which a message was sent: where its cause was taken in, or where the answer that caused it was waited for. */
  parentSpanId({ cause }: Message): string | null {
    if (cause < 0) return null
    const message = this.#run.message(cause)
    if (!isAnswer(message)) return this.spanId(message, "server")
    return message.cause < 0 ? null : this.spanId(this.#run.message(message.cause), "client")
  }

  /** The journal keeps no keys: this one is as stable as the real one, the same for each try of a call. */
  idempotencyKey(message: Message): string {
    return this.#hash(keySeed(message)).slice(0, 32)
  }

  #hash(text: string): string {
    return createHash("sha256").update(this.#salt).update(text).digest("hex")
  }
}
