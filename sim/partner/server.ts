/**
 * The server half: what stands in front of every operation — contract, credential, rate limit, idempotency — and the reply slots.
 *
 * Its memory belongs to the instance. A request whose key is known is answered from memory and never reaches the room; one whose
 * first copy is still being worked on is told so.
 */
import { phases } from "../world/queue.ts"
import type { Generations } from "../world/generations.ts"
import type { Instance } from "../world/instance.ts"
import type { Remembered } from "../world/memory.ts"
import type { World } from "../world/world.ts"
import type { Wire } from "../network/wire.ts"
import { mayCall } from "./access.ts"
import { acknowledgesFirst } from "./commit-policies.ts"
import type { Link } from "../network/link.ts"
import type { CredentialContext } from "./credential.machine.ts"
import { credential, tokensCreate } from "./credentials.ts"
import { inWords } from "./compile-contract.ts"
import { everyMessage, isSampled } from "./contract-sample.ts"
import { commonErrors, type CommonError, type Operation, type Refusal, type Webhook } from "./contract.ts"
import { keptMs } from "./memory-policies.ts"
import { areNewWords, isTolerant } from "./tolerance.ts"
import { sameValue } from "./same-value.ts"
import type { Answered, Served } from "./room.ts"
import type { Turn } from "./turn.ts"

export interface ReplySlot {
  readonly wire: Wire
  readonly served: Served
  readonly handle: number
}

/** How long a deferred reply may take before the server answers 504 itself, in ms. */
const replyDeadlineMs = 120_000

/** Keys belong to the caller and to the operation: two callers may use the same one. */
const memoryKey = ({ exchange }: Wire): string => `${exchange.operation.name} ${exchange.key}`
/** People and whoever is outside share the memory under -1's place. */
const callerOf = ({ exchange }: Wire): number => (exchange.sender?.index ?? -1) + 1

export const refuse = (error: CommonError, says: string, more: Partial<Refusal> = {}): Answered => ({
  type: "answer",
  status: commonErrors[error].status,
  body: { error, says, definite: commonErrors[error].definite, ...more } satisfies Refusal,
})

/** Answers with one of the operation's own errors. */
export const refuseWith = <Request, Response>(
  operation: Operation<Request, Response>,
  error: string,
  says: string,
  more: Partial<Refusal> = {},
): Answered => {
  const spec = operation.errors[error]
  if (spec === undefined)
    throw new Error(
      `${operation.name} declares no error "${error}"; it has ${Object.keys(operation.errors).join(", ")}.`,
    )
  return {
    type: "answer",
    status: spec.status,
    body: { error, says, definite: spec.definite, ...more } satisfies Refusal,
  }
}

export class Server {
  readonly #world: World
  readonly #slots: Map<number, readonly ReplySlot[]>
  /** Of instances that have died meanwhile: nobody is at the other end any more. */
  readonly #cutOff: Set<ReplySlot>

  constructor(world: World, from?: Server) {
    this.#world = world
    this.#slots = new Map(from === undefined ? [] : from.#slots)
    this.#cutOff = new Set(from === undefined ? [] : from.#cutOff)
  }

  /** Takes a request, an act or a hand-over that has arrived. */
  request(wire: Wire): void {
    const { receiver } = wire
    if (receiver === null) return
    const operation = wire.operation as Operation<never>
    if (this.isAway(wire, receiver)) return
    if (this.suffers(wire, receiver)) return
    const barred = this.#bar(wire, receiver, operation)
    if (barred !== null) return this.reply(wire, barred)
    const served = receiver.served.get(operation.name)
    if (served === undefined)
      return this.reply(wire, refuse("notFound", `${receiver.name} serves no operation ${operation.name}.`))
    if (operation.reads && this.#isStale(wire, receiver, served)) return
    // People do not carry keys: each act is one of its own, and none is ever repeated.
    if (operation.reads || wire.kind === "act") return this.#serve(wire, receiver, served, null)
    const mind = this.#mindOf(wire, receiver)
    const known = this.#recall(wire, mind)
    if (known !== null) this.reply(wire, known)
    else this.#serve(wire, receiver, served, mind)
  }

  #serve(wire: Wire, receiver: Instance, served: Served, mind: Mind | null): void {
    const turn = this.#world.turn(receiver, wire.row, wire.exchange.sender?.name ?? "")
    if (this.#world.tenants.areSeveral) turn.account = wire.exchange.link?.account ?? null
    const work = () => served.handle(turn, wire.body as never)
    if (wire.handling !== null) return this.#acknowledge(wire, turn.rehearse(work))
    turn.run(work, (result) => {
      if (result === "defect")
        return this.reply(wire, refuse("defect", `${receiver.name} failed in ${wire.operation.name}.`))
      const answer = result.type === "answer" ? result : null
      // Nobody can have asked again before the turn was over.
      if (mind !== null) this.#note(wire, mind, mind.until, answer)
      if (result.type === "answer") return this.reply(wire, result)
      const slots = this.#world.slots
      const holder = slots.find(slots.shelf(receiver.index, result.kind), result.id)
      if (holder !== undefined) this.#hold(wire, served, holder.handle, turn)
    })
  }

  /** Is it answered with what was so once, and is that another answer than today's? */
  #isStale(wire: Wire, receiver: Instance, served: Served): boolean {
    const frozen = this.#world.spells.frozenFor(receiver)
    if (frozen === undefined) return false
    const [then, now] = [frozen.world, this.#world].map((world) => {
      const turn = world.turn(receiver, wire.row, wire.exchange.sender?.name ?? "")
      if (world.tenants.areSeveral) turn.account = wire.exchange.link?.account ?? null
      return turn.rehearse(() => served.handle(turn, wire.body as never))
    })
    if (then === undefined || then === "defect" || then.type !== "answer" || sameValue(then, now)) return false
    const { spell } = frozen
    this.#world.spells.suffered(spell)
    this.#world.recorder.befell(spell.fault.name, wire)
    this.#world.note(spell.fault.name, wire.row, wire.exchange.subject, `${receiver.name} answers as of before`)
    this.reply(wire, then)
    return true
  }

  /** Whoever is down answers 503 and nothing else. */
  isAway(wire: Wire, receiver: Instance): boolean {
    const spell = receiver.awayAt(this.#world.now)
    if (spell === undefined) return false
    this.#world.spells.suffered(spell)
    this.#world.recorder.befell(spell.fault.name, wire)
    this.reply(wire, refuse("unavailable", `${receiver.name} is down.`))
    return true
  }

  /** Does a fault keep the receiver from working a message off? Whoever acknowledges first dies only after that. */
  suffers(wire: Wire, { name, policies }: Instance): boolean {
    const { handling } = wire
    if (handling === null) return false
    if (handling.type === "died") return !acknowledgesFirst(policies)
    if (handling.type === "failed") {
      this.reply(wire, refuse("defect", `${name} failed in ${wire.operation.name}.`))
      return true
    }
    const { error, says, retryAfterMs } = handling
    this.reply(wire, refuse(error, says, retryAfterMs === undefined ? {} : { retryAfterMs }))
    return true
  }

  /** The answer goes out, and nothing of what it says is kept; an answer that has to wait dies too. */
  #acknowledge(wire: Wire, result: ReturnType<Turn["rehearse"]>): void {
    if (result !== "defect" && result.type === "answer") this.reply(wire, result)
  }

  #hold(wire: Wire, served: Served, handle: number, turn: Turn): void {
    const slot: ReplySlot = { wire, served, handle }
    this.#slots.set(handle, [...(this.#slots.get(handle) ?? []), slot])
    this.#world.schedule(this.#world.now + replyDeadlineMs, phases.deadline, 0, { do: "close", slot, daemon: false })
    this.fill(handle, turn)
  }

  /** Fills the reply slots of an object when it has entered a state that answers. */
  fill(handle: number, turn: Turn): void {
    const slots = this.#slots.get(handle)
    if (slots === undefined) return
    const seen = turn.seen(handle)
    const open = slots.filter((slot) => {
      const state = Object.keys(slot.served.fills ?? {}).find((path) => seen.is(path))
      if (state === undefined) return true
      const answer = slot.served.fills?.[state]?.(seen as never, turn)
      if (answer === undefined) return true
      const { wire } = slot
      if (wire.receiver !== null && wire.kind !== "act") this.#remember(wire, this.#mindOf(wire, wire.receiver), answer)
      this.#replyTo(slot, answer)
      return false
    })
    if (open.length === 0) this.#slots.delete(handle)
    else this.#slots.set(handle, open)
  }

  /** An instance dies: whoever waits for a deferred reply of it hears nothing more; what is answered is only remembered. */
  crash(instance: Instance): number {
    let lost = 0
    for (const slots of this.#slots.values())
      for (const slot of slots) {
        if (slot.wire.receiver !== instance) continue
        this.#cutOff.add(slot)
        lost++
      }
    return lost
  }

  #replyTo(slot: ReplySlot, answer: Answered): void {
    if (!this.#cutOff.delete(slot)) this.reply(slot.wire, answer)
  }

  /** The reply's deadline has passed: whoever waits is told 504; a later fill has nobody to go to. */
  close(slot: ReplySlot): void {
    if (!this.holds(slot)) return
    const left = (this.#slots.get(slot.handle) ?? []).filter((other) => other !== slot)
    if (left.length === 0) this.#slots.delete(slot.handle)
    else this.#slots.set(slot.handle, left)
    const { row, exchange } = slot.wire
    this.#world.note("discarded", row, exchange.subject, "The reply slot's deadline passed unfilled.")
    this.#replyTo(slot, refuse("gatewayTimeout", "The answer did not come within the reply's deadline."))
  }

  /** Does anybody wait for a deferred reply? */
  get waits(): boolean {
    return this.#slots.size > 0
  }

  holds(slot: ReplySlot): boolean {
    return this.#slots.get(slot.handle)?.includes(slot) ?? false
  }

  reply(wire: Wire, answer: Answered): void {
    if (wire.kind === "act") return this.#told(wire, answer)
    if (wire.exchange.outside >= 0) this.#world.outside.answer(wire, answer)
    else this.#world.network.send(wire.answered(answer.status, answer.body))
  }

  /** Nobody answers people over a network; that they were told no is kept. */
  #told({ row, exchange }: Wire, { status, body }: Answered): void {
    if (status < 400) return
    const { operation, subject } = exchange
    const { error, says } = body as Refusal
    const to = exchange.receiver?.name ?? ""
    this.#world.refusedActs.push({ at: this.#world.now, to, operation: operation.name, subject, error, says })
    this.#world.note("refused", row, subject, `${to} refused it: ${says}`)
  }

  #bar(wire: Wire, receiver: Instance, operation: Operation<never>): Answered | null {
    const world = this.#world
    const { link, outside } = wire.exchange
    if (link === null && outside >= 0)
      return refuse(
        "unauthorized",
        `${wire.exchange.sender?.name ?? "The caller"} has no credential for ${receiver.name}.`,
      )
    if (link !== null && outside < 0 && link.tokenLifetimeMs > 0 && !this.#isOpenedBy(wire, receiver, link))
      return refuse("unauthorized", `${link.from.name}'s access token no longer opens anything here.`)
    if (
      link !== null &&
      !mayCall(operation.visibility, { standing: link.from.standing, account: link.account }, receiver.standing)
    )
      return refuse("forbidden", `${operation.name} is ${operation.visibility}: ${link.from.name} may not call it.`)
    if (link !== null && !link.allows(operation.scope)) {
      return refuse("forbidden", `${link.from.name}'s credential lacks the scope ${operation.scope}.`)
    }
    if (link !== null && link.requestsPerSecondMax > 0) {
      const second = Math.floor(world.now / 1000)
      const { arrivals } = world.memoryOf(receiver)
      const seen = arrivals.get(link.from.index)
      const count = seen?.second === second ? seen.count + 1 : 1
      arrivals.set(link.from.index, { second, count })
      if (count > link.requestsPerSecondMax) {
        const retryAfterMs = (second + 1) * 1000 - world.now
        return refuse("rateLimited", `More than ${link.requestsPerSecondMax} requests a second.`, { retryAfterMs })
      }
    }
    const problem = this.contractProblem(operation, "request", wire)
    return problem === null ? null : refuse("malformed", problem)
  }

  /** Only the operation that gives tokens needs none. */
  #isOpenedBy({ exchange, operation }: Wire, receiver: Instance, link: Link): boolean {
    if (operation.name === tokensCreate) return true
    const { slots } = this.#world
    const slot = slots.find(slots.shelf(receiver.index, credential.name), exchange.token)
    return slot?.label === "active" && (slot.context as CredentialContext).holder === link.from.name
  }

  /** Null when the body matches the contract; else what is wrong with it. A simulated sender's mistake is a defect of ours. */
  contractProblem(
    operation: Operation<never> | Webhook<never>,
    part: "request" | "payload",
    wire: Wire,
  ): string | null {
    const { exchange, body } = wire
    // What real systems send is always looked at; our own partners' messages as often as the run says.
    if (exchange.outside < 0 && !isSampled(this.#world.plan.contracts ?? everyMessage, exchange.subjectHash))
      return null
    const check = operation.check()
    if (check.matches(body)) return null
    const violations = check.violations(body)
    const problem = inWords(violations)
    if (part === "payload" && isTolerant(exchange.receiver?.policies ?? {}) && areNewWords(violations)) {
      const says = `${exchange.receiver?.name} takes ${operation.name} in with a word that it does not know: ${problem}.`
      this.#world.note("unknown-word", wire.row, exchange.subject, says)
      return null
    }
    return `The ${part} of ${operation.name} does not match its contract: ${problem}.`
  }

  #mindOf(wire: Wire, receiver: Instance): Mind {
    const memory = this.#world.memoryOf(receiver)
    return {
      known: memory.answersTo(callerOf(wire)),
      key: memoryKey(wire),
      until: memory.keyUntil(this.#world.now),
    }
  }

  /** For how long, in ms, its receiver will still know that it has had a webhook or a request; 0 when it does not know it. */
  knownForMs(wire: Wire): number {
    const { receiver } = wire
    const { now } = this.#world
    if (receiver === null) return 0
    if (wire.kind === "webhook") return keptMs(receiver.policies, "eventIdsKept")
    const { known, key } = this.#mindOf(wire, receiver)
    return Math.max(0, (known.get(key, now)?.until ?? now) - now)
  }

  /** The answer to a request that is known already; null for a new one. */
  #recall(wire: Wire, { known: answers, key }: Mind): Answered | null {
    const { now } = this.#world
    const known = answers.get(key, now)
    if (known === undefined || known.until <= now) return null
    if (!sameValue(known.fingerprint, wire.body)) {
      return refuse("keyReused", `The key ${wire.exchange.key} was used for another request.`)
    }
    return known.answer ?? refuse("inFlight", `The request with key ${wire.exchange.key} is still being worked on.`)
  }

  /** The answer that a request had to wait for. */
  #remember(wire: Wire, mind: Mind, answer: Answered): void {
    const known = mind.known.get(mind.key, this.#world.now)
    // An answer that comes after its key was forgotten is nobody's any more.
    if (known !== undefined) this.#note(wire, mind, known.until, answer)
  }

  #note(wire: Wire, { known, key }: Mind, until: number, answer: Answered | null): void {
    known.set(key, { fingerprint: wire.body, until, answer }, this.#world.now)
  }
}

/** Where the answer to a request is remembered, under which key, and until when if it comes now. */
interface Mind {
  readonly known: Generations<Remembered>
  readonly key: string
  readonly until: number
}
