/**
 * A map that is forked in no time: both sides go on with a small map of their own over the entries that they share.
 *
 * What is shared is never changed again. Until the first fork it is a plain map with one further comparison; after many forks in a
 * row the layers are merged, so that a look-up never passes more than a few.
 */

/** Deeper than this, a fork first merges what it shares. */
const layersMax = 3

interface Layer<Key, Value> {
  readonly entries: ReadonlyMap<Key, Value | undefined>
  readonly below: Layer<Key, Value> | null
  readonly depth: number
}

export class LayeredMap<Key, Value> {
  #own = new Map<Key, Value | undefined>()
  #below: Layer<Key, Value> | null = null

  get(key: Key): Value | undefined {
    const own = this.#own.get(key)
    if (own !== undefined || this.#below === null) return own
    if (this.#own.has(key)) return undefined
    for (let layer: Layer<Key, Value> | null = this.#below; layer !== null; layer = layer.below) {
      const shared = layer.entries.get(key)
      if (shared !== undefined || layer.entries.has(key)) return shared
    }
    return undefined
  }

  set(key: Key, value: Value): void {
    this.#own.set(key, value)
  }

  delete(key: Key): void {
    // Over shared entries a deletion has to be remembered.
    if (this.#below === null) this.#own.delete(key)
    else this.#own.set(key, undefined)
  }

  /** Entries in no order that anybody may rely on. */
  entries(): [Key, Value][] {
    const merged = this.#merged()
    const entries: [Key, Value][] = []
    for (const [key, value] of merged) if (value !== undefined) entries.push([key, value])
    return entries
  }

  /** An independent map with the same entries. */
  fork(): LayeredMap<Key, Value> {
    if (this.#own.size > 0) {
      const depth = (this.#below?.depth ?? 0) + 1
      if (depth > layersMax) this.#below = { entries: this.#merged(), below: null, depth: 1 }
      else this.#below = { entries: this.#own, below: this.#below, depth }
      this.#own = new Map()
    }
    const fork = new LayeredMap<Key, Value>()
    fork.#below = this.#below
    return fork
  }

  #merged(): ReadonlyMap<Key, Value | undefined> {
    const layers: ReadonlyMap<Key, Value | undefined>[] = [this.#own]
    for (let layer = this.#below; layer !== null; layer = layer.below) layers.push(layer.entries)
    if (layers.length === 1) return this.#own
    const merged = new Map<Key, Value | undefined>()
    for (const layer of layers.toReversed()) {
      for (const [key, value] of layer) {
        if (value === undefined) merged.delete(key)
        else merged.set(key, value)
      }
    }
    return merged
  }
}
