/**
 * A partner's turn: one message or timer is worked off as a whole, and everything that comes of it is committed at once.
 *
 * Inside a turn statecharts step, effects run first in first out until none is left, postings and transitions are kept back. At the
 * end they are written down together, then the answer goes out, then the outbox. A turn that fails leaves no trace but a defect.
 */
import type { AnyStateMachine, ContextFrom } from "xstate"
import { hashText, mix } from "../world/hash.ts"
import { sample, type Spread } from "../world/spread.ts"
import type { Calendar } from "../world/calendar.ts"
import type { Instance } from "../world/instance.ts"
import type { PostingDraft, TransitionDraft } from "../world/recorder.ts"
import type { Shelf, Slot, Timer } from "../world/slots.ts"
import type { World } from "../world/world.ts"
import type { ChartEvent, Effect, Outcome, Step } from "../statechart/chart.ts"
import type { CallRequest } from "./client.ts"
import type { Operation, Webhook } from "./contract.ts"
import type { Publication } from "./outbox.ts"
import { refuse } from "./server.ts"
import {
  ok,
  type Answered,
  type EventOf,
  type InputOf,
  type KindRef,
  type ObjectKind,
  type Posting,
  type Reply,
  type Seen,
} from "./room.ts"
import { Pile } from "./pile.ts"
import { Sight } from "./sight.ts"

/** More steps than this in one turn is a loop between statecharts, not business. */
const stepsMax = 200_000

interface Job {
  readonly handle: number
  readonly event: ChartEvent
  readonly effects: readonly Effect[] | null
  readonly seen: Seen | null
  readonly transition: number
}

/** How an object stood before the turn changed it; null for one that the turn made. */
interface Before {
  readonly handle: number
  readonly state: number
  readonly context: unknown
  readonly version: number
  readonly updatedAt: number
  readonly timers: readonly Timer[]
}

type Settled = Exclude<Reply, () => unknown>
type AnyKind = ObjectKind

const nothing = ok(null)
const noReply = (): void => {}

export class Turn {
  readonly #world: World
  instance: Instance
  /** Row of the message that this turn works on. */
  message = -1
  /** The name of whoever sent the message of this turn; empty for people's acts and timers. */
  sender = ""
  #isBusy = false
  readonly #undo = new Pile<Before | number>()
  readonly #jobs = new Pile<Job>()
  readonly #transitions = new Pile<TransitionDraft>()
  readonly #postings = new Pile<PostingDraft>()
  readonly #sends = new Pile<CallRequest | Publication>()
  readonly #touched = new Pile<number>()
  /** Calls of this turn by receiver and operation, so that each has a key of its own. */
  readonly #calls = new Map<string, number>()
  #current: Job | null = null
  #steps = 0
  #entries = 0

  constructor(world: World, instance: Instance) {
    this.#world = world
    this.instance = instance
  }

  get isBusy(): boolean {
    return this.#isBusy
  }

  /** Turns are used again: making their lists anew for each message would cost more than working it off. */
  reset(instance: Instance, message: number, sender: string): this {
    this.instance = instance
    this.message = message
    this.sender = sender
    return this
  }

  get at(): number {
    return this.#world.now
  }

  /** Runs the work and all that follows from it inside the instance, commits, answers, and only then sends what it left to send. */
  run(work: () => Reply | void, reply: (result: Settled | "defect") => void = noReply): boolean {
    const world = this.#world
    this.#isBusy = true
    let result: Settled
    try {
      const reply = work()
      this.#drain()
      result = typeof reply === "function" ? reply() : (reply ?? nothing)
      // Building the answer may have made further objects.
      this.#drain()
    } catch (error) {
      this.#takeBack()
      world.defect(`${this.instance.name}: ${error instanceof Error ? error.message : String(error)}`, this.message)
      this.#clear()
      reply("defect")
      return false
    }
    world.recorder.commit(this.instance, world.now, this.message, this.#transitions, this.#postings)
    reply(result)
    if (world.server.waits)
      for (let index = 0; index < this.#touched.size; index++) world.server.fill(this.#touched.at(index), this)
    for (let index = 0; index < this.#sends.size; index++) {
      const send = this.#sends.at(index)
      if ("webhook" in send) world.outbox.publish(this.instance, send, this.message)
      else world.client.call(send)
    }
    this.#clear()
    return true
  }

  #clear(): void {
    this.#undo.clear()
    this.#jobs.clear()
    this.#transitions.clear()
    this.#postings.clear()
    this.#sends.clear()
    this.#touched.clear()
    if (this.#calls.size > 0) this.#calls.clear()
    this.#current = null
    this.#steps = 0
    this.#entries = 0
    this.#isBusy = false
  }

  #takeBack(): void {
    const { slots } = this.#world
    for (let index = this.#undo.size - 1; index >= 0; index--) {
      const before = this.#undo.at(index)
      if (typeof before === "number") slots.uncreate(slots.at(before))
      else {
        const { handle, state, context, version, updatedAt, timers } = before
        slots.setTimers(slots.update(slots.at(handle), state, context, version, updatedAt), timers)
      }
    }
  }

  /** Makes a business object; `{ of, role }` names it `of/role-n`. Answers its id. */
  create<M extends AnyStateMachine>(
    kind: KindRef<M>,
    id: string | { readonly of: string; readonly role: string },
    input: InputOf<M>,
  ): string {
    const { slots } = this.#world
    const shelf = this.#shelf(kind)
    const name = typeof id === "string" ? id : slots.childId(shelf, id.of, id.role)
    if (typeof id === "string" && slots.find(shelf, id) !== undefined)
      throw new Error(`There is already a ${kind.name} "${name}".`)
    const step = shelf.kind.chart.initial(input, this.at)
    const slot = slots.create(shelf, name, step.state, step.context, this.at)
    this.#undo.push(slot.handle)
    this.#record(slot, { type: "created", at: this.at }, -1, step)
    return name
  }

  /** Sends an event now and says what became of it. For front doors; effects use `tell`. */
  send<M extends AnyStateMachine>(kind: KindRef<M>, id: string, event: EventOf<M>): Outcome {
    return this.#step(this.#need(kind, id), this.#timed(event as unknown as { type: string }))
  }

  /**
   * Drives an object on behalf of a caller: unknown objects are answered 404, what the chart refuses 409 with the state and what it
   * would take; else the answer is built when the turn's internal events have been worked off.
   */
  drive<M extends AnyStateMachine>(
    kind: KindRef<M>,
    id: string,
    event: EventOf<M>,
    view: (self: Seen<ContextFrom<M>>) => Reply,
  ): Reply {
    const slot = this.#world.slots.find(this.#shelf(kind), id)
    if (slot === undefined) return this.unknown(kind.name, id)
    const { handle } = slot
    if (this.#step(slot, this.#timed(event as unknown as { type: string })) === "refused")
      return this.conflict(handle, (event as unknown as { type: string }).type)
    return () => {
      const reply = view(this.seen(handle) as Seen<ContextFrom<M>>)
      return typeof reply === "function" ? reply() : reply
    }
  }

  /** 404 for an object that this caller cannot see or that is not there. */
  unknown(kind: string, id: string): Answered {
    return refuse("notFound", `${this.instance.name} knows no ${kind} "${id}".`)
  }

  /** 409 with the state that refuses and the events that it would take. */
  conflict(handle: number, event: string): Answered {
    const slot = this.#world.slots.at(handle)
    const { kind, id, label: state } = slot
    const says = `${kind.name} "${id}" is ${state} and cannot take "${event}" now.`
    return refuse("conflict", says, { state, allowed: kind.chart.allowed(slot.state) })
  }

  /** Sends an event when those before it have been worked off. The receiving chart must know it, or it is a defect. */
  tell<M extends AnyStateMachine>(kind: KindRef<M>, id: string, event: EventOf<M>): void {
    this.hand(this.#need(kind, id).handle, event as unknown as { type: string })
  }

  /** `tell` by handle; for the runtime. */
  hand(handle: number, event: { readonly type: string }): void {
    this.#jobs.push({ handle, event: this.#timed(event), effects: null, seen: null, transition: -1 })
  }

  /** A timer of an object has run out. A guard may still say no; that is no defect. */
  expire(handle: number, event: string): void {
    this.#step(this.#world.slots.at(handle), { type: event, at: this.at })
  }

  read<M extends AnyStateMachine>(kind: KindRef<M>, id: string): Seen<ContextFrom<M>> | null {
    const slot = this.#world.slots.find(this.#shelf(kind), id)
    return slot === undefined ? null : (new Sight(slot) as Seen<ContextFrom<M>>)
  }

  /** An object that must be there. */
  need<M extends AnyStateMachine>(kind: KindRef<M>, id: string): Seen<ContextFrom<M>> {
    return new Sight(this.#need(kind, id)) as Seen<ContextFrom<M>>
  }

  /** Objects under an index key, in order of creation. */
  find<M extends AnyStateMachine>(kind: KindRef<M>, index: string, key: string): Seen<ContextFrom<M>>[] {
    const { slots } = this.#world
    const handles = slots.lookup(this.#shelf(kind), index, key)
    return handles.map((handle) => new Sight(slots.at(handle)) as Seen<ContextFrom<M>>)
  }

  seen(handle: number): Seen {
    return new Sight(this.#world.slots.at(handle))
  }

  /** Calls an operation of another instance when this turn is committed; the answer comes back to the object whose effect this is. */
  call<Request, Response>(
    to: string,
    operation: Operation<Request, Response>,
    body: NoInfer<Request>,
    key?: string,
  ): void {
    const link = this.instance.links.get(to)
    if (link === undefined) {
      // A name that is no instance at all is a mistake of the room; a missing link one of the world.
      this.#world.instance(to)
      return this.#world.defect(`${this.instance.name} has no link to ${to}, but calls ${operation.name} there.`)
    }
    this.#sends.push({
      link,
      operation: operation as unknown as Operation<never>,
      body,
      key: key ?? this.#keyOf(to, operation.name),
      event: -1,
      owner: this.#current?.handle ?? -1,
      poll: -1,
      cause: this.message,
    })
  }

  /** The object and version that call, and how many such calls the turn made before. */
  #keyOf(to: string, operation: string): string {
    const what = `${to} ${operation}`
    const nth = this.#calls.get(what) ?? 0
    this.#calls.set(what, nth + 1)
    const current = this.#current
    return current?.seen === null || current === null
      ? `message-${this.message}.${nth}`
      : `${current.seen.id}@${current.seen.version}.${nth}`
  }

  /** Publishes a business event when this turn is committed. */
  publish<Payload>(webhook: Webhook<Payload>, body: Payload): void {
    this.#sends.push({ webhook: webhook as unknown as Webhook<never>, body })
  }

  post(rule: string, posting: Posting): void {
    if (posting.legs.length === 0) return
    this.#entries++
    for (const leg of posting.legs) {
      this.#postings.push({ rule, posting, leg, transition: this.#current?.transition ?? -1, entry: this.#entries })
    }
  }

  policy<T = number>(name: string): T {
    const value = this.instance.policies[name]
    if (value === undefined) throw new Error(`${this.instance.kind} has no policy "${name}".`)
    return value as T
  }

  /** The instance's opening hours under a calendar policy. */
  calendar(name: string): Calendar {
    return this.#world.calendar(this.instance, name)
  }

  /** A uniform draw in [0, 2^32), keyed by the quantity's name and an identity. */
  draw(quantity: string, identity: string): number {
    const { instance } = this
    return mix(mix(mix(instance.hashOf(quantity), this.#world.seed), hashText(identity)), 0x51ed270b)
  }

  /** A duration drawn from a spread policy. */
  duration(policy: string, identity: string): number {
    return sample(this.policy<Spread>(policy), this.draw(policy, identity))
  }

  /** Names of the instances of a kind to which this one has a link, sorted. */
  peers(kind: string): readonly string[] {
    return this.instance.peers(kind)
  }

  /** The one instance of a kind to which this one has a link. */
  peer(kind: string): string {
    const [first, second] = this.peers(kind)
    if (first === undefined || second !== undefined)
      throw new Error(
        `${this.instance.name} needs a link to exactly one ${kind}; it has ${this.peers(kind).join(", ") || "none"}.`,
      )
    return first
  }

  kindOf(instance: string): string {
    return this.#world.instance(instance).kind
  }

  published(after: number, limit: number, consumer: string): unknown {
    return this.#world.outbox.list(this.instance, after, limit, consumer)
  }

  #shelf(kind: { readonly name: string }): Shelf {
    return this.#world.slots.shelf(this.instance.index, kind.name)
  }

  #need(kind: { readonly name: string }, id: string): Slot {
    const slot = this.#world.slots.find(this.#shelf(kind), id)
    if (slot === undefined) throw new Error(`There is no ${kind.name} "${id}".`)
    return slot
  }

  /** Whoever hands an event over gives it away, so it is stamped and not copied. */
  #timed(event: { readonly type: string; at?: number }): ChartEvent {
    event.at = this.#world.now
    return event as ChartEvent
  }

  #drain(): void {
    for (let index = 0; index < this.#jobs.size; index++) {
      if (index > stepsMax)
        throw new Error(`More than ${stepsMax} steps in one turn: statecharts send each other round in circles.`)
      const job = this.#jobs.at(index)
      if (job.effects === null) this.#deliver(job)
      else this.#effects(job, job.effects)
    }
    this.#jobs.clear()
  }

  #deliver(job: Job): void {
    const slot = this.#world.slots.at(job.handle)
    if (this.#step(slot, job.event) !== "refused") return
    throw new Error(
      `${slot.kind.name} "${slot.id}" is ${slot.label} and does not know the event "${job.event.type}" there; declare it, if only as ignored.`,
    )
  }

  #step(slot: Slot, event: ChartEvent): Outcome {
    const { state, context, version, updatedAt, timers, handle } = slot
    if (++this.#steps > stepsMax) throw new Error(`More than ${stepsMax} steps in one turn.`)
    const step = slot.shelf.kind.chart.step(state, context, event)
    if (step.outcome !== "moved") return step.outcome
    this.#undo.push({ handle, state, context, version, updatedAt, timers })
    this.#record(this.#world.slots.update(slot, step.state, step.context, version + 1, this.at), event, state, step)
    return "moved"
  }

  #record(slot: Slot, event: ChartEvent, from: number, step: Step): void {
    const { handle } = slot
    this.#touched.push(handle)
    const transition = this.#transitions.size
    this.#transitions.push({ slot, event: event.type, from, to: step.state, version: slot.version })
    if (step.cancels.length > 0 && slot.timers.length > 0)
      slot = this.#world.slots.setTimers(
        slot,
        slot.timers.filter((timer) => !step.cancels.includes(timer.event)),
      )
    if (step.arms.length > 0) this.#arm(slot, step)
    if (step.effects.length > 0)
      this.#jobs.push({ handle, event, effects: step.effects, seen: new Sight(slot), transition })
  }

  #arm(slot: Slot, step: Step): void {
    const kind = slot.kind as unknown as AnyKind
    const seen = new Sight(slot) as Seen as Seen<never>
    const timers = [...slot.timers]
    for (const arm of step.arms) {
      const wait = kind.delays?.[arm.delay]?.(seen, this)
      if (wait === undefined) throw new Error(`${kind.name} has no delay "${arm.delay}".`)
      const daemon = kind.daemons?.includes(arm.delay) ?? false
      const at = this.at + Math.max(0, Math.floor(wait))
      timers.push({ event: arm.event, token: this.#world.arm(slot, arm.event, at, this.message, daemon) })
    }
    this.#world.slots.setTimers(slot, timers)
  }

  #effects(job: Job, effects: readonly Effect[]): void {
    const kind = this.#world.slots.at(job.handle).kind as unknown as AnyKind
    const self = job.seen as Seen<never>
    this.#current = job
    for (const { type, params } of effects) {
      if (type === "post") this.#postRule(kind, self, String(params?.["rule"]), job.event)
      else if (type === "publish") this.#publishTopic(kind, self, String(params?.["topic"]))
      else if (type !== "xstate.emit") kind.effects?.[type]?.(this, self, job.event, params)
    }
    this.#current = null
  }

  #postRule(kind: AnyKind, self: Seen<never>, rule: string, event: ChartEvent): void {
    const make = kind.posts?.[rule]
    if (make === undefined) throw new Error(`${kind.name} has no posting rule "${rule}".`)
    const made = make(self, this, event)
    if (!Array.isArray(made)) return this.post(rule, made as Posting)
    for (const posting of made as readonly Posting[]) this.post(rule, posting)
  }

  #publishTopic(kind: AnyKind, self: Seen<never>, topic: string): void {
    const webhook = this.instance.webhooks.get(topic)
    const build = kind.publishes?.[topic]
    if (webhook === undefined || build === undefined)
      throw new Error(`${kind.name} publishes "${topic}", which the contract or the room does not have.`)
    const body = build(self, this)
    if (body !== null) this.publish(webhook as unknown as Webhook, body)
  }
}
