/**
 * Writes a journal as a run file while the run goes on: each flush appends what is new and ends in a commit.
 *
 * Whatever happens to the program or the disk after a commit, everything up to it can be read.
 */
import type { Dictionary } from "./dictionary.ts"
import type { Journal } from "./journal.ts"
import { frame, magic, numbers } from "./records.ts"
import { tables } from "./tables.ts"
import type { Table } from "./table.ts"

/** Bounds of one record, so that neither writer nor reader ever needs much at a time. */
const rowsPerRecord = 65_536
const stringsPerRecord = 65_536
const bodyCharsPerRecord = 1_048_576

const utf8 = new TextEncoder()

export class RunFileWriter {
  readonly #sink: (bytes: Uint8Array) => void
  readonly #rows: number[] = Object.keys(tables).map(() => 0)
  #names = 0
  #texts = 0
  #bodies = 0
  #closed = false

  /** The header says what was run; the layout of the tables is added to it. */
  constructor(sink: (bytes: Uint8Array) => void, header: object) {
    this.#sink = sink
    sink(magic.slice())
    sink(frame("header", json({ ...header, tables })))
  }

  /** Appends everything that is new since the last flush. */
  flush(journal: Journal): void {
    if (this.#closed) throw new Error("This run file is closed: nothing can be written after its footer.")
    // Strings go first, because a reader checks the numbers in rows against its dictionaries.
    const strings = journal.names.size + journal.texts.size - this.#names - this.#texts
    this.#names = this.#dictionary(0, journal.names, this.#names)
    this.#texts = this.#dictionary(1, journal.texts, this.#texts)
    const bodies = journal.bodies.rows - this.#bodies
    this.#writeBodies(journal)
    let rows = 0
    for (const table of journal.tables) rows += this.#batches(table)
    if (strings + bodies + rows === 0) return
    this.#sink(frame("commit", numbers(this.#names, this.#texts, this.#bodies, ...this.#rows)))
  }

  /** Flushes, then ends the file. */
  close(journal: Journal, footer: object): void {
    this.flush(journal)
    this.#sink(frame("footer", json(footer)))
    this.#closed = true
  }

  #dictionary(which: number, dictionary: Dictionary, from: number): number {
    for (let first = from; first < dictionary.size; first += stringsPerRecord) {
      const count = Math.min(stringsPerRecord, dictionary.size - first)
      // JSON, not bare UTF-8: it keeps line breaks and halves of surrogate pairs as they are.
      const entries = Array.from({ length: count }, (_, index) => dictionary.at(first + index))
      this.#sink(frame("dictionary", numbers(which, first, count), json(entries)))
    }
    return dictionary.size
  }

  #writeBodies(journal: Journal): void {
    const { bodies } = journal
    while (this.#bodies < bodies.rows) {
      const first = this.#bodies
      const lines: string[] = []
      for (let chars = 0; this.#bodies < bodies.rows && chars < bodyCharsPerRecord; this.#bodies++) {
        const text = bodies.text(this.#bodies)
        lines.push(text)
        chars += text.length
      }
      this.#sink(frame("bodies", numbers(first, lines.length), utf8.encode(lines.join("\n"))))
    }
  }

  #batches(table: Table): number {
    const from = this.#rows[table.tableIndex] ?? 0
    for (let first = from; first < table.rows; first += rowsPerRecord) {
      const end = Math.min(first + rowsPerRecord, table.rows)
      const columns = table.columns.map((column) => column.bytes(first, end))
      this.#sink(frame("batch", numbers(table.tableIndex, first, end - first), ...columns))
    }
    this.#rows[table.tableIndex] = table.rows
    return table.rows - from
  }
}

const json = (value: unknown): Uint8Array => utf8.encode(JSON.stringify(value))
