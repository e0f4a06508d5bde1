/**
 * The world's state: business objects in slots addressed by integer handles, and the indexes by which rooms find them.
 *
 * Contexts are immutable values; a slot changes by being given another one. Handles of one kind ascend in order of creation, and
 * nothing here depends on the order in which anything was looked up. Slots lie in pages, so that a fork shares all of them and each
 * side copies only the pages and slots that it changes afterwards.
 */
import { PackedPage, type Retired } from "./archive.ts"
import { Shelf } from "./shelf.ts"
import { noTimers, Slot, type SlotKind, type Ticket, type Timer } from "./slot.ts"

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
    this.#forgotten = new Set(from === undefined ? [] : from.#forgotten)
    const forked = (shelves: Map<string, Shelf>) =>
      new Map([...shelves].map(([name, shelf]) => [name, new Shelf(shelf.owner, shelf.kind, shelf)]))
    this.#shelves = from === undefined ? [] : from.#shelves.map(forked)
  }

  /** Objects that were forgotten: their places stay empty. */
  readonly #forgotten: Set<number>

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

  /** As `at`, but an object whose creation was taken back is simply not there. */
  peek(handle: number): Slot | undefined {
    const page = this.#pages[handle >>> pageBits] ?? unknown(handle)
    return page.packed === null ? page.slots[handle & (pageSize - 1)] : this.at(handle)
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
    return shelf.lookup(index, key)
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
      for (const slot of page.packed === null ? page.slots : this.#bringBack(index, page.packed).slots)
        if (!this.#forgotten.has(slot.handle)) yield slot
  }

  /**
   * Sets the objects of one owner back to what they were in an earlier fork of this: those that were not there are forgotten, those that
   * have changed are as they were. Answers both, in order of creation; timers are another matter.
   */
  setBack(owner: number, then: Slots): SetBack[] {
    const changed: SetBack[] = []
    for (const shelf of this.#shelves[owner]?.values() ?? []) {
      const was = then.shelf(owner, shelf.kind.name)
      for (const slot of this.all(owner, shelf.kind.name)) {
        const from = slot.state
        if (was.byId.get(slot.id) !== slot.handle) {
          const own = this.setTimers(slot, noTimers)
          shelf.withdraw(own, this.#ticket)
          shelf.byId.delete(own.id)
          shelf.count--
          this.#forgotten.add(own.handle)
          changed.push({ slot: own, from, to: -1, timers: noTimers })
          continue
        }
        const old = then.at(slot.handle)
        if (old.version === slot.version && old.timers === slot.timers) continue
        const own = this.update(slot, old.state, old.context, old.version, old.updatedAt)
        changed.push({ slot: own, from, to: old.state, timers: old.timers })
      }
      shelf.countAsIn(was)
    }
    return changed.sort((a, b) => a.slot.handle - b.slot.handle)
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
    shelf.file(slot, this.#ticket)
    return slot
  }

  /** Takes back the youngest object of its page; for turns that fail */
  uncreate(slot: Slot): void {
    const { shelf, handle } = slot
    const { slots } = this.#pages[handle >>> pageBits]!
    if (slots.at(-1)?.handle !== handle)
      throw new Error(`Only the youngest object can be taken back, not ${shelf.kind.name} "${slot.id}".`)
    shelf.withdraw(this.at(handle), this.#ticket)
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
    own.shelf.file(own, this.#ticket)
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
}

/** An object that was set back: from which state, to which, -1 where it is forgotten; and the timers that it had. */
export interface SetBack {
  readonly slot: Slot
  readonly from: number
  readonly to: number
  readonly timers: readonly Timer[]
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

const missing = (owner: number, kind: string): never => {
  throw new Error(`Instance ${owner} keeps no objects of kind "${kind}".`)
}

const unknown = (handle: number): never => {
  throw new Error(`There is no object with handle ${handle}.`)
}
