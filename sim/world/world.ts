/**
 * The world: virtual time, the queue of what happens next, and the loop that works it off, until nothing is left to do.
 *
 * It is deterministic: the same plan and the same inputs give the same journal, row for row. It knows instances and messages but no
 * partner; what a partner does is in its room. A world can be forked at any instant between two events.
 */
import { RootIndex } from "../consistency/root-index.ts"
import type { Watcher } from "../consistency/rows.ts"
import type { Journal } from "../journal/journal.ts"
import { Link } from "../network/link.ts"
import { Network } from "../network/network.ts"
import { Wire, type Exchange } from "../network/wire.ts"
import { ownAccount, Tenants } from "../partner/access.ts"
import { credential } from "../partner/credentials.ts"
import { Client } from "../partner/client.ts"
import type { Operation } from "../partner/contract.ts"
import { Outbox } from "../partner/outbox.ts"
import { Outside } from "../partner/outside.ts"
import { Polls } from "../partner/polls.ts"
import { Server, type ReplySlot } from "../partner/server.ts"
import { restoreBackup, subscription } from "../partner/subscriptions.ts"
import { keptMs } from "../partner/memory-policies.ts"
import { Turn } from "../partner/turn.ts"
import type { Calendar } from "./calendar.ts"
import { dayMs, readCalendar } from "./calendar.ts"
import type { Spell } from "./faults/faults.ts"
import { hashText } from "./hash.ts"
import { Instance } from "./instance.ts"
import { Memory } from "./memory.ts"
import { restWithinMessages, restWithinMs, retireAfterMsDefault, type WorldPlan } from "./plan.ts"
import { EventQueue, phases, type Phase } from "./queue.ts"
import { Recorder } from "./recorder.ts"
import type { RefusedAct } from "./refused-act.ts"
import { Slots } from "./slots.ts"
import type { Slot } from "./slot.ts"
import { Spells } from "./spells.ts"

export interface Timer {
  readonly do: "timer"
  readonly handle: number
  readonly event: string
  readonly token: number
  readonly cause: number
  readonly daemon: boolean
}

export type Item =
  | Wire
  | Timer
  | { readonly do: "expire"; readonly link: number; readonly daemon: boolean }
  | { readonly do: "retry"; readonly call: number; readonly daemon: boolean }
  | { readonly do: "poll"; readonly poll: number; readonly daemon: boolean }
  | { readonly do: "close"; readonly slot: ReplySlot; readonly daemon: boolean }
  | { readonly do: "begin" | "end" | "prepare"; readonly spell: Spell; readonly daemon: boolean }
  | { readonly do: "again"; readonly wire: Wire; readonly daemon: boolean }

export class World {
  readonly plan: WorldPlan
  readonly seed: number
  readonly startAt: number
  readonly journal: Journal
  readonly recorder: Recorder
  readonly slots: Slots
  readonly instances: readonly Instance[]
  readonly network: Network
  readonly client: Client
  readonly server: Server
  readonly outbox: Outbox
  readonly polls: Polls
  readonly outside: Outside
  readonly tenants: Tenants
  /** Mistakes of our own rooms, never of the simulated business. */
  readonly defects: string[]
  /** What people did and were told no, in the order in which it happened. */
  readonly refusedActs: RefusedAct[]
  readonly spells: Spells
  readonly #memories: Memory[]
  readonly #byName: ReadonlyMap<string, Instance>
  readonly #queue: EventQueue<Item>
  readonly #calendars: Map<string, Calendar>
  #turn: Turn | null = null
  #foreground: number
  #tokens: number
  #acts: number
  /** When the last thing happens that people do. */
  #lastActAt: number
  #sweepAt: number
  now: number

  /** Those who watch have their own use for the index by which rows' roots are numbered. */
  constructor(
    plan: WorldPlan,
    journal: Journal,
    watchers: readonly Watcher[] = [],
    roots: RootIndex = new RootIndex(),
    from?: World,
  ) {
    this.plan = plan
    this.seed = plan.seed
    this.startAt = plan.startAt
    this.now = from?.now ?? plan.startAt
    this.journal = journal
    this.recorder = new Recorder(journal, roots, from?.recorder)
    this.recorder.watchers.push(...watchers)
    this.slots = from?.slots.fork() ?? new Slots()
    this.instances = from?.instances ?? instancesOf(plan)
    this.#byName =
      from === undefined ? new Map(this.instances.map((instance) => [instance.name, instance])) : from.#byName
    this.#memories = from === undefined ? this.instances.map(memoryOf) : from.#memories.map((one) => one.fork())
    this.#queue = from === undefined ? new EventQueue() : from.#queue.fork()
    this.#calendars = from === undefined ? new Map<string, Calendar>() : from.#calendars
    this.#foreground = from === undefined ? 0 : from.#foreground
    this.#tokens = from === undefined ? 0 : from.#tokens
    this.#acts = from === undefined ? 0 : from.#acts
    this.#lastActAt = from === undefined ? plan.startAt : from.#lastActAt
    this.#sweepAt = from === undefined ? plan.startAt + dayMs : from.#sweepAt
    this.defects = from?.defects.slice() ?? []
    this.refusedActs = from?.refusedActs.slice() ?? []
    this.spells = new Spells(this, plan.spells ?? [], from?.spells)
    const latencyMsMax = plan.links.reduce((most, { latency }) => Math.max(most, latency.medianMs, latency.p99Ms), 0)
    this.network = new Network(this, plan.faults, latencyMsMax, from?.network)
    this.client = new Client(this, from?.client)
    this.server = new Server(this, from?.server)
    this.outbox = new Outbox(this, from?.outbox)
    this.polls = new Polls(this, from?.polls)
    this.outside = new Outside(this, from?.outside)
    this.tenants = new Tenants(
      from?.tenants.areSeveral ?? plan.links.some(({ account }) => account !== ownAccount),
      from?.tenants,
    )
    if (from === undefined) this.#open()
  }

  /**
   * An independent world that stands where this one stands. What has happened so far is shared and never copied; both go on from
   * here, each with a journal of its own. Who watches it has to be forked with it: `watchers` are the fork's.
   */
  fork(watchers: readonly Watcher[] = [], roots: RootIndex = this.recorder.roots.fork()): World {
    return new World(this.plan, this.journal.fork(), watchers, roots, this)
  }

  memoryOf(instance: Instance): Memory {
    return this.#memories[instance.index]!
  }

  /** A turn of an instance: the world's own one if nobody is in it. */
  turn(instance: Instance, message: number, sender: string): Turn {
    const turn = this.#turn === null || this.#turn.isBusy ? new Turn(this, instance) : this.#turn
    if (instance.spells.length > 0) this.spells.turns(instance)
    this.#turn = turn
    return turn.reset(instance, message, sender)
  }

  /** Installs the rooms, subscribes whoever hears to whoever publishes, and lets each room open. */
  #open(): void {
    for (const instance of this.instances) {
      for (const kind of instance.room?.objects ?? []) this.slots.install(instance.index, kind)
      this.slots.install(instance.index, subscription)
      this.slots.install(instance.index, credential)
    }
    for (const publisher of this.instances) {
      for (const to of publisher.links.values()) this.#subscribe(publisher, to.to)
      for (const polled of publisher.links.values()) if (polled.pollEveryMs > 0) this.polls.install(polled)
    }
    for (const instance of this.instances) {
      const { room } = instance
      if (room?.opens === undefined) continue
      const turn = this.turn(instance, -1, "")
      turn.run(() => room.opens?.(turn))
    }
    this.spells.open()
  }

  #subscribe(publisher: Instance, subscriber: Instance): void {
    const topics = (publisher.room?.contract.webhooks ?? []).map((webhook) => webhook.name)
    const heard = subscriber.room?.hears
      .filter((entry) => entry.webhook.partner === publisher.kind)
      .map((entry) => entry.webhook.name)
    const wanted = topics.filter((topic) => heard?.includes(topic) ?? true)
    if (wanted.length === 0) return
    const turn = this.turn(publisher, -1, "")
    const secret = `whsec_${hashText(`${publisher.name} ${subscriber.name}`).toString(16)}`
    turn.run(() => {
      turn.create(
        subscription,
        { of: subscriber.name, role: "subscription" },
        { subscriber: subscriber.name, url: null, topics: wanted, secret, apiVersion: "1" },
      )
    })
  }

  /** A person does something at an instant: it arrives at an instance as an operation without a network between. */
  act(at: number, to: string, operation: Operation<never>, body: unknown): void {
    const wire = this.#actOf(this.instance(to), operation, body)
    this.#lastActAt = Math.max(this.#lastActAt, at)
    this.schedule(at, phases.outside, wire.exchange.subjectHash, wire)
  }

  #actOf(receiver: Instance, operation: Operation<never>, body: unknown): Wire {
    const subject = operation.subject(body as never)
    const subjectHash = hashText(subject)
    const call = ++this.#acts
    const exchange: Exchange = {
      link: null,
      sender: null,
      receiver,
      operation,
      subject,
      subjectHash,
      call,
      attempt: 1,
      key: `act-${call}`,
      token: "",
      event: -1,
      waits: -1,
      outside: -1,
    }
    return new Wire("act", exchange, 0, 0, body, -1, null)
  }

  schedule(at: number, phase: Phase, subjectHash: number, item: Item): void {
    if (!item.daemon) this.#foreground++
    this.#queue.push(at, phase, subjectHash, item)
  }

  /** Works off everything up to an instant; without one, until the run ends by itself. Answers whether anything is left. */
  run(until = Infinity): boolean {
    for (;;) {
      while (this.#due(until)) this.#next()
      if (this.#isRestless(until)) return true
      if (until !== Infinity) {
        this.now = Math.max(this.now, until)
        return this.#queue.size > 0
      }
      // Each reconciling daemon runs once more; when that brings nothing foreground beyond itself, this is quiescence.
      const before = this.journal.transitions.rows
      this.polls.reconcile()
      while (this.#due(until)) this.#next()
      if (this.#isRestless(until)) return true
      if (this.journal.transitions.rows === before) break
    }
    this.polls.finish()
    return false
  }

  /** Without a bound daemons alone do not keep the world going, and nothing does for ever. */
  #due(until: number): boolean {
    if (until !== Infinity) return this.#queue.nextAt <= until
    return this.#foreground > 0 && this.#queue.nextAt <= this.#lastActAt + restWithinMs && !this.#isNoisy()
  }

  #isNoisy(): boolean {
    return this.journal.messages.rows > restWithinMessages * (this.#acts + 1)
  }

  /** Something goes on and on, such as a retry without an end: that is a defect, and the run ends here. */
  #isRestless(until: number): boolean {
    if (until !== Infinity || this.#foreground === 0) return false
    const when = this.#isNoisy()
      ? `after ${this.journal.messages.rows} messages, more than ${restWithinMessages} for each thing that people did`
      : `${Math.floor(restWithinMs / dayMs)} days after the last thing that people did`
    let next = this.#queue.pop()
    while (next?.daemon === true) next = this.#queue.pop()
    const what = next === undefined ? "" : `; the next of it is ${this.#wordsOf(next)}`
    this.defect(`The world has not come to rest ${when}${what}.`)
    return true
  }

  #wordsOf(item: Item): string {
    if (item.do === "deliver") return `${item.exchange.operation.name} ${item.exchange.subject}`
    if (item.do !== "timer") return item.do
    const { shelf, id, label } = this.slots.at(item.handle)
    return `${this.instances[shelf.owner]?.name} ${shelf.kind.name} ${id} in state ${label}`
  }

  /** Steps until a condition holds or nothing foreground is left; for outside exchanges that only a timed event can answer. */
  runUntil(done: () => boolean): void {
    while (!done() && this.#foreground > 0) this.#next()
  }

  #next(): void {
    const at = this.#queue.nextAt
    const item = this.#queue.pop()
    if (item === undefined) return
    if (!item.daemon) this.#foreground--
    if (this.#stale(item, at)) return
    this.now = at
    if (at >= this.#sweepAt) this.#sweep(at)
    if (!this.spells.hinder(item)) this.#dispatch(item)
  }

  /** Once a day what has come to rest is packed away. */
  #sweep(at: number): void {
    this.slots.retire(at - (this.plan.retireAfterMs ?? retireAfterMsDefault))
    this.#sweepAt = at + dayMs
  }

  /** Timers that nobody waits for any more do not move the clock. */
  #stale(item: Item, at: number): boolean {
    if (item.do === "expire") return this.client.isStale(item.link, at)
    if (item.do === "close") return !this.server.holds(item.slot)
    if (item.do === "retry") return this.client.isOutdated(item.call, at)
    if (item.do === "timer")
      return !(this.slots.peek(item.handle)?.timers.some(({ token }) => token === item.token) ?? false)
    return false
  }

  #dispatch(item: Item): void {
    switch (item.do) {
      case "deliver":
        return this.#deliver(item)
      case "timer":
        return this.#fire(item)
      case "expire":
        return this.client.expire(item.link)
      case "retry":
        return this.client.retry(item.call)
      case "poll":
        return this.polls.due(item.poll)
      case "close":
        return this.server.close(item.slot)
      case "begin":
        return this.spells.begin(item.spell)
      case "end":
        return this.spells.end(item.spell)
      case "prepare":
        return this.spells.prepare(item.spell)
      case "again":
        return this.network.again(item.wire)
    }
  }

  #deliver(wire: Wire): void {
    if (wire.isAnswer) return this.client.answered(wire)
    if (wire.kind === "act") return this.#do(wire)
    if (wire.receiver?.room === null) return this.outside.handOver(wire)
    if (wire.kind === "webhook") return this.outbox.receive(wire)
    this.server.request(wire)
  }

  /** An act is written down when it happens, not when it is planned. */
  #do(meant: Wire): void {
    const wire = this.network.act(meant)
    if (wire === null) return
    this.recorder.message(wire, this.now, this.now)
    if (wire.receiver?.room === null) return this.outside.handOver(wire)
    this.server.request(wire)
  }

  #fire({ handle, event, token, cause }: Timer): void {
    const slot = this.slots.at(handle)
    const owner = this.instances[slot.shelf.owner]!
    this.slots.setTimers(
      slot,
      slot.timers.filter((timer) => timer.token !== token),
    )
    const turn = this.turn(owner, cause, "")
    turn.run(() => turn.expire(handle, event))
  }

  /** Sets an instance back to what it was in an earlier fork of this world; answers how much of it that changes. */
  restore(instance: Instance, then: World): number {
    const row = this.#writeAct(instance, restoreBackup(instance.kind) as unknown as Operation<never>, {
      takenAt: then.now,
    })
    this.server.crash(instance)
    this.client.setBack(instance, then.client)
    this.#memories[instance.index] = this.memoryOf(instance).asIn(then.memoryOf(instance))
    this.polls.setBack(instance, then.polls)
    const changed = this.slots.setBack(instance.index, then.slots)
    const due = new Map(
      [...then.#queue.entries()].flatMap(([at, item]) => (item.do === "timer" ? [[item.token, { at, item }]] : [])),
    )
    for (const { slot, to, timers } of changed)
      if (to >= 0)
        this.slots.setTimers(
          slot,
          timers.map(({ event, token }) => {
            const planned = due.get(token)
            // What is still to come is planned already.
            if (planned !== undefined && planned.at > this.now) return { event, token }
            return { event, token: this.arm(slot, event, this.now, row, planned?.item.daemon ?? false) }
          }),
        )
    this.recorder.setBack(instance, this.now, row, changed)
    this.spells.hasForgotten = true
    this.client.restart(instance)
    this.polls.restart(instance)
    return changed.length
  }

  /** Writes down what a person does to an instance from outside of its room; answers the message's row. */
  #writeAct(receiver: Instance, operation: Operation<never>, body: unknown): number {
    const wire = this.#actOf(receiver, operation, body)
    this.recorder.message(wire, this.now, this.now)
    return wire.row
  }

  /** Starts a timer of an object; answers its token. */
  arm({ handle, id }: Slot, event: string, at: number, cause: number, daemon: boolean): number {
    const token = ++this.#tokens
    this.schedule(at, phases.timer, hashText(id), { do: "timer", handle, event, token, cause, daemon })
    return token
  }

  note(kind: string, message: number, subject: string, says: string): void {
    this.recorder.note(this.now, kind, message, subject, says)
  }

  defect(says: string, message = -1): void {
    this.defects.push(says)
    this.note("defect", message, "", says)
  }

  instance(name: string): Instance {
    return this.#byName.get(name) ?? noInstance(name, this.instances)
  }

  labelOf(handle: number): string {
    return this.slots.at(handle).label
  }

  calendar(instance: Instance, policy: string): Calendar {
    const key = `${instance.name} ${policy}`
    const known = this.#calendars.get(key)
    if (known !== undefined) return known
    const made = readCalendar(instance.policies[policy])
    this.#calendars.set(key, made)
    return made
  }
}

const memoryOf = ({ policies }: Instance): Memory =>
  new Memory(keptMs(policies, "idempotencyKept"), keptMs(policies, "eventIdsKept"))

const instancesOf = (plan: WorldPlan): readonly Instance[] => {
  const instances = plan.instances.map(
    (planned, index) =>
      new Instance(index, planned, plan.spells?.filter((spell) => spell.instance === planned.name) ?? []),
  )
  const named = (name: string): Instance =>
    instances.find((instance) => instance.name === name) ?? noInstance(name, instances)
  for (const [index, planned] of plan.links.entries()) {
    const from = named(planned.from)
    from.links.set(planned.to, new Link(index, from, named(planned.to), planned))
  }
  return instances
}

const noInstance = (name: string, instances: readonly Instance[]): never => {
  throw new Error(`There is no instance "${name}"; there are ${instances.map((instance) => instance.name).join(", ")}.`)
}
