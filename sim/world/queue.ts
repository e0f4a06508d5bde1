/**
 * The event queue: what happens next, in one total order that does not depend on who was inserted first unless nothing else can.
 *
 * Order: instant; phase; hash of the subject; insertion ordinal. The ordinal keeps a subject's own events in order and ties between
 * unrelated subjects are broken by their hash, so that removing one order does not reorder the others.
 */

/** What goes first at one instant. */
export const phases = { delivery: 0, timer: 1, outside: 2, daemon: 3, deadline: 4 } as const
export type Phase = (typeof phases)[keyof typeof phases]

export class EventQueue<Item> {
  #at = new Float64Array(1024)
  /** Phase and subject hash in one double: phase × 2^32 + hash. */
  #rank = new Float64Array(1024)
  #ordinal = new Float64Array(1024)
  #slot = new Int32Array(1024)
  #items: (Item | undefined)[] = []
  #free: number[] = []
  #size = 0
  #inserted = 0

  /** An independent queue of the same items. */
  fork(): EventQueue<Item> {
    const fork = new EventQueue<Item>()
    // Only what is in use, and a little room.
    const capacity = Math.max(64, this.#size + (this.#size >> 2))
    const used = (from: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(capacity)
      to.set(from.subarray(0, this.#size))
      return to
    }
    fork.#at = used(this.#at)
    fork.#rank = used(this.#rank)
    fork.#ordinal = used(this.#ordinal)
    fork.#slot = new Int32Array(capacity)
    fork.#slot.set(this.#slot.subarray(0, this.#size))
    fork.#items = this.#items.slice()
    fork.#free = this.#free.slice()
    fork.#size = this.#size
    fork.#inserted = this.#inserted
    return fork
  }

  get size(): number {
    return this.#size
  }

  /** Instant of the next event; Infinity when there is none. */
  get nextAt(): number {
    return this.#size === 0 ? Infinity : (this.#at[0] ?? Infinity)
  }

  push(at: number, phase: Phase, subjectHash: number, item: Item): void {
    if (this.#size === this.#at.length) this.#grow()
    const slot = this.#free.pop() ?? this.#items.length
    this.#items[slot] = item
    const rank = phase * 4294967296 + subjectHash
    const ordinal = this.#inserted++
    let index = this.#size++
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#before(at, rank, ordinal, parent)) break
      this.#move(parent, index)
      index = parent
    }
    this.#at[index] = at
    this.#rank[index] = rank
    this.#ordinal[index] = ordinal
    this.#slot[index] = slot
  }

  pop(): Item | undefined {
    if (this.#size === 0) return undefined
    const slot = this.#slot[0] ?? 0
    const item = this.#items[slot]
    this.#items[slot] = undefined
    this.#free.push(slot)
    const last = --this.#size
    if (last > 0) this.#sink(last)
    return item
  }

  /** What is still to come, in no order that anybody may rely on. */
  *entries(): Generator<readonly [at: number, item: Item]> {
    for (let index = 0; index < this.#size; index++) {
      const item = this.#items[this.#slot[index] ?? 0]
      if (item !== undefined) yield [this.#at[index] ?? 0, item]
    }
  }

  #sink(last: number): void {
    const at = this.#at[last] ?? 0
    const rank = this.#rank[last] ?? 0
    const ordinal = this.#ordinal[last] ?? 0
    const slot = this.#slot[last] ?? 0
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= last) break
      if (child + 1 < last && this.#less(child + 1, child)) child++
      if (this.#before(at, rank, ordinal, child)) break
      this.#move(child, index)
      index = child
    }
    this.#at[index] = at
    this.#rank[index] = rank
    this.#ordinal[index] = ordinal
    this.#slot[index] = slot
  }

  #less(a: number, b: number): boolean {
    return this.#before(this.#at[a] ?? 0, this.#rank[a] ?? 0, this.#ordinal[a] ?? 0, b)
  }

  #before(at: number, rank: number, ordinal: number, index: number): boolean {
    const otherAt = this.#at[index] ?? 0
    if (at !== otherAt) return at < otherAt
    const otherRank = this.#rank[index] ?? 0
    if (rank !== otherRank) return rank < otherRank
    return ordinal < (this.#ordinal[index] ?? 0)
  }

  #move(from: number, to: number): void {
    this.#at[to] = this.#at[from] ?? 0
    this.#rank[to] = this.#rank[from] ?? 0
    this.#ordinal[to] = this.#ordinal[from] ?? 0
    this.#slot[to] = this.#slot[from] ?? 0
  }

  #grow(): void {
    const capacity = this.#at.length * 2
    const grow = (old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
      const next = new Float64Array(capacity)
      next.set(old)
      return next
    }
    this.#at = grow(this.#at)
    this.#rank = grow(this.#rank)
    this.#ordinal = grow(this.#ordinal)
    const slot = new Int32Array(capacity)
    slot.set(this.#slot)
    this.#slot = slot
  }
}
