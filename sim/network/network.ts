/**
 * The network carries one attempt: it writes the message down, draws how long it travels, lets the faults act, and hands it over.
 *
 * It knows nothing of retries, keys or business. A benign link keeps one subject's messages in order.
 */
import { phases } from "../world/queue.ts"
import type { World } from "../world/world.ts"
import { delivered, type NetworkFault, type Verdict } from "./fault.ts"
import { InOrder } from "./in-order.ts"
import { latencyOf } from "./link.ts"
import { redeliveredAfterMs, redelivery, toRedeliver } from "./again.ts"
import { identityHash, identityOf, type Wire } from "./wire.ts"

export class Network {
  readonly #world: World
  readonly #faults: readonly NetworkFault[]
  readonly #order: InOrder
  /** How often each fault acted, in the order of the scenario. */
  readonly acted: number[]

  constructor(world: World, faults: readonly NetworkFault[], latencyMsMax: number, from?: Network) {
    this.#world = world
    this.#faults = faults
    this.#order = from === undefined ? new InOrder(latencyMsMax) : from.#order.fork()
    this.acted = from?.acted.slice() ?? faults.map(() => 0)
  }

  send(sent: Wire): void {
    const world = this.#world
    let wire = sent
    const { link, subject, subjectHash } = wire.exchange
    const { now } = world
    wire.sentAt = now
    if (link === null) {
      world.recorder.message(wire, now, now)
      world.schedule(now, phases.delivery, subjectHash, wire)
      return
    }
    const { isAnswer } = wire
    // Nobody waits for the answer to what is delivered again.
    if (isAnswer && wire.copy === redelivery) return world.recorder.message(wire, now, -1)
    const hash = identityHash(wire, link.hashOf(wire.exchange.operation))
    const acting = this.#faults.length === 0 ? null : this.#acting(wire)
    const verdict = acting?.verdict ?? delivered
    if (verdict.body !== undefined) wire = wire.saying(verdict.body)
    wire.handling = verdict.handling ?? null
    const travelsMs = latencyOf(link, world.seed, hash, isAnswer ? 2 : 1) * (verdict.latencyTimes ?? 1)
    const { again } = world.plan
    let at = now + travelsMs + verdict.delayMs
    if (again?.redelivers === true) this.#planAgain(wire)
    if (again !== undefined && wire.kind === "webhook") at += again.lateMs.get(identityOf(wire)) ?? 0
    if (verdict.delayMs === 0) at = this.#order.next(link.index * 2 + (isAnswer ? 1 : 0), subject, at, now)
    world.recorder.message(wire, now, verdict.lost ? -1 : at)
    if (acting !== null) this.#tell(acting.fault, wire)
    if (!verdict.lost) world.schedule(at, phases.delivery, subjectHash, wire)
    for (let copy = 1; copy <= verdict.copies; copy++) {
      const again = wire.copied(copy)
      const later = at + latencyOf(link, world.seed, hash + copy, 3)
      again.sentAt = now
      world.recorder.message(again, now, later)
      world.schedule(later, phases.delivery, subjectHash, again)
    }
  }

  /** The end does not wait for what is delivered again. */
  #planAgain(answer: Wire): void {
    const world = this.#world
    const wire = toRedeliver(answer)
    if (wire === null) return
    const at = world.now + redeliveredAfterMs(wire, world.server.knownForMs(wire))
    world.schedule(at, phases.delivery, wire.exchange.subjectHash, { do: "again", wire, daemon: true })
  }

  /** Delivers something once more. */
  again(wire: Wire): void {
    const world = this.#world
    wire.sentAt = world.now
    world.recorder.message(wire, world.now, world.now)
    world.schedule(world.now, phases.delivery, wire.exchange.subjectHash, wire)
  }

  /**
   * What becomes of something that a person does: what is really done; null when it is forgotten or done later. What comes later
   * or once more is a copy, and a copy has had what was to happen to it.
   */
  act(meant: Wire): Wire | null {
    const acting = this.#faults.length === 0 || meant.copy > 0 ? null : this.#acting(meant)
    if (acting === null) return meant
    const { now } = this.#world
    const { lost, delayMs, copies, body } = acting.verdict
    const wire = body === undefined ? meant : meant.saying(body)
    this.#tell(acting.fault, wire)
    const again = (copy: number, at: number) =>
      this.#world.schedule(at, phases.outside, meant.exchange.subjectHash, wire.copied(copy))
    for (let copy = 1; copy <= copies; copy++) again(copy, now + copy * 1_000)
    if (delayMs > 0) again(1, now + delayMs)
    return lost || delayMs > 0 ? null : wire
  }

  get hasFaults(): boolean {
    return this.#faults.length > 0
  }

  /** Does a fault make the receiver fail over an event, whichever way it comes? Answers until when; -1 for none. */
  failsOver(event: Wire): number {
    for (const [index, fault] of this.#faults.entries()) {
      if (!fault.matches(event, this.#world.now) || fault.verdict(event)?.handling?.type !== "failed") continue
      this.acted[index] = (this.acted[index] ?? 0) + 1
      this.#world.recorder.befell(fault.kind, event)
      return fault.untilMs ?? Infinity
    }
    return -1
  }

  /** The first of the faults that are aimed at this message and can do something to it: one message suffers one. */
  #acting(wire: Wire): { readonly fault: NetworkFault; readonly verdict: Verdict } | null {
    for (const [index, fault] of this.#faults.entries()) {
      const verdict = fault.matches(wire, this.#world.now) ? fault.verdict(wire) : null
      if (verdict === null) continue
      this.acted[index] = (this.acted[index] ?? 0) + 1
      return { fault, verdict }
    }
    return null
  }

  #tell({ kind, on }: NetworkFault, wire: Wire): void {
    this.#world.recorder.befell(kind, wire)
    this.#world.note(kind, wire.row, identityOf(wire), `${kind} on ${on}`)
  }
}
