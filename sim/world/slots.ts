/**
 * The world's state: business objects in slots addressed by integer handles, and the indexes by which rooms find them.
 *
 * Contexts are immutable values; a slot changes by being given another one. Handles are creation ordinals, so walking them is
 * walking the history of creation, and nothing here depends on the order in which anything was looked up.
 */
import type { Chart } from "../statechart/chart.ts"

/** What the slots need to know of a kind of object. */
export interface SlotKind {
  readonly name: string
  readonly chart: Chart
  readonly indexes?: Readonly<Record<string, (context: never, state: string) => string | null>>
}

export interface Timer {
  readonly event: string
  readonly token: number
}

interface Shelf {
  readonly kind: SlotKind
  readonly byId: Map<string, number>
  readonly indexes: {
    readonly key: (context: never, state: string) => string | null
    readonly entries: Map<string, number[]>
  }[]
  readonly indexNames: readonly string[]
}

const none: readonly number[] = []

export class Slots {
  readonly kind: SlotKind[] = []
  readonly owner: number[] = []
  readonly id: string[] = []
  readonly state: number[] = []
  readonly context: unknown[] = []
  readonly version: number[] = []
  readonly updatedAt: number[] = []
  readonly timers: (readonly Timer[])[] = []
  readonly #shelves: Map<string, Shelf>[] = []
  readonly #children = new Map<string, number>()

  get count(): number {
    return this.id.length
  }

  /** Makes room for one kind of object of one instance. */
  install(owner: number, kind: SlotKind): void {
    const names = Object.keys(kind.indexes ?? {})
    const indexes = names.map((name) => ({
      key: kind.indexes?.[name] ?? (() => null),
      entries: new Map<string, number[]>(),
    }))
    this.#shelves[owner] ??= new Map()
    this.#shelves[owner].set(kind.name, { kind, byId: new Map(), indexes, indexNames: names })
  }

  kindNamed(owner: number, kind: string): SlotKind {
    return this.#shelf(owner, kind).kind
  }

  find(owner: number, kind: string, id: string): number {
    return this.#shelf(owner, kind).byId.get(id) ?? -1
  }

  /** Handles under an index key, in order of creation. */
  lookup(owner: number, kind: string, index: string, key: string): readonly number[] {
    const shelf = this.#shelf(owner, kind)
    const position = shelf.indexNames.indexOf(index)
    if (position < 0)
      throw new Error(`Object "${kind}" has no index "${index}"; it has ${shelf.indexNames.join(", ") || "none"}.`)
    return shelf.indexes[position]?.entries.get(key) ?? none
  }

  /** All objects of a kind, in order of creation. */
  all(owner: number, kind: string): number[] {
    return [...this.#shelf(owner, kind).byId.values()]
  }

  /** The next name `parent/role-n` for this instance; n counts from 1. */
  childId(owner: number, parent: string, role: string): string {
    const key = `${owner}/${parent}/${role}`
    const n = (this.#children.get(key) ?? 0) + 1
    this.#children.set(key, n)
    return `${parent}/${role}-${n}`
  }

  create(owner: number, kindName: string, id: string, state: number, context: unknown, at: number): number {
    const shelf = this.#shelf(owner, kindName)
    const handle = this.id.length
    this.kind.push(shelf.kind)
    this.owner.push(owner)
    this.id.push(id)
    this.state.push(state)
    this.context.push(context)
    this.version.push(1)
    this.updatedAt.push(at)
    this.timers.push([])
    shelf.byId.set(id, handle)
    this.#reindex(shelf, handle, null, this.#keys(shelf, context, state))
    return handle
  }

  /** Takes back the youngest object; for turns that fail. Its number among its parent's children stays used. */
  uncreate(handle: number): void {
    if (handle !== this.count - 1)
      throw new Error(`Only the youngest object can be taken back, not handle ${handle} of ${this.count}.`)
    const shelf = this.#shelf(this.owner[handle] ?? -1, this.kind[handle]?.name ?? "")
    const old = this.#keys(shelf, this.context[handle], this.state[handle] ?? 0)
    this.#reindex(
      shelf,
      handle,
      old,
      old.map(() => null),
    )
    shelf.byId.delete(this.id[handle] ?? "")
    for (const column of [
      this.kind,
      this.owner,
      this.id,
      this.state,
      this.context,
      this.version,
      this.updatedAt,
      this.timers,
    ])
      column.pop()
  }

  update(handle: number, state: number, context: unknown, version: number, at: number): void {
    const shelf = this.#shelf(this.owner[handle] ?? -1, this.kind[handle]?.name ?? "")
    const old = shelf.indexes.length === 0 ? null : this.#keys(shelf, this.context[handle], this.state[handle] ?? 0)
    this.state[handle] = state
    this.context[handle] = context
    this.version[handle] = version
    this.updatedAt[handle] = at
    if (old !== null) this.#reindex(shelf, handle, old, this.#keys(shelf, context, state))
  }

  #keys(shelf: Shelf, context: unknown, state: number): (string | null)[] {
    if (shelf.indexes.length === 0) return []
    const label = shelf.kind.chart.label(state)
    return shelf.indexes.map((index) => index.key(context as never, label))
  }

  #reindex(shelf: Shelf, handle: number, old: (string | null)[] | null, next: (string | null)[]): void {
    for (const [position, key] of next.entries()) {
      const before = old?.[position] ?? null
      if (before === key) continue
      const entries = shelf.indexes[position]?.entries
      if (entries === undefined) continue
      // Lists are replaced, not changed: somebody may be walking the old one.
      if (before !== null) {
        const left = (entries.get(before) ?? []).filter((other) => other !== handle)
        if (left.length === 0) entries.delete(before)
        else entries.set(before, left)
      }
      if (key !== null) {
        const list = entries.get(key) ?? []
        const last = list[list.length - 1] ?? -1
        entries.set(key, last < handle ? [...list, handle] : [...list, handle].sort((a, b) => a - b))
      }
    }
  }

  #shelf(owner: number, kind: string): Shelf {
    const shelf = this.#shelves[owner]?.get(kind)
    if (shelf === undefined) throw new Error(`Instance ${owner} keeps no objects of kind "${kind}".`)
    return shelf
  }
}
