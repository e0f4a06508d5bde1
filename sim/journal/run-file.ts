/**
 * Writes a journal as a run file while the run goes on.
 *
 * A file is its magic, a header, the batches with the names that each one is the first to need, a footer, and sixteen bytes that
 * say where the footer begins. The footer holds the run's result, all names, and where each batch lies, so that a reader opens a
 * file of any size with three small reads. Whatever happens to the program or the disk, everything up to the last batch that was
 * written can be read by walking the records.
 */
import type { Crc32 } from "./crc32.ts"
import { directory } from "./directory.ts"
import type { Dictionary } from "./dictionary.ts"
import type { Journal } from "./journal.ts"
import { endMagic, jsonBytes, magic, prefixBytes, prefixOf, type RecordType } from "./records.ts"
import { BatchStore, StoredBatch } from "./stored-batch.ts"
import { bodiesIndex, tables } from "./tables.ts"

/** Where the bytes go. They belong to the writer again when `write` returns: who keeps them copies them. */
export interface RunSink {
  write(bytes: Uint8Array): void
  /** Gives back what was written, where the sink can; a journal is then readable while it is written. */
  readonly read?: (offset: number, length: number) => Uint8Array
  /** The machine's own checksum, where it has one. */
  readonly crc32?: Crc32
}

/** Numbers that stand for a batch in the footer's index: offset, earliest, latest, and the first rows. */
export const indexNumbers = 3 + bodiesIndex + 1

export class RunFileWriter {
  readonly #sink: RunSink
  readonly #store: BatchStore | null
  readonly #written: StoredBatch[] = []
  #size = 0
  #names = 0
  #closed = false

  /** The header says what was run; the layout of the tables is added to it. */
  constructor(sink: RunSink, header: object) {
    this.#sink = sink
    this.#store = sink.read === undefined ? null : new BatchStore(this.#source(sink.read.bind(sink)))
    this.#write(magic.slice())
    this.#record("header", jsonBytes({ ...header, tables }))
  }

  /** Appends a sealed batch, given as bytes; answers where it lies. */
  append(bytes: Uint8Array<ArrayBuffer>, names: Dictionary): StoredBatch {
    if (this.#closed) throw new Error("This run file is closed: nothing can be written after its footer.")
    if (names.size > this.#names) {
      this.#record("names", jsonBytes(names.from(this.#names)))
      this.#names = names.size
    }
    const numbers = new Float64Array(bytes.buffer, bytes.byteOffset, directory.latest + 1)
    const batch = new StoredBatch(this.#store, this.#size, {
      firsts: [...numbers.subarray(directory.firsts, directory.firsts + bodiesIndex + 1)],
      earliest: numbers[directory.earliest]!,
      latest: numbers[directory.latest]!,
    })
    this.#record("batch", bytes)
    this.#written.push(batch)
    return batch
  }

  /** Writes what is still open in the journal that this file belongs to, then ends the file. */
  close(journal: Journal, footer: object): void {
    if (this.#closed) return
    journal.flush()
    const says = jsonBytes({ footer, names: journal.names.from(0), rows: journal.nexts })
    const index = new Float64Array(1 + this.#written.length * indexNumbers)
    index[0] = says.length
    for (const [at, { offset, earliest, latest, firsts }] of this.#written.entries()) {
      index.set([offset, earliest, latest, ...firsts], 1 + at * indexNumbers)
    }
    const payload = new Uint8Array(index.byteLength + says.length)
    payload.set(new Uint8Array(index.buffer, 0, 8))
    payload.set(says, 8)
    payload.set(new Uint8Array(index.buffer, 8), 8 + says.length)
    const start = this.#size
    this.#record("footer", payload)
    const end = new Uint8Array(16)
    new DataView(end.buffer).setFloat64(0, start, true)
    end.set(endMagic, 8)
    this.#write(end)
    this.#closed = true
  }

  #source(read: (offset: number, length: number) => Uint8Array) {
    const size = (): number => this.#size
    const { crc32 } = this.#sink
    return {
      get size() {
        return size()
      },
      read,
      ...(crc32 === undefined ? {} : { crc32 }),
    }
  }

  #record(type: RecordType, payload: Uint8Array): void {
    const prefix = prefixOf(type, payload, this.#sink.crc32)
    this.#sink.write(prefix)
    this.#sink.write(payload)
    this.#size += prefixBytes + payload.length
  }

  #write(bytes: Uint8Array): void {
    this.#sink.write(bytes)
    this.#size += bytes.length
  }
}

/** Writes a journal that is in memory as a whole file. */
export const saveRun = (journal: Journal, sink: RunSink, header: object, footer: object): void => {
  const writer = new RunFileWriter(sink, header)
  for (const bytes of journal.bytes()) writer.append(bytes, journal.names)
  writer.close(journal, footer)
}
