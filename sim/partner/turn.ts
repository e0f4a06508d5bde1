/**
 * A partner's turn: one message or timer is worked off as a whole, and everything that comes of it is committed at once.
 *
 * Inside a turn statecharts step, effects run first in first out until none is left, postings and transitions are kept back. At the
 * end they are written down together, then the answer goes out, then the outbox. A turn that fails leaves no trace but a defect.
 */
import type { AnyStateMachine, ContextFrom } from "xstate"
import { draw as drawKeyed } from "../world/hash.ts"
import { sample } from "../world/spread.ts"
import type { Calendar } from "../world/calendar.ts"
import type { Instance } from "../world/instance.ts"
import type { PostingDraft, TransitionDraft, World } from "../world/world.ts"
import type { ChartEvent, Effect, Outcome, Step } from "../statechart/chart.ts"
import type { Operation, Webhook } from "./contract.ts"
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

/** More steps than this in one turn is a loop between statecharts, not business. */
const stepsMax = 200_000

interface Job {
  readonly handle: number
  readonly event: ChartEvent
  readonly effects: readonly Effect[] | null
  readonly seen: Seen | null
  readonly transition: number
}

type Settled = Exclude<Reply, () => unknown>
type AnyKind = ObjectKind

export class Turn {
  readonly #world: World
  readonly instance: Instance
  /** Row of the message that this turn works on. */
  readonly message: number
  readonly #undo: (() => void)[] = []
  readonly #jobs: Job[] = []
  readonly #transitions: TransitionDraft[] = []
  readonly #postings: PostingDraft[] = []
  readonly #after: (() => void)[] = []
  readonly #touched = new Set<number>()
  /** Calls of this turn by receiver and operation, so that each has a key of its own. */
  readonly #calls = new Map<string, number>()
  #current: Job | null = null
  #steps = 0
  #entries = 0

  constructor(world: World, instance: Instance, message: number) {
    this.#world = world
    this.instance = instance
    this.message = message
  }

  get at(): number {
    return this.#world.now
  }

  /** Runs the work and all that follows from it inside the instance, commits, answers, and only then sends what it left to send. */
  run(work: () => Reply | void, reply: (result: Settled | "defect") => void = () => {}): boolean {
    const world = this.#world
    let result: Settled
    try {
      const reply = work()
      this.#drain()
      result = typeof reply === "function" ? reply() : (reply ?? ok(null))
      // Building the answer may have made further objects.
      this.#drain()
    } catch (error) {
      for (const undo of this.#undo.toReversed()) undo()
      world.defect(`${this.instance.name}: ${error instanceof Error ? error.message : String(error)}`, this.message)
      reply("defect")
      return false
    }
    world.commit(this.instance, this.message, this.#transitions, this.#postings)
    reply(result)
    for (const handle of this.#touched) world.server.fill(handle, this)
    for (const send of this.#after) send()
    return true
  }

  /** Makes a business object; `{ of, role }` names it `of/role-n`. Answers its id. */
  create<M extends AnyStateMachine>(
    kind: KindRef<M>,
    id: string | { readonly of: string; readonly role: string },
    input: InputOf<M>,
  ): string {
    const { slots } = this.#world
    const owner = this.instance.index
    const name = typeof id === "string" ? id : slots.childId(owner, id.of, id.role)
    if (slots.find(owner, kind.name, name) >= 0) throw new Error(`There is already a ${kind.name} "${name}".`)
    const spec = slots.kindNamed(owner, kind.name) as unknown as AnyKind
    const step = spec.chart.initial(input, this.at)
    const handle = slots.create(owner, kind.name, name, step.state, step.context, this.at)
    this.#undo.push(() => slots.uncreate(handle))
    this.#record(handle, spec, { type: "created", at: this.at }, "", step)
    return name
  }

  /** Sends an event now and says what became of it. For front doors; effects use `tell`. */
  send<M extends AnyStateMachine>(kind: KindRef<M>, id: string, event: EventOf<M>): Outcome {
    const handle = this.#handle(kind, id)
    return this.#step(handle, { ...(event as unknown as { type: string }), at: this.at })
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
    const handle = this.#world.slots.find(this.instance.index, kind.name, id)
    if (handle < 0) return this.unknown(kind.name, id)
    if (this.#step(handle, { ...(event as unknown as { type: string }), at: this.at }) === "refused")
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
    const seen = this.seen(handle)
    const { slots } = this.#world
    const allowed = slots.kind[handle]?.chart.allowed(slots.state[handle] ?? 0) ?? []
    const says = `${slots.kind[handle]?.name ?? "object"} "${seen.id}" is ${seen.state} and cannot take "${event}" now.`
    return refuse("conflict", says, { state: seen.state, allowed })
  }

  /** Sends an event when those before it have been worked off. The receiving chart must know it, or it is a defect. */
  tell<M extends AnyStateMachine>(kind: KindRef<M>, id: string, event: EventOf<M>): void {
    this.hand(this.#handle(kind, id), event as unknown as { type: string })
  }

  /** `tell` by handle; for the runtime. */
  hand(handle: number, event: { readonly type: string }): void {
    this.#jobs.push({ handle, event: { ...event, at: this.at }, effects: null, seen: null, transition: -1 })
  }

  /** A timer of an object has run out. A guard may still say no; that is no defect. */
  expire(handle: number, event: string): void {
    this.#step(handle, { type: event, at: this.at })
  }

  read<M extends AnyStateMachine>(kind: KindRef<M>, id: string): Seen<ContextFrom<M>> | null {
    const handle = this.#world.slots.find(this.instance.index, kind.name, id)
    return handle < 0 ? null : (this.seen(handle) as Seen<ContextFrom<M>>)
  }

  /** An object that must be there. */
  need<M extends AnyStateMachine>(kind: KindRef<M>, id: string): Seen<ContextFrom<M>> {
    return this.seen(this.#handle(kind, id)) as Seen<ContextFrom<M>>
  }

  /** Objects under an index key, in order of creation. */
  find<M extends AnyStateMachine>(kind: KindRef<M>, index: string, key: string): Seen<ContextFrom<M>>[] {
    const handles = this.#world.slots.lookup(this.instance.index, kind.name, index, key)
    return handles.map((handle) => this.seen(handle) as Seen<ContextFrom<M>>)
  }

  seen(handle: number): Seen {
    const { slots } = this.#world
    const state = slots.state[handle] ?? 0
    const chart = slots.kind[handle]?.chart
    return {
      id: slots.id[handle] ?? "",
      state: chart?.label(state) ?? "",
      context: slots.context[handle],
      version: slots.version[handle] ?? 0,
      is: (path) => chart?.matches(state, path) ?? false,
    }
  }

  /** Calls an operation of another instance when this turn is committed; the answer comes back to the object whose effect this is. */
  call<Request, Response>(
    to: string,
    operation: Operation<Request, Response>,
    body: NoInfer<Request>,
    key?: string,
  ): void {
    const owner = this.#current?.handle ?? -1
    const nth = this.#calls.get(`${to} ${operation.name}`) ?? 0
    this.#calls.set(`${to} ${operation.name}`, nth + 1)
    const whose =
      owner < 0
        ? `message-${this.message}`
        : `${this.#world.slots.id[owner] ?? ""}@${this.#current?.seen?.version ?? 0}`
    const identity = key ?? `${whose}.${nth}`
    const world = this.#world
    const from = this.instance
    const target = world.instance(to)
    this.#after.push(() => {
      world.client.call({
        from,
        to: target,
        operation: operation as unknown as Operation<never>,
        body,
        key: identity,
        owner,
        poll: -1,
        cause: this.message,
      })
    })
  }

  /** Publishes a business event when this turn is committed. */
  publish<Payload>(webhook: Webhook<Payload>, body: Payload): void {
    const world = this.#world
    this.#after.push(() =>
      world.outbox.publish(this.instance, { webhook: webhook as unknown as Webhook<never>, body }, this.message),
    )
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
    return drawKeyed(this.#world.seed, `${this.instance.name} ${quantity}`, identity)
  }

  /** A duration drawn from a spread policy. */
  duration(policy: string, identity: string): number {
    return sample(this.policy(policy), this.draw(policy, identity))
  }

  /** Names of the instances of a kind to which this one has a link, sorted. */
  peers(kind: string): readonly string[] {
    return this.#world.peers(this.instance, kind)
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

  /** The name of whoever sent the message of this turn; empty for people's acts. */
  get sender(): string {
    return this.#world.senderOf(this.message)
  }

  published(after: number, limit: number, consumer: string): unknown {
    return this.#world.outbox.list(this.instance, after, limit, consumer)
  }

  #handle(kind: { readonly name: string }, id: string): number {
    const handle = this.#world.slots.find(this.instance.index, kind.name, id)
    if (handle < 0) throw new Error(`There is no ${kind.name} "${id}".`)
    return handle
  }

  #drain(): void {
    for (let index = 0; index < this.#jobs.length; index++) {
      if (index > stepsMax)
        throw new Error(`More than ${stepsMax} steps in one turn: statecharts send each other round in circles.`)
      const job = this.#jobs[index]
      if (job === undefined) continue
      if (job.effects === null) this.#deliver(job)
      else this.#effects(job, job.effects)
    }
    this.#jobs.length = 0
  }

  #deliver(job: Job): void {
    if (this.#step(job.handle, job.event) !== "refused") return
    const seen = this.seen(job.handle)
    throw new Error(
      `${this.#world.slots.kind[job.handle]?.name ?? ""} "${seen.id}" is ${seen.state} and does not know the event "${job.event.type}" there; declare it, if only as ignored.`,
    )
  }

  #step(handle: number, event: ChartEvent): Outcome {
    const { slots } = this.#world
    const kind = slots.kind[handle] as unknown as AnyKind
    const state = slots.state[handle] ?? 0
    if (++this.#steps > stepsMax) throw new Error(`More than ${stepsMax} steps in one turn.`)
    const step = kind.chart.step(state, slots.context[handle], event)
    if (step.outcome !== "moved") return step.outcome
    const context = slots.context[handle]
    const version = slots.version[handle] ?? 0
    const updatedAt = slots.updatedAt[handle] ?? 0
    const timers = slots.timers[handle] ?? []
    this.#undo.push(() => {
      slots.update(handle, state, context, version, updatedAt)
      slots.timers[handle] = timers
    })
    slots.update(handle, step.state, step.context, version + 1, this.at)
    this.#record(handle, kind, event, kind.chart.label(state), step)
    return "moved"
  }

  #record(handle: number, kind: AnyKind, event: ChartEvent, from: string, step: Step): void {
    const { slots } = this.#world
    this.#touched.add(handle)
    const transition = this.#transitions.length
    this.#transitions.push({
      handle,
      event: event.type,
      from,
      to: kind.chart.label(step.state),
      version: slots.version[handle] ?? 0,
    })
    if (step.cancels.length > 0) {
      slots.timers[handle] = (slots.timers[handle] ?? []).filter((timer) => !step.cancels.includes(timer.event))
    }
    for (const arm of step.arms) {
      const wait = kind.delays?.[arm.delay]?.(this.seen(handle) as Seen<never>, this)
      if (wait === undefined) throw new Error(`${kind.name} has no delay "${arm.delay}".`)
      const daemon = kind.daemons?.includes(arm.delay) ?? false
      const token = this.#world.arm(handle, arm.event, this.at + Math.max(0, Math.floor(wait)), this.message, daemon)
      slots.timers[handle] = [...(slots.timers[handle] ?? []), { event: arm.event, token }]
    }
    if (step.effects.length > 0)
      this.#jobs.push({ handle, event, effects: step.effects, seen: this.seen(handle), transition })
  }

  #effects(job: Job, effects: readonly Effect[]): void {
    const kind = this.#world.slots.kind[job.handle] as unknown as AnyKind
    const self = job.seen as Seen<never>
    this.#current = job
    for (const effect of effects) {
      if (effect.type === "post") this.#postRule(kind, self, String(effect.params?.["rule"]), job.event)
      else if (effect.type === "publish") this.#publishTopic(kind, self, String(effect.params?.["topic"]))
      else if (effect.type !== "xstate.emit") kind.effects?.[effect.type]?.(this, self, job.event, effect.params)
    }
    this.#current = null
  }

  #postRule(kind: AnyKind, self: Seen<never>, rule: string, event: ChartEvent): void {
    const make = kind.posts?.[rule]
    if (make === undefined) throw new Error(`${kind.name} has no posting rule "${rule}".`)
    const made = make(self, this, event)
    for (const posting of Array.isArray(made) ? (made as readonly Posting[]) : [made as Posting])
      this.post(rule, posting)
  }

  #publishTopic(kind: AnyKind, self: Seen<never>, topic: string): void {
    const webhook = this.instance.room?.contract.webhooks.find((candidate) => candidate.name === topic)
    const build = kind.publishes?.[topic]
    if (webhook === undefined || build === undefined)
      throw new Error(`${kind.name} publishes "${topic}", which the contract or the room does not have.`)
    const body = build(self, this)
    if (body !== null) this.publish(webhook as unknown as Webhook, body)
  }
}
