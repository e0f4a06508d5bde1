/**
 * The client half: one call with all its attempts, from the first request to the answer that its owner is told.
 *
 * The same machinery delivers webhooks; they differ in their ladder of waits and in that nobody is told. A call is never awaited:
 * its answer comes back as an event to the object that made it.
 */
import { phases } from "../world/queue.ts"
import { draw, mix } from "../world/hash.ts"
import { HashCounts } from "../world/hash-counts.ts"
import { TextHashes } from "../world/text-hash.ts"
import type { World } from "../world/world.ts"
import type { Instance } from "../world/instance.ts"
import type { Link } from "../network/link.ts"
import { Wire, type Exchange } from "../network/wire.ts"
import { Call, kindOf, needsToken, type CallRequest } from "./call.ts"
import type { Operation, Refusal } from "./contract.ts"
import { Deadlines } from "./deadlines.ts"
import { Breakers } from "./breakers.ts"
import { keepsOutboxInMemory } from "./commit-policies.ts"
import { createToken, tokensCreate } from "./credentials.ts"
import { Tokens } from "./tokens.ts"
import type { Answer } from "./room.ts"

export class Client {
  readonly #world: World
  readonly #open: Map<number, Call>
  /** How many calls there were by link, operation and subject: the number in `#call.attempt`. */
  readonly #numbers: HashCounts
  readonly #hashes = new TextHashes()
  /** By the link's index. */
  readonly #deadlines: (Deadlines | undefined)[]
  readonly #tokens: Tokens
  readonly #breakers: Breakers
  #next: number

  constructor(world: World, from?: Client) {
    this.#world = world
    this.#open = new Map()
    if (from !== undefined) for (const [id, call] of from.#open) this.#open.set(id, call.copy())
    this.#numbers = from === undefined ? new HashCounts() : from.#numbers.fork()
    this.#deadlines = from === undefined ? [] : from.#deadlines.map((one) => one && new Deadlines(one))
    this.#tokens = new Tokens(from === undefined ? undefined : from.#tokens)
    this.#breakers = new Breakers(from === undefined ? undefined : from.#breakers)
    this.#next = from === undefined ? 0 : from.#next
  }

  get openCount(): number {
    return this.#open.size
  }

  call(request: CallRequest): void {
    const { link, operation } = request
    const subject = operation.subject(request.body as never)
    this.#hashes.of(subject)
    const { one: subjectHash, other } = this.#hashes
    const operationHash = mix(link.hash, link.hashOf(operation))
    const number = this.#numbers.addHashed(mix(operationHash, subjectHash), mix(other, operationHash))
    const call = new Call(this.#next++, request, kindOf(operation), subject, subjectHash, number, 0)
    this.#open.set(call.id, call)
    this.#begin(call)
  }

  /** Whoever has no token need not be told so first. */
  #begin(call: Call): void {
    const { link, cause } = call.request
    if (!needsToken(call.request) || this.#tokens.tokenOf(link.index) !== "") return this.#attempt(call)
    call.wakeAt = -1
    this.#renew(call, cause)
  }

  #attempt(call: Call): void {
    const world = this.#world
    const { link, operation, body, key, event, cause } = call.request
    if (link.breakerAfter > 0 && !this.#mayTry(call)) return
    const attempt = ++call.attempt
    call.isUnderWay = true
    call.wakeAt = -1
    const exchange: Exchange = {
      link,
      sender: link.from,
      receiver: link.to,
      operation,
      subject: call.subject,
      subjectHash: call.subjectHash,
      call: call.number,
      attempt,
      key,
      token: needsToken(call.request) ? this.#tokens.tokenOf(link.index) : "",
      event,
      waits: call.id,
      outside: -1,
    }
    world.network.send(new Wire(call.kind, exchange, 0, 0, body, cause, null))
    const deadlines = (this.#deadlines[link.index] ??= new Deadlines())
    const isFirst = deadlines.isEmpty
    deadlines.push(call.id, attempt, world.now + link.timeoutMs)
    if (isFirst) this.#schedule(link)
  }

  /** Is the link's breaker closed, or is this the call that tries? Else it waits, and is no attempt. */
  #mayTry(call: Call): boolean {
    const { go, wakeAt } = this.#breakers.ask(call.request.link, call.id, this.#world.now)
    if (!go) call.isUnderWay = false
    if (wakeAt >= 0) this.retryAt(call.id, wakeAt)
    return go
  }

  /** Plans a call's next attempt. */
  retryAt(call: number, at: number): void {
    const open = this.#open.get(call)
    if (open !== undefined) open.wakeAt = at
    this.#world.schedule(at, phases.timer, 0, { do: "retry", call, daemon: false })
  }

  /** The partner has answered, well or not: whoever left it alone goes on. */
  #isThere(link: Link, row: number): void {
    const waiting = this.#breakers.succeeded(link)
    if (waiting === null) return
    this.#world.note(
      "breaker-closed",
      row,
      link.name,
      `${link.name} is used again; ${waiting.length} calls have waited.`,
    )
    for (const id of waiting) this.#goOn(id)
  }

  #goOn(id: number): void {
    const call = this.#open.get(id)
    if (call !== undefined) this.#begin(call)
  }

  #isNotThere(call: Call, row: number): void {
    const { link } = call.request
    const opened = this.#breakers.failed(link, call.id, this.#world.now)
    if (opened === null) return
    this.#world.note("breaker-opened", row, link.name, `${link.name} is left alone for ${link.breakerPauseMs} ms.`)
    if (opened.next >= 0) this.retryAt(opened.next, opened.until)
  }

  #schedule({ index, hash }: Link): void {
    const deadlines = this.#deadlines[index]!
    this.#world.schedule(deadlines.at, phases.deadline, hash, { do: "expire", link: index, daemon: false })
  }

  /** Is nobody waiting any more for what is due on this link? Then its timer moves on to the next attempt that somebody waits for. */
  isStale(index: number, at: number): boolean {
    const deadlines = this.#deadlines[index]!
    while (!deadlines.isEmpty && !this.#isAwaited(deadlines.call, deadlines.attempt)) deadlines.shift()
    if (deadlines.isEmpty) return true
    if (deadlines.at <= at) return false
    this.#schedule(this.#open.get(deadlines.call)!.request.link)
    return true
  }

  #isAwaited(id: number, attempt: number): boolean {
    const call = this.#open.get(id)
    return call !== undefined && call.isUnderWay && call.attempt === attempt
  }

  /** No answer came in time to the oldest attempt over this link. */
  expire(index: number): void {
    const deadlines = this.#deadlines[index]!
    const call = this.#open.get(deadlines.call)
    deadlines.shift()
    // The next one is due at the same instant or later; its timer finds out whether anybody still waits.
    if (!deadlines.isEmpty && call !== undefined) this.#schedule(call.request.link)
    if (call !== undefined) this.#again(call, null, 0, call.request.cause)
  }

  retry(id: number): void {
    this.#goOn(id)
  }

  /** Was this retry planned by a sender that has died since, or for a call that went on before its time? */
  isOutdated(id: number, at: number): boolean {
    const call = this.#open.get(id)
    return call === undefined || call.wakeAt < 0 || call.wakeAt > at
  }

  senderOf(id: number): Instance | null {
    return this.#open.get(id)?.request.link.from ?? null
  }

  /**
   * An instance dies: connections, breakers and tokens are gone. What waits to be sent is gone too where it was only in memory, and
   * so are polls and requests for tokens, which are asked anew when they are needed.
   */
  crash(instance: Instance): number {
    const isKept = !keepsOutboxInMemory(instance.policies)
    let hit = 0
    for (const { index } of instance.links.values()) {
      this.#breakers.forget({ index })
      this.#tokens.forget(index)
    }
    for (const [id, call] of this.#open) {
      const { link, operation, poll } = call.request
      if (link.from !== instance) continue
      hit++
      call.isUnderWay = false
      call.wakeAt = -1
      call.firstAttempt = call.attempt + 1
      if (isKept && poll < 0 && operation.name !== tokensCreate) continue
      this.#open.delete(id)
      if (!isKept) this.#world.note("forgotten", -1, call.subject, `${link.name} ${operation.name} was only in memory.`)
    }
    return hit
  }

  /** An instance is set back: what it has sent since is gone from its outbox, and what waited in it then waits again. */
  setBack(instance: Instance, then: Client): void {
    for (const { index } of instance.links.values()) {
      this.#breakers.forget({ index })
      this.#tokens.forget(index)
    }
    for (const [id, { request }] of this.#open) if (request.link.from === instance) this.#open.delete(id)
    for (const [id, call] of then.#open) {
      const { link, operation, poll } = call.request
      if (link.from !== instance || poll >= 0 || operation.name === tokensCreate) continue
      const again = call.copy()
      again.isUnderWay = false
      again.wakeAt = -1
      again.firstAttempt = again.attempt + 1
      this.#open.set(id, again)
    }
  }

  /** It has been started again: all that waits to be sent is sent. */
  restart(instance: Instance): void {
    for (const call of this.#open.values()) {
      if (call.request.link.from === instance && !call.isUnderWay) this.#begin(call)
    }
  }

  answered(wire: Wire): void {
    const call = this.#open.get(wire.exchange.waits)
    if (call === undefined) {
      this.#world.note("discarded", wire.row, wire.exchange.subject, "The answer came after its call had ended.")
      return
    }
    // The connection over which it comes ended with whoever had opened it.
    if (wire.exchange.attempt < call.firstAttempt) return
    const { status } = wire
    const { link } = call.request
    if (link.breakerAfter > 0 && status < 500) this.#isThere(link, wire.row)
    if (status >= 200 && status < 300) {
      this.#finish(call, wire, { outcome: "ok", status, body: wire.body as never })
      return
    }
    const refusal = wire.body as Refusal
    // A receiver that refuses an event may have been mended when it comes again.
    const isDelivery = call.request.operation.type === "webhook"
    if (status === 429 || status >= 500 || refusal.error === "inFlight" || isDelivery) {
      // A late or second answer to an attempt that has failed already says nothing new.
      if (!this.#isAwaited(call.id, wire.exchange.attempt)) return
      this.#again(call, refusal, refusal.retryAfterMs ?? 0, wire.row, wire)
      return
    }
    if (status === 401) {
      if (!this.#isAwaited(call.id, wire.exchange.attempt)) return
      // No answer to what was asked: nobody looked at it. With another credential it may be done.
      if (!needsToken(call.request) || call.attempt > link.attemptsMax) {
        // So often that it waits before it asks again; with this token it would be told the same.
        this.#tokens.drop(link.index, wire.exchange.token)
        return this.#again(call, refusal, 0, wire.row, wire)
      }
      call.isUnderWay = false
      // Another call may have got a new token meanwhile.
      if (wire.exchange.token === this.#tokens.tokenOf(link.index)) this.#renew(call, wire.row)
      else this.#attempt(call)
      return
    }
    this.#finish(call, wire, { outcome: "refused", status, refusal })
  }

  /** A call waits for another token; the first that does asks for it. */
  #renew(call: Call, cause: number): void {
    call.isUnderWay = false
    const { link } = call.request
    const nth = this.#tokens.await(link.index, call.id)
    if (nth === 0) return
    const operation = createToken(link.to.kind) as unknown as Operation<never>
    const body = { holder: link.from.name }
    this.call({ link, operation, body, key: `${link.name}/token-${nth}`, event: -1, owner: -1, poll: -1, cause })
  }

  /** Whoever waited goes on; without a token as if the attempt had failed. */
  #renewed(link: Link, answer: Answer<{ token: string }>, row: number): void {
    const isNew = answer.outcome === "ok"
    for (const id of this.#tokens.settle(link.index, isNew ? answer.body.token : "")) {
      const call = this.#open.get(id)
      if (call === undefined) continue
      if (isNew) this.#attempt(call)
      else this.#again(call, answer.refusal, 0, row)
    }
  }

  #again(call: Call, refusal: Refusal | null, atLeastMs: number, row: number, wire: Wire | null = null): void {
    const world = this.#world
    call.isUnderWay = false
    const { link, operation } = call.request
    if (link.breakerAfter > 0 && (wire === null || wire.status >= 500)) this.#isNotThere(call, row)
    const wait = this.#waitOf(call)
    if (wait === null) {
      world.note(
        "gave-up",
        row,
        call.subject,
        `${link.name} ${operation.name}: no success after ${call.attempt} attempts.`,
      )
      const status = refusal === null ? 504 : 503
      this.#finish(call, wire, { outcome: "failed", status, refusal }, row)
      return
    }
    const jitter = draw(
      world.seed,
      `retry ${link.name} ${operation.name}`,
      `${call.subject} ${call.number}.${call.attempt}`,
    )
    const jittered = Math.max(atLeastMs, wait + Math.floor((wait * jitter) / 17_179_869_184))
    this.retryAt(call.id, world.now + jittered)
  }

  /**
   * How long to wait before the next attempt, in ms; null when there is none. Who waits for an answer learns soon that there is none
   * and asks again by its own rules. Where nobody waits, nobody would: such a call goes on over days, as webhooks do.
   */
  #waitOf({ attempt, request: { link, operation, poll, owner } }: Call): number | null {
    const { attemptsMax, backoffMs, ladderMs } = link
    if (operation.type === "webhook") return ladderMs[attempt - 1] ?? null
    if (attempt < attemptsMax) return backoffMs * 2 ** (attempt - 1)
    const entry = owner < 0 ? undefined : link.from.answers.get(operation.name)
    const isWaitedFor = poll >= 0 || (entry !== undefined && entry.keepsOn !== true)
    return isWaitedFor ? null : (ladderMs[attempt - attemptsMax] ?? null)
  }

  #finish(call: Call, wire: Wire | null, answer: Answer<never>, row = wire?.row ?? -1): void {
    this.#open.delete(call.id)
    const world = this.#world
    const { link, operation, poll, owner } = call.request
    if (operation.name === tokensCreate) return this.#renewed(link, answer, row)
    if (poll >= 0) {
      world.polls.answered(poll, answer, row)
      return
    }
    if (operation.type === "webhook") {
      if (answer.outcome !== "ok") world.outbox.undeliverable(link, row)
      return
    }
    if (owner < 0) return
    const entry = link.from.answers.get(operation.name)
    if (entry === undefined) return
    const turn = world.turn(link.from, row, wire === null ? "" : link.to.name)
    turn.run(() => {
      const event = entry.event(answer, turn.seen(owner) as never)
      if (event !== null) turn.hand(owner, event)
    })
  }
}
