/**
 * The records of a run file out of a stream of bytes, in whatever pieces they come: a download, a dropped file, a run that goes on.
 *
 * What comes out is a whole and checked record, or the sentence that says why there is none; nothing follows such a sentence.
 */
import { magic, prefixBytes, readPrefix, recordOf, type RunRecord } from "../../sim/journal/records.ts"

/** Enough to see that more follows than should. */
const restMax = 4096

export class RecordStream {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  /** What came and was not taken yet. */
  #chunks: Uint8Array[] = []
  #waiting = 0
  #at = 0
  /** Why nothing more came; null unless the stream broke. */
  #broken: string | null = null

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader()
  }

  /** Byte of the file at which the next record begins. */
  get at(): number {
    return this.#at
  }

  /** The eight bytes that every run file begins with, or as many as there are. */
  async magic(): Promise<Uint8Array> {
    const bytes = await this.#take(magic.length)
    this.#at += bytes.length
    return bytes
  }

  /** The next record, null where the file ends after a record, or a sentence. */
  async next(): Promise<RunRecord | string | null> {
    const bytes = await this.#take(prefixBytes)
    if (bytes.length < prefixBytes && this.#broken !== null) return this.#broken
    if (bytes.length === 0) return null
    const prefix = readPrefix(bytes, this.#at)
    if (typeof prefix === "string") return prefix
    const payload = await this.#take(prefix.length)
    if (payload.length < prefix.length && this.#broken !== null) return this.#broken
    const record = recordOf(prefix, this.#at, payload)
    if (typeof record !== "string") this.#at = record.end
    return record
  }

  /** What comes after the last record: a few bytes, or something that does not belong there. */
  rest(): Promise<Uint8Array> {
    return this.#take(restMax)
  }

  /** Nothing more is wanted. */
  async cancel(): Promise<void> {
    if (this.#broken === null) await this.#reader.cancel()
  }

  /** What comes next; null at the end, and where the stream breaks. */
  async #more(): Promise<Uint8Array | null> {
    if (this.#broken !== null) return null
    try {
      return (await this.#reader.read()).value ?? null
    } catch (problem) {
      // Before anything came there is nothing to show; afterwards there is a part.
      if (this.#at === 0) throw problem
      this.#broken = `After byte ${this.#at} nothing more could be read: ${(problem as Error).message}`
      return null
    }
  }

  /** So many bytes, or fewer where the stream ends. */
  async #take(length: number): Promise<Uint8Array> {
    while (this.#waiting < length) {
      const value = await this.#more()
      if (value === null) break
      this.#chunks.push(value)
      this.#waiting += value.length
    }
    const [first] = this.#chunks
    if (first !== undefined && first.length > length) {
      // All of it lies in one piece, where it stays.
      this.#chunks[0] = first.subarray(length)
      this.#waiting -= length
      return first.subarray(0, length)
    }
    const bytes = new Uint8Array(Math.min(length, this.#waiting))
    let filled = 0
    let used = 0
    while (filled < bytes.length) {
      const chunk = this.#chunks[used]!
      const part = chunk.subarray(0, bytes.length - filled)
      bytes.set(part, filled)
      filled += part.length
      if (part.length === chunk.length) used++
      else this.#chunks[used] = chunk.subarray(part.length)
    }
    this.#chunks.splice(0, used)
    this.#waiting -= bytes.length
    return bytes
  }
}
