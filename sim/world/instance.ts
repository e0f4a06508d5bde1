/**
 * An instance: one partner system that a world names. What it is never changes; what it remembers is its `Memory`.
 */
import type { Link } from "../network/link.ts"
import type { Answers, Heard, Room, Served } from "../partner/room.ts"
import type { Webhook } from "../partner/contract.ts"
import type { PolicyValue } from "../scenario/vocabulary.ts"
import { hashText } from "./hash.ts"
import type { PlannedInstance } from "./plan.ts"

export interface Outage {
  readonly from: number
  readonly until: number
}

export class Instance {
  readonly index: number
  readonly name: string
  readonly kind: string
  /** Null for a seat: a real system sits here. */
  readonly room: Room | null
  readonly policies: Readonly<Record<string, PolicyValue>>
  /** Links by receiver. */
  readonly links = new Map<string, Link>()
  /** Planned unavailability, ascending. */
  readonly outages: readonly Outage[]
  readonly served: ReadonlyMap<string, Served>
  readonly webhooks: ReadonlyMap<string, Webhook<never>>
  readonly answers: ReadonlyMap<string, Answers>
  /** By the publisher's kind, then by topic. */
  readonly #heard: ReadonlyMap<string, ReadonlyMap<string, Heard>>
  readonly #hashes = new Map<string, number>()
  readonly #peers = new Map<string, readonly string[]>()

  constructor(index: number, planned: PlannedInstance, outages: readonly Outage[]) {
    this.index = index
    this.name = planned.name
    this.kind = planned.kind
    this.room = planned.room
    this.policies = planned.policies
    this.outages = outages
    const { room } = planned
    this.served = firstOf(room?.serves ?? [], (served) => served.operation.name)
    this.webhooks = firstOf(room?.contract.webhooks ?? [], (webhook) => webhook.name)
    this.answers = firstOf(room?.answers ?? [], (answers) => answers.operation.name)
    const hears = Map.groupBy(room?.hears ?? [], ({ webhook }) => webhook.partner)
    this.#heard = new Map([...hears].map(([kind, heard]) => [kind, firstOf(heard, ({ webhook }) => webhook.name)]))
  }

  heard(publisherKind: string, topic: string): Heard | undefined {
    return this.#heard.get(publisherKind)?.get(topic)
  }

  /** Names of the instances of a kind to which this one has a link, sorted. */
  peers(kind: string): readonly string[] {
    const known = this.#peers.get(kind)
    if (known !== undefined) return known
    const names = [...this.links.values()].filter(({ to }) => to.kind === kind).map(({ to }) => to.name)
    const peers = names.toSorted((a, b) => (a < b ? -1 : 1))
    this.#peers.set(kind, peers)
    return peers
  }

  /** Content hash of the instance's own quantity of this name: what keyed draws start from. */
  hashOf(quantity: string): number {
    const known = this.#hashes.get(quantity)
    if (known !== undefined) return known
    const hash = hashText(`${this.name} ${quantity}`)
    this.#hashes.set(quantity, hash)
    return hash
  }

  isDown(at: number): boolean {
    for (const outage of this.outages) if (outage.from <= at && at < outage.until) return true
    return false
  }
}

/** Where a room names something twice, the first counts. */
const firstOf = <Value>(values: readonly Value[], keyOf: (value: Value) => string): ReadonlyMap<string, Value> => {
  const map = new Map<string, Value>()
  for (const value of values) if (!map.has(keyOf(value))) map.set(keyOf(value), value)
  return map
}
