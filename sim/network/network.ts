/**
 * The network carries one attempt: it writes the message down, draws how long it travels, lets the faults act, and hands it over.
 *
 * It knows nothing of retries, keys or business. A benign link keeps one subject's messages in order.
 */
import { phases } from "../world/queue.ts"
import type { World } from "../world/world.ts"
import { delivered, type NetworkFault } from "./fault.ts"
import { InOrder } from "./in-order.ts"
import { latencyOf } from "./link.ts"
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
    const hash = identityHash(wire, link.hashOf(wire.exchange.operation))
    const fault = this.#faults.length === 0 ? null : this.#acting(wire)
    const verdict = fault === null ? delivered : fault.verdict(wire)
    if (verdict.body !== undefined) wire = wire.saying(verdict.body)
    wire.handling = verdict.handling ?? null
    const travelsMs = latencyOf(link, world.seed, hash, isAnswer ? 2 : 1) * (verdict.latencyTimes ?? 1)
    let at = now + travelsMs + verdict.delayMs
    if (verdict.delayMs === 0) at = this.#order.next(link.index * 2 + (isAnswer ? 1 : 0), subject, at, now)
    world.recorder.message(wire, now, verdict.lost ? -1 : at)
    if (fault !== null) world.note(fault.kind, wire.row, identityOf(wire), `${fault.kind} on ${fault.on}`)
    if (!verdict.lost) world.schedule(at, phases.delivery, subjectHash, wire)
    for (let copy = 1; copy <= verdict.copies; copy++) {
      const again = wire.copied(copy)
      const later = at + latencyOf(link, world.seed, hash + copy, 3)
      again.sentAt = now
      world.recorder.message(again, now, later)
      world.schedule(later, phases.delivery, subjectHash, again)
    }
  }

  /** The first of the faults that are aimed at this message: one message suffers one. */
  #acting(wire: Wire): NetworkFault | null {
    const index = this.#faults.findIndex((fault) => fault.matches(wire, this.#world.now))
    if (index < 0) return null
    this.acted[index] = (this.acted[index] ?? 0) + 1
    return this.#faults[index]!
  }
}
