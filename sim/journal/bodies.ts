/**
 * The bodies of a journal's messages: immutable JSON values, each kept once and serialised only when it is written or digested.
 *
 * "Once" goes by identity, not by content: comparing contents at send would cost more than the memory that it saves.
 */
import { hashText, otherHashText } from "../world/hash.ts"
import { Lanes } from "./lanes.ts"

/** A body that came from a file; it is parsed when somebody looks at it. */
class Raw {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export class Bodies {
  readonly #entries: unknown[] = []
  readonly #rowOf = new Map<unknown, number>()
  readonly #lanes = new Lanes()
  #digested = 0

  get rows(): number {
    return this.#entries.length
  }

  /** The row of a value, a new one if this very value was never given; -1 for no body. */
  row(value: unknown): number {
    if (value === undefined || value === null) return -1
    const known = this.#rowOf.get(value)
    if (known !== undefined) return known
    if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
      throw new TypeError(`A body must be a JSON value, but a ${typeof value} was given: ${String(value)}.`)
    }
    const row = this.#entries.length
    this.#entries.push(value)
    this.#rowOf.set(value, row)
    return row
  }

  at(row: number): unknown {
    const entry = this.#entry(row)
    return entry instanceof Raw ? JSON.parse(entry.text) : entry
  }

  /** The JSON text of a body. */
  text(row: number): string {
    const entry = this.#entry(row)
    const text = entry instanceof Raw ? entry.text : JSON.stringify(entry)
    // A file is written in order of rows, so its bodies are digested on the way and never serialised again for that.
    if (row === this.#digested) {
      absorbText(this.#lanes, text)
      this.#digested++
    }
    return text
  }

  /** Appends bodies that are JSON text already. */
  load(texts: readonly string[]): void {
    for (const text of texts) this.#entries.push(new Raw(text))
  }

  /** The running digest of all bodies so far. */
  lanes(): Lanes {
    while (this.#digested < this.#entries.length) this.text(this.#digested)
    return this.#lanes
  }

  #entry(row: number): unknown {
    if (row in this.#entries) return this.#entries[row]
    throw new RangeError(`The journal has no body ${row}: it has ${this.#entries.length} bodies.`)
  }
}

/** The same digest from scratch. */
export const bodyLanes = (bodies: Bodies): Lanes => {
  const lanes = new Lanes()
  for (let row = 0; row < bodies.rows; row++) absorbText(lanes, bodies.text(row))
  return lanes
}

const absorbText = (lanes: Lanes, text: string): void => lanes.absorbPair(hashText(text), otherHashText(text))
