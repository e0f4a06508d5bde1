/**
 * The world: virtual time, the queue of what happens next, and the loop that works it off, until nothing is left to do.
 *
 * It is deterministic: the same plan and the same inputs give the same journal, row for row. It knows instances and messages but no
 * partner; what a partner does is in its room.
 */
import { RootIndex } from "../consistency/root-index.ts"
import type { Watcher } from "../consistency/rows.ts"
import type { Journal } from "../journal/journal.ts"
import type { Link } from "../network/link.ts"
import { link } from "../network/link.ts"
import { Network } from "../network/network.ts"
import type { Wire } from "../network/wire.ts"
import { Client } from "../partner/client.ts"
import type { Operation } from "../partner/contract.ts"
import { Outbox } from "../partner/outbox.ts"
import { Outside } from "../partner/outside.ts"
import { Polls } from "../partner/polls.ts"
import { Server, type ReplySlot } from "../partner/server.ts"
import { subscription } from "../partner/subscriptions.ts"
import { Turn } from "../partner/turn.ts"
import type { Calendar } from "./calendar.ts"
import { readCalendar } from "./calendar.ts"
import { hashText } from "./hash.ts"
import type { Instance } from "./instance.ts"
import type { WorldPlan } from "./plan.ts"
import { EventQueue, phases, type Phase } from "./queue.ts"
import { Recorder, type PostingDraft, type TransitionDraft } from "./recorder.ts"
import { Slots } from "./slots.ts"

export type { PostingDraft, TransitionDraft } from "./recorder.ts"

export type Item = (
  | { readonly do: "deliver"; readonly wire: Wire }
  | {
      readonly do: "timer"
      readonly handle: number
      readonly event: string
      readonly token: number
      readonly cause: number
    }
  | { readonly do: "expire"; readonly call: number; readonly attempt: number }
  | { readonly do: "retry"; readonly call: number }
  | { readonly do: "poll"; readonly poll: number }
  | { readonly do: "close"; readonly slot: ReplySlot }
) & { readonly daemon: boolean }

export class World {
  readonly seed: number
  readonly startAt: number
  readonly journal: Journal
  readonly recorder: Recorder
  readonly slots = new Slots()
  readonly instances: readonly Instance[]
  readonly network: Network
  readonly client: Client
  readonly server: Server
  readonly outbox: Outbox
  readonly polls: Polls
  readonly outside: Outside
  /** Mistakes of our own rooms, never of the simulated business. */
  readonly defects: string[] = []
  readonly #byName = new Map<string, Instance>()
  readonly #queue = new EventQueue<Item>()
  readonly #calendars = new Map<string, Calendar>()
  #foreground = 0
  #tokens = 0
  #acts = 0
  now: number

  /** Those who watch have their own use for the index by which rows' roots are numbered. */
  constructor(
    plan: WorldPlan,
    journal: Journal,
    watchers: readonly Watcher[] = [],
    roots: RootIndex = new RootIndex(),
  ) {
    this.seed = plan.seed
    this.startAt = plan.startAt
    this.now = plan.startAt
    this.journal = journal
    this.recorder = new Recorder(journal, roots)
    this.recorder.watchers.push(...watchers)
    this.instances = plan.instances.map((planned, index): Instance => ({
      ...planned,
      index,
      links: new Map(),
      remembered: new Map(),
      inbox: new Map(),
      published: [],
      publications: new Map(),
      arrivals: new Map(),
      outages: plan.outages.filter((outage) => outage.instance === planned.name),
    }))
    for (const instance of this.instances) this.#byName.set(instance.name, instance)
    this.network = new Network(this, plan.faults)
    this.client = new Client(this)
    this.server = new Server(this)
    this.outbox = new Outbox(this)
    this.polls = new Polls(this)
    this.outside = new Outside(this)
    for (const [index, planned] of plan.links.entries()) {
      const from = this.instance(planned.from)
      from.links.set(planned.to, link(index, from, this.instance(planned.to), planned))
    }
    this.#open()
  }

  /** Installs the rooms, subscribes whoever hears to whoever publishes, and lets each room open. */
  #open(): void {
    for (const instance of this.instances) {
      for (const kind of instance.room?.objects ?? []) this.slots.install(instance.index, kind)
      this.slots.install(instance.index, subscription)
    }
    for (const publisher of this.instances) {
      for (const to of publisher.links.values()) this.#subscribe(publisher, to.to)
      for (const polled of publisher.links.values()) if (polled.pollEveryMs > 0) this.polls.install(polled)
    }
    for (const instance of this.instances) {
      const { room } = instance
      const turn = new Turn(this, instance, -1)
      if (room?.opens !== undefined) turn.run(() => room.opens?.(turn))
    }
  }

  #subscribe(publisher: Instance, subscriber: Instance): void {
    const topics = (publisher.room?.contract.webhooks ?? []).map((webhook) => webhook.name)
    const heard = subscriber.room?.hears
      .filter((entry) => entry.webhook.partner === publisher.kind)
      .map((entry) => entry.webhook.name)
    const wanted = topics.filter((topic) => heard?.includes(topic) ?? true)
    if (wanted.length === 0) return
    const turn = new Turn(this, publisher, -1)
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
    const receiver = this.instance(to)
    const subject = operation.subject(body as never)
    const wire: Wire = {
      kind: "act",
      row: -1,
      link: null,
      sender: null,
      receiver,
      operation,
      subject,
      call: ++this.#acts,
      attempt: 1,
      copy: 0,
      status: 0,
      body,
      key: `act-${this.#acts}`,
      cause: -1,
      request: null,
      waits: -1,
      exchange: -1,
    }
    this.schedule(at, phases.outside, hashText(subject), { do: "deliver", wire, daemon: false })
  }

  schedule(at: number, phase: Phase, subjectHash: number, item: Item): void {
    if (!item.daemon) this.#foreground++
    this.#queue.push(at, phase, subjectHash, item)
  }

  /** Works off everything up to an instant; without one, until the run ends by itself. Answers whether anything is left. */
  run(until = Infinity): boolean {
    for (;;) {
      while (this.#due(until)) this.#next()
      if (until !== Infinity) {
        this.now = Math.max(this.now, until)
        return this.#queue.size > 0
      }
      // Each reconciling daemon runs once more; when that brings nothing foreground beyond itself, this is quiescence.
      const before = this.journal.transitions.rows
      this.polls.reconcile()
      while (this.#foreground > 0) this.#next()
      if (this.journal.transitions.rows === before) break
    }
    this.polls.finish()
    return false
  }

  /** Without a bound daemons alone do not keep the world going. */
  #due(until: number): boolean {
    return this.#queue.nextAt <= until && (until !== Infinity || this.#foreground > 0)
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
    if (this.#stale(item)) return
    this.now = at
    this.#dispatch(item)
  }

  /** Timers that nobody waits for any more do not move the clock. */
  #stale(item: Item): boolean {
    if (item.do === "expire") return !this.client.waitsFor(item.call, item.attempt)
    if (item.do === "close") return !this.server.holds(item.slot)
    if (item.do === "timer") return !(this.slots.timers[item.handle] ?? []).some((timer) => timer.token === item.token)
    return false
  }

  #dispatch(item: Item): void {
    switch (item.do) {
      case "deliver":
        return this.#deliver(item.wire)
      case "timer":
        return this.#fire(item.handle, item.event, item.token, item.cause)
      case "expire":
        return this.client.expired(item.call, item.attempt)
      case "retry":
        return this.client.retry(item.call)
      case "poll":
        return this.polls.due(item.poll)
      case "close":
        return this.server.close(item.slot)
    }
  }

  #deliver(wire: Wire): void {
    if (wire.kind === "response" || wire.kind === "receipt") return this.client.answered(wire)
    // An act is written down when it happens, not when it is planned.
    if (wire.kind === "act") wire.row = this.record(wire, this.journal.texts.intern(wire.subject), this.now, this.now)
    if (wire.receiver?.room === null) return this.outside.handOver(wire)
    if (wire.kind === "webhook") return this.outbox.receive(wire)
    this.server.request(wire)
  }

  #fire(handle: number, event: string, token: number, cause: number): void {
    const owner = this.instances[this.slots.owner[handle] ?? -1]
    if (owner === undefined) return
    this.slots.timers[handle] = (this.slots.timers[handle] ?? []).filter((timer) => timer.token !== token)
    const turn = new Turn(this, owner, cause)
    turn.run(() => turn.expire(handle, event))
  }

  /** Starts a timer of an object; answers its token. */
  arm(handle: number, event: string, at: number, cause: number, daemon: boolean): number {
    const token = ++this.#tokens
    this.schedule(at, phases.timer, hashText(this.slots.id[handle] ?? ""), {
      do: "timer",
      handle,
      event,
      token,
      cause,
      daemon,
    })
    return token
  }

  record(wire: Wire, subject: number, sentAt: number, deliveredAt: number): number {
    return this.recorder.message(wire, subject, sentAt, deliveredAt)
  }

  recordEmptyPolls(
    from: Link,
    operation: Operation<never>,
    cursor: number,
    at: number,
    answeredAt: number,
    count: number,
  ): void {
    this.recorder.emptyPolls(from, operation, `${from.from.name}/after-${cursor}`, at, answeredAt, count)
  }

  commit(
    instance: Instance,
    message: number,
    transitions: readonly TransitionDraft[],
    postings: readonly PostingDraft[],
  ): void {
    this.recorder.commit(this.slots, instance, this.now, message, transitions, postings)
  }

  note(kind: string, message: number, subject: string, says: string): void {
    this.recorder.note(this.now, kind, message, subject, says)
  }

  defect(says: string, message = -1): void {
    this.defects.push(says)
    this.note("defect", message, "", says)
  }

  instance(name: string): Instance {
    const found = this.#byName.get(name)
    if (found === undefined)
      throw new Error(`There is no instance "${name}"; there are ${[...this.#byName.keys()].join(", ")}.`)
    return found
  }

  labelOf(handle: number): string {
    return this.slots.kind[handle]?.chart.label(this.slots.state[handle] ?? 0) ?? ""
  }

  peers(instance: Instance, kind: string): readonly string[] {
    return [...instance.links.values()]
      .filter((to) => to.to.kind === kind)
      .map((to) => to.to.name)
      .toSorted((a, b) => (a < b ? -1 : 1))
  }

  senderOf(message: number): string {
    return message < 0 ? "" : this.journal.names.at(this.journal.messages.sender.at(message))
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
