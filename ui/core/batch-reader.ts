/** Reads batches again from where the file lies; the few that were read last are kept. */
import { prefixBytes, readPrefix, recordOf } from "../../sim/journal/records.ts"
import { SealedBatch } from "../../sim/journal/sealed-batch.ts"
import type { BatchEntry } from "./batch-index.ts"
import type { ByteSource } from "./byte-source.ts"

/** Two megabytes and more each. */
const keptMax = 4

export class BatchReader {
  readonly #source: ByteSource
  /** By offset, the one that was asked for last at the end. */
  readonly #kept = new Map<number, Promise<SealedBatch>>()

  constructor(source: ByteSource) {
    this.#source = source
  }

  read(entry: BatchEntry): Promise<SealedBatch> {
    const { offset } = entry
    const kept = this.#kept.get(offset) ?? this.#fetch(entry)
    this.#kept.delete(offset)
    this.#kept.set(offset, kept)
    // What could not be read is asked for again the next time.
    kept.catch(() => this.#kept.delete(offset))
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptMax) break
      this.#kept.delete(oldest)
    }
    return kept
  }

  async #fetch({ offset, length }: BatchEntry): Promise<SealedBatch> {
    const bytes = await this.#source.read(offset, length)
    const prefix = readPrefix(bytes, offset)
    const record = typeof prefix === "string" ? prefix : recordOf(prefix, offset, bytes.subarray(prefixBytes))
    if (typeof record === "string") throw new Error(`The file is not what it was. ${record}`)
    return new SealedBatch(record.payload)
  }
}
