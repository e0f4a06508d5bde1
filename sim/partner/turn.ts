/**
 * A partner's turn: one message or timer is worked off as a whole, and everything that comes of it is committed at once.
 *
 * What objects do in it is in its transaction. At the end that is written down, then the answer goes out, then the outbox. A turn
 * that fails leaves no trace but a defect.
 */
import type { AnyStateMachine, ContextFrom } from "xstate"
import { hashText, mix } from "../world/hash.ts"
import { sample, type Spread } from "../world/spread.ts"
import type { Calendar } from "../world/calendar.ts"
import type { Link } from "../network/link.ts"
import type { Instance } from "../world/instance.ts"
import type { Slot } from "../world/slot.ts"
import type { Shelf } from "../world/shelf.ts"
import type { World } from "../world/world.ts"
import type { ChartEvent, Outcome } from "../statechart/chart.ts"
import type { CallRequest } from "./call.ts"
import type { Operation, Webhook } from "./contract.ts"
import type { Publication } from "./outbox.ts"
import { Pile } from "./pile.ts"
import {
  ok,
  type Answered,
  type EventOf,
  type InputOf,
  type KindRef,
  type Posting,
  type Reply,
  type Seen,
} from "./room.ts"
import { NameTaken } from "./access.ts"
import { OutOfStep } from "./out-of-step.ts"
import { refuse } from "./server.ts"
import { Sight } from "./sight.ts"
import { Transaction } from "./transaction.ts"

type Settled = Exclude<Reply, () => unknown>

const nothing = ok(null)
const noReply = (): void => {}

export class Turn {
  readonly #world: World
  instance: Instance
  /** Row of the message that this turn works on. */
  message = -1
  /** The name of whoever sent the message of this turn; empty for people's acts and timers. */
  sender = ""
  /** Whose objects the front door may see: the account of the caller's credential; null when the partner works for itself. */
  account: string | null = null
  #isBusy = false
  readonly #sends = new Pile<CallRequest | Publication>()
  /** Calls of this turn by receiver and operation, so that each has a key of its own. */
  readonly #calls = new Map<string, number>()
  readonly #transaction: Transaction

  constructor(world: World, instance: Instance) {
    this.#world = world
    this.instance = instance
    this.#transaction = new Transaction(world, this)
  }

  get isBusy(): boolean {
    return this.#isBusy
  }

  /** Turns are used again: making their lists anew for each message would cost more than working it off. */
  reset(instance: Instance, message: number, sender: string): this {
    this.instance = instance
    this.message = message
    this.sender = sender
    this.account = null
    return this
  }

  /** The present instant by the instance's own clock. */
  get at(): number {
    return this.#world.spells.clockOf(this.instance)
  }

  /** Runs the work and all that follows from it inside the instance, commits, answers, and only then sends what it left to send. */
  run(work: () => Reply | void, reply: (result: Settled | "defect") => void = noReply): boolean {
    const world = this.#world
    const transaction = this.#transaction
    this.#isBusy = true
    let result: Settled
    try {
      result = this.#settle(work)
    } catch (error) {
      transaction.takeBack()
      if (error instanceof NameTaken) {
        this.#clear()
        reply(refuse("conflict", error.message))
        return true
      }
      if (error instanceof OutOfStep && world.spells.hasForgotten) {
        world.note("out-of-step", this.message, "", `${this.instance.name}: ${error.message}`)
        this.#clear()
        reply("defect")
        return false
      }
      world.defect(`${this.instance.name}: ${error instanceof Error ? error.message : String(error)}`, this.message)
      this.#clear()
      reply("defect")
      return false
    }
    const { changes, postings } = transaction
    world.recorder.commit(this.instance, world.now, this.message, changes, postings)
    reply(result)
    if (world.server.waits)
      for (let index = 0; index < changes.size; index++) world.server.fill(changes.at(index).handle, this)
    for (let index = 0; index < this.#sends.size; index++) {
      const send = this.#sends.at(index)
      if ("webhook" in send) world.outbox.publish(this.instance, send, this.message)
      else world.client.call(send)
    }
    this.#clear()
    return true
  }

  /** What the work would be answered if it were committed; nothing of it stays. */
  rehearse(work: () => Reply | void): Settled | "defect" {
    this.#isBusy = true
    try {
      return this.#settle(work)
    } catch {
      return "defect"
    } finally {
      this.#transaction.takeBack()
      this.#clear()
    }
  }

  #settle(work: () => Reply | void): Settled {
    const transaction = this.#transaction
    const reply = work()
    // What follows of it the partner does for itself.
    this.account = null
    transaction.drain()
    const result = typeof reply === "function" ? reply() : (reply ?? nothing)
    // Building the answer may have made further objects.
    transaction.drain()
    return result
  }

  #clear(): void {
    this.#transaction.clear()
    this.#sends.clear()
    if (this.#calls.size > 0) this.#calls.clear()
    this.#isBusy = false
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
    if (typeof id === "string" && slots.find(shelf, id) !== undefined) {
      if (this.#find(kind, id) === undefined) throw new NameTaken(`The name "${name}" cannot be had.`)
      throw new OutOfStep(`There is already a ${kind.name} "${name}".`)
    }
    this.#transaction.create(shelf, name, input)
    return name
  }

  /** Sends an event now and says what became of it. For front doors; effects use `tell`. */
  send<M extends AnyStateMachine>(kind: KindRef<M>, id: string, event: EventOf<M>): Outcome {
    return this.#transaction.step(this.#need(kind, id), this.#timed(event as unknown as { type: string }))
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
    const slot = this.#find(kind, id)
    if (slot === undefined) return this.unknown(kind.name, id)
    const { handle } = slot
    if (this.#transaction.step(slot, this.#timed(event as unknown as { type: string })) === "refused")
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
    this.#transaction.hand(handle, this.#timed(event))
  }

  /** A timer of an object has run out. A guard may still say no; that is no defect. */
  expire(handle: number, event: string): void {
    this.#transaction.step(this.#world.slots.at(handle), { type: event, at: this.at })
  }

  read<M extends AnyStateMachine>(kind: KindRef<M>, id: string): Seen<ContextFrom<M>> | null {
    const slot = this.#find(kind, id)
    return slot === undefined ? null : (new Sight(slot) as Seen<ContextFrom<M>>)
  }

  /** An object that must be there. */
  need<M extends AnyStateMachine>(kind: KindRef<M>, id: string): Seen<ContextFrom<M>> {
    return new Sight(this.#need(kind, id)) as Seen<ContextFrom<M>>
  }

  /** Objects under an index key, in order of creation. */
  find<M extends AnyStateMachine>(kind: KindRef<M>, index: string, key: string): Seen<ContextFrom<M>>[] {
    const { slots } = this.#world
    const all = slots.lookup(this.#shelf(kind), index, key)
    const handles = this.account === null ? all : all.filter((handle) => this.#mayCallerSee(handle))
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
      owner: this.#transaction.current?.handle ?? -1,
      poll: -1,
      cause: this.message,
    })
  }

  /** The object and version that call, and how many such calls the turn made before. */
  #keyOf(to: string, operation: string): string {
    const what = `${to} ${operation}`
    const nth = this.#calls.get(what) ?? 0
    this.#calls.set(what, nth + 1)
    const { current } = this.#transaction
    return current === null ? `message-${this.message}.${nth}` : `${current.id}@${current.version}.${nth}`
  }

  /** Publishes a business event when this turn is committed. */
  publish<Payload>(webhook: Webhook<Payload>, body: Payload): void {
    this.#sends.push({ webhook: webhook as unknown as Webhook<never>, body })
  }

  post(rule: string, posting: Posting): void {
    this.#transaction.post(rule, posting)
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

  /** The agreement with whoever sent the message of this turn; null for people's acts and timers. */
  get callerLink(): Link | null {
    return this.sender === "" ? null : (this.#world.instance(this.sender).links.get(this.instance.name) ?? null)
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

  /** Sends again what this partner has published since an instant; answers how many deliveries that is. */
  replay(since: number): number {
    return this.#world.outbox.replay(this.instance, since, this.message)
  }

  /** Takes in the events that were put aside; answers how many. */
  redrive(): number {
    return this.#world.outbox.redrive(this.instance, this.message)
  }

  #shelf(kind: { readonly name: string }): Shelf {
    return this.#world.slots.shelf(this.instance.index, kind.name)
  }

  /** What another account has is not there for a caller, in no way that could be told from what never was. */
  #find(kind: { readonly name: string }, id: string): Slot | undefined {
    const slot = this.#world.slots.find(this.#shelf(kind), id)
    return slot === undefined || this.account === null || this.#mayCallerSee(slot.handle) ? slot : undefined
  }

  #mayCallerSee(handle: number): boolean {
    return this.#world.tenants.of(handle) === this.account
  }

  #need(kind: { readonly name: string }, id: string): Slot {
    const slot = this.#find(kind, id)
    if (slot === undefined) throw new OutOfStep(`There is no ${kind.name} "${id}".`)
    return slot
  }

  /** Whoever hands an event over gives it away, so it is stamped and not copied. */
  #timed(event: { readonly type: string; at?: number }): ChartEvent {
    event.at = this.at
    return event as ChartEvent
  }
}
