/** Batches that lie in a file: each is read when it is first touched, and the few that were touched last are kept. */
import { recordAt, type RunSource } from "./records.ts"
import { SealedBatch } from "./sealed-batch.ts"
import { bodiesIndex, tableNames } from "./tables.ts"

/** A batch that was whole when its file was written and is not what it was. */
export class DamagedBatch extends Error {
  override readonly name = "DamagedBatch"
}

/** A walk needs one at a time; looking around goes back and forth between causes and effects. */
const keptMax = 8

export class BatchStore {
  readonly #source: RunSource
  readonly #kept = new Map<number, SealedBatch>()

  constructor(source: RunSource) {
    this.#source = source
  }

  load(batch: StoredBatch): SealedBatch {
    const kept = this.#kept.get(batch.offset)
    if (kept !== undefined) {
      this.#kept.delete(batch.offset)
      this.#kept.set(batch.offset, kept)
      return kept
    }
    const read = this.#read(batch)
    if (this.#kept.size >= keptMax)
      for (const oldest of this.#kept.keys()) {
        this.#kept.delete(oldest)
        break
      }
    this.#kept.set(batch.offset, read)
    return read
  }

  #read(batch: StoredBatch): SealedBatch {
    const record = recordAt(this.#source, batch.offset)
    if (typeof record === "string") throw new DamagedBatch(`${batch.says} cannot be read. ${record}`)
    let sealed: SealedBatch
    try {
      sealed = new SealedBatch(record.payload)
    } catch (problem) {
      throw new DamagedBatch(`${batch.says} cannot be read. ${(problem as Error).message}`)
    }
    if (record.type !== "batch" || sealed.firsts.some((first, index) => first !== batch.firsts[index])) {
      throw new DamagedBatch(`${batch.says} cannot be read: other rows stand at byte ${batch.offset}.`)
    }
    return sealed
  }
}

export class StoredBatch {
  readonly #store: BatchStore | null
  /** Byte at which its record begins. */
  readonly offset: number
  readonly firsts: readonly number[]
  readonly earliest: number
  readonly latest: number

  constructor(
    store: BatchStore | null,
    offset: number,
    { firsts, earliest, latest }: Pick<SealedBatch, "firsts" | "earliest" | "latest">,
  ) {
    this.#store = store
    this.offset = offset
    this.firsts = firsts
    this.earliest = earliest
    this.latest = latest
  }

  /** Which batch it is, in words that begin a sentence. */
  get says(): string {
    const from = tableNames.map((name, table) => `${name} ${this.firsts[table]}`).join(", ")
    return `The batch at byte ${this.offset} (from ${from}, body ${this.firsts[bodiesIndex]} on)`
  }

  load(): SealedBatch {
    if (this.#store !== null) return this.#store.load(this)
    throw new Error(`${this.says} was written away and is no longer in memory: open the finished run file to read it.`)
  }
}
