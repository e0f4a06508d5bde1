/**
 * What a turn changes: objects step, effects run first in first out until none is left, postings and transitions are kept back.
 *
 * All of it is written down together when the turn ends, or taken back when it fails.
 */
import type { ChartEvent, Effect, Outcome, Step } from "../statechart/chart.ts"
import type { PostingDraft } from "../world/recorder.ts"
import type { Slot } from "../world/slot.ts"
import type { Shelf } from "../world/shelf.ts"
import type { World } from "../world/world.ts"
import { ownAccount } from "./access.ts"
import { Change } from "./change.ts"
import type { Webhook } from "./contract.ts"
import { OutOfStep } from "./out-of-step.ts"
import { Pile } from "./pile.ts"
import type { ObjectKind, Posting, Seen } from "./room.ts"
import { Sight } from "./sight.ts"
import type { Turn } from "./turn.ts"

/** More steps than this in one turn is a loop between statecharts, not business. */
const stepsMax = 200_000

/** An event for an object, to be worked off in its order. */
class Told {
  readonly handle: number
  readonly event: ChartEvent
  readonly effects = null

  constructor(handle: number, event: ChartEvent) {
    this.handle = handle
    this.event = event
  }
}

export class Transaction {
  readonly #world: World
  readonly #turn: Turn
  readonly changes = new Pile<Change>()
  readonly postings = new Pile<PostingDraft>()
  readonly #jobs = new Pile<Change | Told>()
  /** The change whose effects run. */
  current: Change | null = null
  #steps = 0
  #entries = 0

  constructor(world: World, turn: Turn) {
    this.#world = world
    this.#turn = turn
  }

  clear(): void {
    this.changes.clear()
    this.postings.clear()
    this.#jobs.clear()
    this.current = null
    this.#steps = 0
    this.#entries = 0
  }

  takeBack(): void {
    const { slots } = this.#world
    for (let index = this.changes.size - 1; index >= 0; index--) {
      const { handle, from, version, contextBefore, updatedBefore, timersBefore } = this.changes.at(index)
      const slot = slots.at(handle)
      if (from < 0) {
        this.#world.tenants.disown(handle)
        slots.uncreate(slot)
      } else slots.setTimers(slots.update(slot, from, contextBefore, version - 1, updatedBefore), timersBefore)
    }
  }

  create(shelf: Shelf, id: string, input: unknown): void {
    const { now } = this.#world
    const { at } = this.#turn
    const step = shelf.kind.chart.initial(input, at)
    const slot = this.#world.slots.create(shelf, id, step.state, step.context, now)
    const { tenants } = this.#world
    if (tenants.areSeveral) tenants.own(slot.handle, this.#turn.account ?? this.#accountOfCurrent())
    this.#record(new Change(slot, { type: "created", at }, -1, step.state, 1, step.context, step.effects), step)
  }

  /** What comes of an object belongs to whom the object belongs. */
  #accountOfCurrent(): string {
    return this.current === null ? ownAccount : this.#world.tenants.of(this.current.handle)
  }

  step(slot: Slot, event: ChartEvent): Outcome {
    if (++this.#steps > stepsMax) throw new Error(`More than ${stepsMax} steps in one turn.`)
    const { state } = slot
    const step = slot.shelf.kind.chart.step(state, slot.context, event)
    if (step.outcome !== "moved") return step.outcome
    const version = slot.version + 1
    this.#record(new Change(slot, event, state, step.state, version, step.context, step.effects), step)
    return "moved"
  }

  hand(handle: number, event: ChartEvent): void {
    this.#jobs.push(new Told(handle, event))
  }

  post(rule: string, posting: Posting): void {
    if (posting.legs.length === 0) return
    this.postings.push({ rule, posting, change: this.current, entry: ++this.#entries })
  }

  drain(): void {
    for (let index = 0; index < this.#jobs.size; index++) {
      if (index > stepsMax)
        throw new Error(`More than ${stepsMax} steps in one turn: statecharts send each other round in circles.`)
      const job = this.#jobs.at(index)
      if (job.effects === null) this.#deliver(job)
      else this.#effects(job)
    }
    this.#jobs.clear()
  }

  #deliver({ handle, event }: Told): void {
    const slot = this.#world.slots.at(handle)
    if (this.step(slot, event) !== "refused") return
    throw new OutOfStep(
      `${slot.kind.name} "${slot.id}" is ${slot.label} and does not know the event "${event.type}" there; declare it, if only as ignored.`,
    )
  }

  #record(change: Change, step: Step): void {
    const { slots } = this.#world
    this.changes.push(change)
    let { slot } = change
    if (change.from >= 0)
      change.slot = slot = slots.update(slot, step.state, step.context, change.version, this.#world.now)
    if (step.cancels.length > 0 && slot.timers.length > 0)
      slot = slots.setTimers(
        slot,
        slot.timers.filter((timer) => !step.cancels.includes(timer.event)),
      )
    if (step.arms.length > 0) this.#arm(slot, step)
    if (step.effects.length > 0) this.#jobs.push(change)
  }

  #arm(slot: Slot, step: Step): void {
    const world = this.#world
    const kind = slot.kind as unknown as ObjectKind
    const seen = new Sight(slot) as Seen as Seen<never>
    const timers = [...slot.timers]
    for (const arm of step.arms) {
      const wait = kind.delays?.[arm.delay]?.(seen, this.#turn)
      if (wait === undefined) throw new Error(`${kind.name} has no delay "${arm.delay}".`)
      const daemon = kind.daemons?.includes(arm.delay) ?? false
      const at = world.now + Math.max(0, Math.floor(wait))
      timers.push({ event: arm.event, token: world.arm(slot, arm.event, at, this.#turn.message, daemon) })
    }
    world.slots.setTimers(slot, timers)
  }

  #effects(change: Change): void {
    const kind = change.slot.kind as unknown as ObjectKind
    const self = change as Seen as Seen<never>
    this.current = change
    for (const effect of change.effects) this.#act(kind, self, effect, change.event)
    this.current = null
  }

  #act(kind: ObjectKind, self: Seen<never>, { type, params }: Effect, event: ChartEvent): void {
    if (type === "post") this.#postRule(kind, self, String(params?.["rule"]), event)
    else if (type === "publish") this.#publishTopic(kind, self, String(params?.["topic"]))
    else if (type !== "xstate.emit") kind.effects?.[type]?.(this.#turn, self, event, params)
  }

  #postRule(kind: ObjectKind, self: Seen<never>, rule: string, event: ChartEvent): void {
    const make = kind.posts?.[rule]
    if (make === undefined) throw new Error(`${kind.name} has no posting rule "${rule}".`)
    const made = make(self, this.#turn, event)
    if (!Array.isArray(made)) return this.post(rule, made as Posting)
    for (const posting of made as readonly Posting[]) this.post(rule, posting)
  }

  #publishTopic(kind: ObjectKind, self: Seen<never>, topic: string): void {
    const webhook = this.#turn.instance.webhooks.get(topic)
    const build = kind.publishes?.[topic]
    if (webhook === undefined || build === undefined)
      throw new Error(`${kind.name} publishes "${topic}", which the contract or the room does not have.`)
    const body = build(self, this.#turn)
    if (body !== null) this.#turn.publish(webhook as unknown as Webhook, body)
  }
}
