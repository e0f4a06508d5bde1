/**
 * An instance: one partner system that a world names. What it is never changes; what it remembers is its `Memory`.
 */
import type { Link } from "../network/link.ts"
import type { Standing } from "../partner/access.ts"
import { servedBy } from "../partner/credentials.ts"
import type { Answers, Heard, Room, Served } from "../partner/room.ts"
import type { Webhook } from "../partner/contract.ts"
import type { PolicyValue } from "../scenario/vocabulary.ts"
import type { Spell } from "./faults/faults.ts"
import { hashText } from "./hash.ts"
import type { PlannedInstance } from "./plan.ts"

export class Instance {
  readonly index: number
  readonly name: string
  readonly kind: string
  /** Null for a seat: a real system sits here. */
  readonly room: Room | null
  readonly policies: Readonly<Record<string, PolicyValue>>
  /** Links by receiver. */
  readonly links = new Map<string, Link>()
  readonly standing: Standing
  /** What is wrong with it, and when. */
  readonly spells: readonly Spell[]
  readonly served: ReadonlyMap<string, Served>
  readonly webhooks: ReadonlyMap<string, Webhook<never>>
  readonly answers: ReadonlyMap<string, Answers>
  /** By the publisher's kind, then by topic. */
  readonly #heard: ReadonlyMap<string, ReadonlyMap<string, Heard>>
  readonly #hashes = new Map<string, number>()
  readonly #peers = new Map<string, readonly string[]>()

  constructor(index: number, planned: PlannedInstance, spells: readonly Spell[]) {
    this.index = index
    this.name = planned.name
    this.kind = planned.kind
    this.room = planned.room
    this.policies = planned.policies
    this.spells = spells
    const { room } = planned
    this.standing = room?.contract.stands ?? "company"
    this.served = firstOf(room === null ? [] : servedBy(planned.kind, room), (served) => served.operation.name)
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

  /** The spell under which nobody reaches it at an instant. */
  awayAt(at: number): Spell | undefined {
    for (const spell of this.spells) if (spell.fault.isAway && spell.from <= at && at < spell.until) return spell
    return undefined
  }
}

/** Where a room names something twice, the first counts. */
const firstOf = <Value>(values: readonly Value[], keyOf: (value: Value) => string): ReadonlyMap<string, Value> => {
  const map = new Map<string, Value>()
  for (const value of values) if (!map.has(keyOf(value))) map.set(keyOf(value), value)
  return map
}
