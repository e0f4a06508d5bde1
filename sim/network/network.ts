/**
 * The network carries one attempt: it writes the message down, draws how long it travels, lets the faults act, and hands it over.
 *
 * It knows nothing of retries, keys or business. A benign link keeps one subject's messages in order.
 */
import { hashText } from "../world/hash.ts"
import { phases } from "../world/queue.ts"
import type { World } from "../world/world.ts"
import { delivered, type NetworkFault, type Verdict } from "./fault.ts"
import { latencyOf } from "./link.ts"
import { identityHash, identityOf, type Wire } from "./wire.ts"

/** Last delivery by link and subject, so that benign traffic does not overtake itself. */
const lanesMax = 65_536

export class Network {
  readonly #world: World
  readonly #faults: readonly NetworkFault[]
  readonly #operationHashes = new Map<string, number>()
  readonly #lanes = new Map<string, number>()
  /** How often each fault acted, in the order of the scenario. */
  readonly acted: number[]

  constructor(world: World, faults: readonly NetworkFault[]) {
    this.#world = world
    this.#faults = faults
    this.acted = faults.map(() => 0)
  }

  send(wire: Wire): void {
    const world = this.#world
    const { subject } = wire
    const subjectHash = hashText(subject)
    if (wire.link === null) {
      const row = world.record(wire, world.now, world.now)
      wire.row = row
      world.schedule(world.now, phases.delivery, subjectHash, { do: "deliver", wire, daemon: false })
      return
    }
    const isAnswer = wire.kind === "response" || wire.kind === "receipt"
    const hash = identityHash(wire, this.#operationHash(wire.operation.name), subjectHash)
    const verdict = this.#faults.length === 0 ? delivered : this.#judge(wire)
    let at = world.now + latencyOf(wire.link, world.seed, hash, isAnswer ? 2 : 1) + verdict.delayMs
    if (verdict.delayMs === 0) at = this.#inOrder(wire.link.index * 2 + (isAnswer ? 1 : 0), subject, at)
    wire.row = world.record(wire, world.now, verdict.lost ? -1 : at)
    if (verdict !== delivered) this.#tell(wire)
    if (!verdict.lost) world.schedule(at, phases.delivery, subjectHash, { do: "deliver", wire, daemon: false })
    for (let copy = 1; copy <= verdict.copies; copy++) {
      const again: Wire = { ...wire, copy, row: -1 }
      const later = at + latencyOf(wire.link, world.seed, hash + copy, 3)
      again.row = world.record(again, world.now, later)
      world.schedule(later, phases.delivery, subjectHash, { do: "deliver", wire: again, daemon: false })
    }
  }

  #judge(wire: Wire): Verdict {
    for (const [index, fault] of this.#faults.entries()) {
      if (!fault.matches(wire)) continue
      this.acted[index] = (this.acted[index] ?? 0) + 1
      return { ...fault.verdict(wire) }
    }
    return delivered
  }

  #tell(wire: Wire): void {
    const fault = this.#faults.find((candidate) => candidate.matches(wire))
    if (fault === undefined) return
    this.#world.note(fault.kind, wire.row, identityOf(wire), `${fault.kind} on ${fault.on}`)
  }

  #inOrder(lane: number, subject: string, at: number): number {
    const key = `${lane} ${subject}`
    const last = this.#lanes.get(key) ?? 0
    const ordered = last > at ? last : at
    if (this.#lanes.size >= lanesMax) {
      for (const [other, until] of this.#lanes) if (until <= this.#world.now) this.#lanes.delete(other)
    }
    this.#lanes.set(key, ordered)
    return ordered
  }

  #operationHash(name: string): number {
    const known = this.#operationHashes.get(name)
    if (known !== undefined) return known
    const hash = hashText(name)
    this.#operationHashes.set(name, hash)
    return hash
  }
}
