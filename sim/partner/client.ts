/**
 * The client half: one call with all its attempts, from the first request to the answer that its owner is told.
 *
 * The same machinery delivers webhooks; they differ in their ladder of waits and in that nobody is told. A call is never awaited:
 * its answer comes back as an event to the object that made it.
 */
import { phases } from "../world/queue.ts"
import { draw } from "../world/hash.ts"
import type { Instance } from "../world/instance.ts"
import type { World } from "../world/world.ts"
import type { Link } from "../network/link.ts"
import type { Wire } from "../network/wire.ts"
import type { Operation, Refusal, Webhook } from "./contract.ts"
import type { Answer } from "./room.ts"
import { Turn } from "./turn.ts"

export interface Call {
  readonly id: number
  readonly link: Link
  readonly operation: Operation<never> | Webhook<never>
  readonly body: unknown
  readonly key: string
  readonly subject: string
  readonly number: number
  /** Handle of the object that waits for the answer; -1 for none. */
  readonly owner: number
  /** What to do with the answer when no object waits: the poll that asked. */
  readonly poll: number
  readonly cause: number
  attempt: number
}

export interface CallRequest {
  readonly from: Instance
  readonly to: Instance
  readonly operation: Operation<never> | Webhook<never>
  readonly body: unknown
  readonly key: string
  readonly owner: number
  readonly poll: number
  readonly cause: number
}

export class Client {
  readonly #world: World
  readonly #open = new Map<number, Call>()
  /** How many calls there were by link, operation and subject: the number in `#call.attempt`. */
  readonly #numbers = new Map<string, number>()
  #next = 0

  constructor(world: World) {
    this.#world = world
  }

  get openCount(): number {
    return this.#open.size
  }

  call(request: CallRequest): void {
    const link = request.from.links.get(request.to.name)
    if (link === undefined) {
      this.#world.defect(
        `${request.from.name} has no link to ${request.to.name}, but calls ${request.operation.name} there.`,
      )
      return
    }
    const subject = request.operation.subject(request.body as never)
    const tuple = `${link.index} ${request.operation.name} ${subject}`
    const number = (this.#numbers.get(tuple) ?? 0) + 1
    this.#numbers.set(tuple, number)
    const call: Call = { ...request, id: this.#next++, link, subject, number, attempt: 0 }
    this.#open.set(call.id, call)
    this.#attempt(call)
  }

  #attempt(call: Call): void {
    const world = this.#world
    call.attempt++
    const isWebhook = call.operation.type === "webhook"
    const manual = call.operation.type === "operation" && call.operation.style === "manual"
    world.network.send({
      kind: isWebhook ? "webhook" : manual ? "handover" : "request",
      row: -1,
      link: call.link,
      sender: call.link.from,
      receiver: call.link.to,
      operation: call.operation,
      subject: call.subject,
      call: call.number,
      attempt: call.attempt,
      copy: 0,
      status: 0,
      body: call.body,
      key: call.key,
      cause: call.cause,
      request: null,
      waits: call.id,
      exchange: -1,
    })
    const { attempt } = call
    world.schedule(world.now + call.link.timeoutMs, phases.deadline, 0, {
      do: "expire",
      call: call.id,
      attempt,
      daemon: false,
    })
  }

  /** No answer came in time to this attempt. */
  expired(id: number, attempt: number): void {
    const call = this.#open.get(id)
    if (call === undefined || call.attempt !== attempt) return
    this.#again(call, null, 0)
  }

  retry(id: number): void {
    const call = this.#open.get(id)
    if (call !== undefined) this.#attempt(call)
  }

  /** Is anybody still waiting for this attempt? Stale timers do not keep a run going. */
  waitsFor(id: number, attempt: number): boolean {
    return this.#open.get(id)?.attempt === attempt
  }

  answered(wire: Wire): void {
    const call = this.#open.get(wire.waits)
    if (call === undefined) {
      this.#world.note("discarded", wire.row, wire.subject, "The answer came after its call had ended.")
      return
    }
    const { status } = wire
    if (status >= 200 && status < 300) {
      this.#finish(call, wire.row, { outcome: "ok", status, body: wire.body as never })
      return
    }
    const refusal = wire.body as Refusal
    if (status === 429 || status >= 500 || refusal.error === "inFlight") {
      this.#again(call, refusal, refusal.retryAfterMs ?? 0, wire.row)
      return
    }
    this.#finish(call, wire.row, { outcome: "refused", status, refusal })
  }

  #again(call: Call, refusal: Refusal | null, atLeastMs: number, row = call.cause): void {
    const world = this.#world
    const ladder = call.operation.type === "webhook" ? call.link.ladderMs : null
    const last = ladder === null ? call.attempt >= call.link.attemptsMax : call.attempt > ladder.length
    if (last) {
      world.note(
        "gave-up",
        row,
        call.subject,
        `${call.link.name} ${call.operation.name}: no success after ${call.attempt} attempts.`,
      )
      const status = refusal === null ? 504 : 503
      this.#finish(call, row, { outcome: "failed", status, refusal })
      return
    }
    const base = ladder === null ? call.link.backoffMs * 2 ** (call.attempt - 1) : (ladder[call.attempt - 1] ?? 0)
    const jitter = draw(
      world.seed,
      `retry ${call.link.name} ${call.operation.name}`,
      `${call.subject} ${call.number}.${call.attempt}`,
    )
    const wait = Math.max(atLeastMs, base + Math.floor((base * jitter) / 17_179_869_184))
    world.schedule(world.now + wait, phases.timer, 0, { do: "retry", call: call.id, daemon: false })
  }

  #finish(call: Call, row: number, answer: Answer<never>): void {
    this.#open.delete(call.id)
    const world = this.#world
    if (call.poll >= 0) {
      world.polls.answered(call.poll, answer, row)
      return
    }
    if (call.operation.type === "webhook") {
      if (answer.outcome !== "ok") world.outbox.undeliverable(call, row)
      return
    }
    if (call.owner < 0) return
    const { from } = call.link
    const entry = from.room?.answers.find((candidate) => candidate.operation.name === call.operation.name)
    if (entry === undefined) return
    const turn = new Turn(world, from, row)
    turn.run(() => {
      const event = entry.event(answer, turn.seen(call.owner) as never)
      if (event !== null) turn.hand(call.owner, event)
    })
  }
}
