/** Two sums for each key, a key being a few small numbers; kept in pieces, so that the sums up to any piece can be had again. */

/** Numbers for texts. */
export class Numbers {
  readonly #texts: string[] = []
  readonly #ids = new Map<string, number>()

  of(text: string): number {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    this.#ids.set(text, this.#texts.length)
    return this.#texts.push(text) - 1
  }

  at(id: number): string {
    return this.#texts[id] ?? ""
  }
}

export interface Sum {
  readonly key: readonly number[]
  readonly first: number
  readonly second: number
}

/** What one piece changes: numbers of keys and by how much. */
interface Piece {
  readonly ids: Uint32Array
  readonly first: Float64Array
  readonly second: Float64Array
}

/** Each part of a key is below this. */
const partMax = 2 ** 26

export class Tallies {
  /** Parts of a key. */
  readonly #parts: number
  /** One step for each part: from what was found so far and the part. */
  readonly #steps: readonly Map<number, number>[]
  readonly #keys: (readonly number[])[]
  readonly #pieces: Piece[] = []
  readonly #first: number[] = []
  readonly #second: number[] = []
  readonly #touched = new Set<number>()

  /** Those that come of others share their keys. */
  constructor(parts: number, of: Tallies | null = null) {
    this.#parts = parts
    this.#keys = of === null ? [] : of.#keys
    this.#steps = of === null ? Array.from({ length: parts }, () => new Map<number, number>()) : of.#steps
  }

  add(key: readonly number[], first: number, second: number): void {
    this.#add(this.#idOf(key), first, second)
  }

  /** Ends a piece. */
  close(): void {
    const ids = Uint32Array.from(this.#touched).sort()
    this.#pieces.push({
      ids,
      first: Float64Array.from(ids, (id) => this.#first[id]!),
      second: Float64Array.from(ids, (id) => this.#second[id]!),
    })
    for (const id of ids) this.#first[id] = this.#second[id] = 0
    this.#touched.clear()
  }

  /** Tallies that begin with the sums of the first so many pieces. */
  until(count: number): Tallies {
    const sums = new Tallies(this.#parts, this)
    for (const { ids, first, second } of this.#pieces.slice(0, count)) {
      for (let i = 0; i < ids.length; i++) sums.#add(ids[i]!, first[i]!, second[i]!)
    }
    return sums
  }

  /** The sums of the piece that is not ended, as far as they are not zero. */
  sums(): readonly Sum[] {
    return [...this.#touched].flatMap((id) => {
      const [first = 0, second = 0] = [this.#first[id], this.#second[id]]
      return first === 0 && second === 0 ? [] : [{ key: this.#keys[id]!, first, second }]
    })
  }

  #add(id: number, first: number, second: number): void {
    this.#first[id] = (this.#first[id] ?? 0) + first
    this.#second[id] = (this.#second[id] ?? 0) + second
    this.#touched.add(id)
  }

  #idOf(key: readonly number[]): number {
    let found = 0
    for (let part = 0; part < this.#parts; part++) {
      const step = this.#steps[part]!
      const at = found * partMax + key[part]!
      const next = step.get(at) ?? (part === this.#parts - 1 ? this.#keys.push(key) - 1 : step.size)
      step.set(at, next)
      found = next
    }
    return found
  }
}
