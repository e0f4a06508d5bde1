/**
 * The world's state: business objects in slots addressed by integer handles, and the indexes by which rooms find them.
 *
 * Contexts are immutable values; a slot changes by being given another one. Handles of one kind ascend in order of creation, and
 * nothing here depends on the order in which anything was looked up. Slots lie in pages, so that a fork shares all of them and each
 * side copies only the pages and slots that it changes afterwards.
 */
import type { Chart } from "../statechart/chart.ts"
import { PackedPage, type Retired } from "./archive.ts"
import { LayeredMap } from "./layered-map.ts"

/** What the slots need to know of a kind of object. */
export interface SlotKind {
  readonly name: string
  readonly chart: Chart
  /** Objects that stand for as long as the world does (stock positions, people) and are kept apart from those that come and go. */
  readonly lasting?: boolean
  readonly indexes?: Readonly<Record<string, (context: never, state: string) => string | null>>
}

export interface Timer {
  readonly event: string
  readonly token: number
}

/** Who may change a page or a slot in place: everybody else copies it first. */
export type Ticket = object

const noTimers: readonly Timer[] = []
const noKeys: readonly (string | null)[] = []
const noHandles: readonly number[] = []

/** One business object as it stands now. Read it as you like; change it only through `Slots`. */
export class Slot {
  readonly shelf: Shelf
  readonly handle: number
  readonly id: string
  state: number
  context: unknown
  version: number
  updatedAt: number
  timers: readonly Timer[] = noTimers
  /** Its present keys in the shelf's indexes. */
  keys: readonly (string | null)[] = noKeys
  /** Ordinal of its id's root, once somebody has asked for it. */
  root = -1
  ticket: Ticket

  constructor(shelf: Shelf, handle: number, id: string, state: number, context: unknown, at: number, ticket: Ticket) {
    this.shelf = shelf
    this.handle = handle
    this.id = id
    this.state = state
    this.context = context
    this.version = 1
    this.updatedAt = at
    this.ticket = ticket
  }

  get kind(): SlotKind {
    return this.shelf.kind
  }

  get label(): string {
    return this.shelf.kind.chart.label(this.state)
  }
}

interface Bucket {
  readonly ticket: Ticket
  readonly handles: number[]
}

/** All objects of one kind of one instance. */
export class Shelf {
  readonly owner: number
  readonly kind: SlotKind
  readonly byId: LayeredMap<string, number>
  readonly indexNames: readonly string[]
  readonly keyOf: readonly ((context: never, state: string) => string | null)[]
  readonly buckets: readonly LayeredMap<string, Bucket>[]
  /** Parents and roles with more than one child, with how many. */
  readonly more: LayeredMap<string, number>
  count: number

  constructor(owner: number, kind: SlotKind, from?: Shelf) {
    this.owner = owner
    this.kind = kind
    this.indexNames = Object.keys(kind.indexes ?? {})
    this.keyOf = Object.values(kind.indexes ?? {})
    this.byId = from?.byId.fork() ?? new LayeredMap()
    this.buckets = from?.buckets.map((bucket) => bucket.fork()) ?? this.keyOf.map(() => new LayeredMap())
    this.more = from?.more.fork() ?? new LayeredMap()
    this.count = from?.count ?? 0
  }

  keysOf(context: unknown, state: number): readonly (string | null)[] {
    if (this.keyOf.length === 0) return noKeys
    const label = this.kind.chart.label(state)
    return this.keyOf.map((key) => key(context as never, label))
  }
}

/** Slots in a page, a power of two. */
const pageBits = 10
const pageSize = 1 << pageBits

interface Page {
  readonly slots: Slot[]
  readonly ticket: Ticket
  /** The same objects in less memory; `slots` is empty then. */
  readonly packed: PackedPage | null
}

export class Slots {
  readonly #shelves: Map<string, Shelf>[]
  readonly #pages: Page[]
  /** The pages that are being filled: of what comes and goes, and of what lasts. */
  readonly #open: [number, number]
  #ticket: Ticket = {}

  constructor(from?: Slots) {
    this.#pages = from === undefined ? [] : from.#pages.slice()
    this.#open = from === undefined ? [-1, -1] : [...from.#open]
    const forked = (shelves: Map<string, Shelf>) =>
      new Map([...shelves].map(([name, shelf]) => [name, new Shelf(shelf.owner, shelf.kind, shelf)]))
    this.#shelves = from === undefined ? [] : from.#shelves.map(forked)
  }

  /** An independent copy; both sides share what neither has changed. */
  fork(): Slots {
    this.#ticket = {}
    return new Slots(this)
  }

  /** Makes room for one kind of object of one instance. */
  install(owner: number, kind: SlotKind): void {
    this.#shelves[owner] ??= new Map()
    this.#shelves[owner].set(kind.name, new Shelf(owner, kind))
  }

  shelf(owner: number, kind: string): Shelf {
    return this.#shelves[owner]?.get(kind) ?? missing(owner, kind)
  }

  at(handle: number): Slot {
    const page = this.#pages[handle >>> pageBits] ?? unknown(handle)
    const { slots } = page.packed === null ? page : this.#bringBack(handle >>> pageBits, page.packed)
    return slots[handle & (pageSize - 1)] ?? unknown(handle)
  }

  /** How many pages there are, and how many of them are packed away. */
  get pages(): { readonly all: number; readonly packed: number } {
    return { all: this.#pages.length, packed: this.#pages.filter((page) => page.packed !== null).length }
  }

  /** Packs every full page of which no object was touched after `before` or waits for a timer. Nobody can tell the difference. */
  retire(before: number): void {
    for (const [index, page] of this.#pages.entries()) {
      if (page.packed !== null || page.slots.length < pageSize || !page.slots.every((slot) => isIdle(slot, before)))
        continue
      const packed = new PackedPage(page.slots.map(retired))
      this.#pages[index] = { slots: [], ticket: this.#ticket, packed }
    }
  }

  #bringBack(index: number, packed: PackedPage): Page {
    const slots = packed.objects().map(([owner, kind, id, state, version, updatedAt, keys, root, context], offset) => {
      const handle = index * pageSize + offset
      const slot = new Slot(this.shelf(owner, kind), handle, id, state, context, updatedAt, this.#ticket)
      slot.version = version
      slot.keys = keys
      slot.root = root
      return slot
    })
    return (this.#pages[index] = { slots, ticket: this.#ticket, packed: null })
  }

  find(shelf: Shelf, id: string): Slot | undefined {
    const handle = shelf.byId.get(id)
    return handle === undefined ? undefined : this.at(handle)
  }

  /** Handles under an index key, in order of creation. Whoever changes objects while walking them copies the list first. */
  lookup(shelf: Shelf, index: string, key: string): readonly number[] {
    const position = shelf.indexNames.indexOf(index)
    if (position < 0)
      throw new Error(
        `Object "${shelf.kind.name}" has no index "${index}"; it has ${shelf.indexNames.join(", ") || "none"}.`,
      )
    return shelf.buckets[position]?.get(key)?.handles ?? noHandles
  }

  /** All objects of a kind, in order of creation; for set-up, tests and the end of a run. */
  all(owner: number, kind: string): Slot[] {
    const handles = this.shelf(owner, kind)
      .byId.entries()
      .map(([, handle]) => handle)
    return handles.sort((a, b) => a - b).map((handle) => this.at(handle))
  }

  /** Every object of the world, page by page. */
  *everything(): Generator<Slot> {
    for (const [index, page] of this.#pages.entries())
      yield* page.packed === null ? page.slots : this.#bringBack(index, page.packed).slots
  }

  /** The next free name `parent/role-n` among the objects of a kind; n counts from 1. */
  childId(shelf: Shelf, parent: string, role: string): string {
    const stem = `${parent}/${role}-`
    const first = `${stem}1`
    // Most are only children: their own name says that there is one, and nothing is counted beside it.
    if (shelf.byId.get(first) === undefined) return first
    const n = (shelf.more.get(stem) ?? 1) + 1
    shelf.more.set(stem, n)
    return `${stem}${n}`
  }

  create(shelf: Shelf, id: string, state: number, context: unknown, at: number): Slot {
    const page = this.#pageFor(shelf.kind.lasting === true ? 1 : 0)
    const { slots } = this.#pages[page]!
    const handle = page * pageSize + slots.length
    const slot = new Slot(shelf, handle, id, state, context, at, this.#ticket)
    slots.push(slot)
    shelf.byId.set(id, handle)
    shelf.count++
    const keys = shelf.keysOf(context, state)
    this.#file(shelf, handle, noKeys, keys)
    slot.keys = keys
    return slot
  }

  /** Takes back the youngest object of its page; for turns that fail */
  uncreate(slot: Slot): void {
    const { shelf, handle } = slot
    const { slots } = this.#pages[handle >>> pageBits]!
    if (slots.at(-1)?.handle !== handle)
      throw new Error(`Only the youngest object can be taken back, not ${shelf.kind.name} "${slot.id}".`)
    this.#file(shelf, handle, this.at(handle).keys, noKeys)
    shelf.byId.delete(slot.id)
    shelf.count--
    slots.pop()
  }

  update(slot: Slot, state: number, context: unknown, version: number, at: number): Slot {
    const own = this.#own(slot)
    own.state = state
    own.context = context
    own.version = version
    own.updatedAt = at
    const { shelf } = own
    if (shelf.keyOf.length === 0) return own
    const keys = shelf.keysOf(context, state)
    this.#file(shelf, own.handle, own.keys, keys)
    own.keys = keys
    return own
  }

  setTimers(slot: Slot, timers: readonly Timer[]): Slot {
    const own = this.#own(slot)
    own.timers = timers.length === 0 ? noTimers : timers
    return own
  }

  #own(slot: Slot): Slot {
    if (slot.ticket === this.#ticket) return slot
    const { handle } = slot
    const page = this.#ownPage(handle >>> pageBits)
    const current = page.slots[handle & (pageSize - 1)]!
    if (current.ticket === this.#ticket) return current
    const { shelf, id, state, context, updatedAt } = current
    // A fork has shelves of its own under the same names.
    const home = this.shelf(shelf.owner, shelf.kind.name)
    const copy = new Slot(home, handle, id, state, context, updatedAt, this.#ticket)
    copy.version = current.version
    copy.timers = current.timers
    copy.keys = current.keys
    copy.root = current.root
    page.slots[handle & (pageSize - 1)] = copy
    return copy
  }

  #ownPage(index: number): Page {
    const page = this.#pages[index]!
    if (page.ticket === this.#ticket) return page
    return (this.#pages[index] = { slots: page.slots.slice(), ticket: this.#ticket, packed: page.packed })
  }

  #pageFor(group: 0 | 1): number {
    const open = this.#open[group]
    if (open >= 0 && this.#ownPage(open).slots.length < pageSize) return open
    this.#pages.push({ slots: [], ticket: this.#ticket, packed: null })
    return (this.#open[group] = this.#pages.length - 1)
  }

  #file(shelf: Shelf, handle: number, before: readonly (string | null)[], next: readonly (string | null)[]): void {
    const { buckets } = shelf
    for (let position = 0; position < buckets.length; position++) {
      const from = before[position] ?? null
      const to = next[position] ?? null
      if (from === to) continue
      const entries = buckets[position]!
      if (from !== null) remove(this.#bucket(entries, from), handle)
      if (to !== null) insert(this.#bucket(entries, to), handle)
    }
  }

  #bucket(entries: LayeredMap<string, Bucket>, key: string): number[] {
    const known = entries.get(key)
    if (known !== undefined && known.ticket === this.#ticket) return known.handles
    const own: Bucket = { ticket: this.#ticket, handles: known === undefined ? [] : known.handles.slice() }
    entries.set(key, own)
    return own.handles
  }
}

const isIdle = ({ updatedAt, timers }: Slot, before: number): boolean => updatedAt <= before && timers.length === 0

const retired = ({ shelf, id, state, version, updatedAt, keys, root, context }: Slot): Retired => [
  shelf.owner,
  shelf.kind.name,
  id,
  state,
  version,
  updatedAt,
  keys,
  root,
  context,
]

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

const missing = (owner: number, kind: string): never => {
  throw new Error(`Instance ${owner} keeps no objects of kind "${kind}".`)
}

const unknown = (handle: number): never => {
  throw new Error(`There is no object with handle ${handle}.`)
}
