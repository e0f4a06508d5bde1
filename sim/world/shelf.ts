/** All objects of one kind of one instance: by their ids, and under the keys of the kind's indexes. */
import { LayeredMap } from "./layered-map.ts"
import type { Slot, SlotKind, Ticket } from "./slot.ts"

interface Bucket {
  readonly ticket: Ticket
  readonly handles: number[]
}

const noHandles: readonly number[] = []

export class Shelf {
  readonly owner: number
  readonly kind: SlotKind
  readonly byId: LayeredMap<string, number>
  readonly indexNames: readonly string[]
  readonly keyOf: readonly ((context: never, state: string) => string | null)[]
  readonly buckets: readonly LayeredMap<string, Bucket>[]
  /** The keys of an object that is not filed yet. */
  readonly noKeys: readonly null[]
  /** Parents and roles with more than one child, with how many. */
  more: LayeredMap<string, number>
  count: number

  constructor(owner: number, kind: SlotKind, from?: Shelf) {
    this.owner = owner
    this.kind = kind
    this.indexNames = Object.keys(kind.indexes ?? {})
    this.keyOf = Object.values(kind.indexes ?? {})
    this.byId = from?.byId.fork() ?? new LayeredMap()
    this.buckets = from?.buckets.map((bucket) => bucket.fork()) ?? this.keyOf.map(() => new LayeredMap())
    this.noKeys = from?.noKeys ?? this.keyOf.map(() => null)
    this.more = from?.more.fork() ?? new LayeredMap()
    this.count = from?.count ?? 0
  }

  /** Children are counted on from where they stood in an earlier fork. */
  countAsIn({ more }: Shelf): void {
    this.more = more.fork()
  }

  /** Handles under an index key, in order of creation. */
  lookup(index: string, key: string): readonly number[] {
    const position = this.indexNames.indexOf(index)
    if (position < 0)
      throw new Error(
        `Object "${this.kind.name}" has no index "${index}"; it has ${this.indexNames.join(", ") || "none"}.`,
      )
    return this.buckets[position]?.get(key)?.handles ?? noHandles
  }

  /** Files an object under the keys that follow from its context and state; mostly they are those that it has. */
  file(slot: Slot, ticket: Ticket): void {
    const { handle, context } = slot
    for (let position = 0; position < this.keyOf.length; position++) {
      const from = slot.keys[position] ?? null
      const to = this.keyOf[position]!(context as never, slot.label)
      if (from === to) continue
      if (from !== null) remove(this.#bucket(position, from, ticket), handle)
      if (to !== null) insert(this.#bucket(position, to, ticket), handle)
      slot.keys = slot.keys.with(position, to)
    }
  }

  /** Takes an object out of all indexes. */
  withdraw({ handle, keys }: Slot, ticket: Ticket): void {
    for (const [position, key] of keys.entries()) if (key !== null) remove(this.#bucket(position, key, ticket), handle)
  }

  #bucket(position: number, key: string, ticket: Ticket): number[] {
    const entries = this.buckets[position]!
    const known = entries.get(key)
    if (known !== undefined && known.ticket === ticket) return known.handles
    const own: Bucket = { ticket, handles: known === undefined ? [] : known.handles.slice() }
    entries.set(key, own)
    return own.handles
  }
}

/** Where a handle stands in an ascending list, or would stand. */
const placeOf = (handles: readonly number[], handle: number): number => {
  let low = 0
  let high = handles.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (handles[middle]! < handle) low = middle + 1
    else high = middle
  }
  return low
}

const insert = (handles: number[], handle: number): void => {
  if (handles.length === 0 || handles[handles.length - 1]! < handle) handles.push(handle)
  else handles.splice(placeOf(handles, handle), 0, handle)
}

const remove = (handles: number[], handle: number): void => {
  const place = placeOf(handles, handle)
  if (handles[place] === handle) handles.splice(place, 1)
}
