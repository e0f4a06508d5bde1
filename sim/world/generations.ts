/**
 * A map whose entries are forgotten after a while: two generations, the older of which is dropped whole.
 *
 * An entry is kept for at least `keptMs` and at most twice as long. When it counts as forgotten is for the value to say; this only
 * bounds the memory.
 */
import { LayeredMap } from "./layered-map.ts"

export class Generations<Value> {
  readonly #keptMs: number
  #young: LayeredMap<string, Value>
  #old: LayeredMap<string, Value>
  #generation: number

  constructor(keptMs: number, from?: Generations<Value>) {
    this.#keptMs = Math.max(1, keptMs)
    this.#young = from === undefined ? new LayeredMap() : from.#young.fork()
    this.#old = from === undefined ? new LayeredMap() : from.#old.fork()
    this.#generation = from === undefined ? 0 : from.#generation
  }

  fork(): Generations<Value> {
    return new Generations(this.#keptMs, this)
  }

  get(key: string, at: number): Value | undefined {
    this.#age(at)
    return this.#young.get(key) ?? this.#old.get(key)
  }

  set(key: string, value: Value, at: number): void {
    this.#age(at)
    this.#young.set(key, value)
  }

  #age(at: number): void {
    const generation = Math.floor(at / this.#keptMs)
    if (generation === this.#generation) return
    this.#old = generation === this.#generation + 1 ? this.#young : new LayeredMap()
    this.#young = new LayeredMap()
    this.#generation = generation
  }
}
