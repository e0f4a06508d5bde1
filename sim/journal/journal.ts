/**
 * The journal: the only record of a run, append-only, in columns, cut into batches.
 *
 * Rows go into the open batch, cell by cell and without an object for them. A full batch is sealed: checked, packed, taken into the
 * digest, and kept as bytes; with a writer it goes to a file instead and is forgotten, so that memory does not grow with the run.
 * A cell that does not fit is therefore an error when its batch is sealed, not when it is appended.
 */
import type { Batch } from "./batch.ts"
import { RunningDigest } from "./digest.ts"
import { Dictionary } from "./dictionary.ts"
import { OpenBatch } from "./open-batch.ts"
import { JournalReader } from "./reader.ts"
import type { RunFileWriter } from "./run-file.ts"
import { Sealer } from "./seal.ts"
import { SealedBatch } from "./sealed-batch.ts"
import type { StoredBatch } from "./stored-batch.ts"
import { bodiesIndex } from "./tables.ts"

/** A name takes two bytes in a column. */
const namesMax = 65_536

/** Rows of all tables in a batch, by measurement: more would leave the processor's cache, fewer would repeat more texts. */
const rowsPerBatch = 16_384

export interface JournalOptions {
  /** Whether bodies are kept; without them their cells are -1 and digests are others. */
  readonly bodies?: boolean
  /** Where sealed batches go; without one they are kept in memory. */
  readonly writer?: RunFileWriter
  readonly rowsPerBatch?: number
}

export class Journal extends JournalReader {
  override readonly names: Dictionary
  readonly #keepsBodies: boolean
  readonly #writer: RunFileWriter | null
  readonly #rowsPerBatch: number
  /** Batches before the open one; those from `#settled` on are frozen by a fork and not sealed yet. */
  readonly #batches: (SealedBatch | StoredBatch | FrozenBatch)[]
  #settled: number
  #digest: RunningDigest
  #open: OpenBatch
  #sealer: Sealer | null = null

  constructor(options: JournalOptions = {}, origin: Journal | null = null) {
    super()
    this.names = origin === null ? new Dictionary("name", namesMax) : origin.names
    this.#keepsBodies = options.bodies ?? true
    this.#writer = options.writer ?? null
    this.#rowsPerBatch = options.rowsPerBatch ?? rowsPerBatch
    this.#batches = origin === null ? [] : origin.#batches.slice()
    this.#settled = origin === null ? 0 : origin.#settled
    this.#digest = origin === null ? new RunningDigest() : origin.#digest
    this.#open = new OpenBatch(this.#rowsPerBatch, origin === null ? [] : origin.#open.firsts)
  }

  // Parameters, not objects, and columns written out one by one: every engine is quick with a property that always is the same one
  // at the same place, and slow with one that varies. The numbers of names come from `names`; bodies must not be changed afterwards.

  message(
    kind: number,
    cause: number,
    sender: number,
    receiver: number,
    operation: number,
    subject: string | null,
    call: number,
    attempt: number,
    copy: number,
    status: number,
    sentAt: number,
    deliveredAt: number,
    body: unknown,
    count: number,
  ): number {
    const batch = this.#room()
    const table = batch.messages
    const row = table.used
    if (row === table.capacity) table.grow()
    const { cells } = table
    cells.kind[row] = kind
    cells.cause[row] = cause
    cells.sender[row] = sender
    cells.receiver[row] = receiver
    cells.operation[row] = operation
    cells.subject[row] = batch.texts.intern(subject)
    cells.call[row] = call
    cells.attempt[row] = attempt
    cells.copy[row] = copy
    cells.status[row] = status
    cells.sentAt[row] = sentAt
    cells.deliveredAt[row] = deliveredAt
    cells.body[row] = this.#body(body)
    cells.count[row] = count
    table.used = row + 1
    return table.first + row
  }

  transition(
    at: number,
    message: number,
    instance: number,
    object: number,
    id: string | null,
    event: number,
    from: number,
    to: number,
    version: number,
  ): number {
    const batch = this.#room()
    const table = batch.transitions
    const row = table.used
    if (row === table.capacity) table.grow()
    const { cells } = table
    cells.at[row] = at
    cells.message[row] = message
    cells.instance[row] = instance
    cells.object[row] = object
    cells.id[row] = batch.texts.intern(id)
    cells.event[row] = event
    cells.from[row] = from
    cells.to[row] = to
    cells.version[row] = version
    table.used = row + 1
    return table.first + row
  }

  posting(
    at: number,
    message: number,
    transition: number,
    entry: number,
    instance: number,
    book: number,
    rule: number,
    account: number,
    subject: string | null,
    sku: string | null,
    site: number,
    quantity: number,
    amount: number,
    currency: number,
  ): number {
    const batch = this.#room()
    const table = batch.postings
    const row = table.used
    if (row === table.capacity) table.grow()
    const { cells } = table
    cells.at[row] = at
    cells.message[row] = message
    cells.transition[row] = transition
    cells.entry[row] = entry
    cells.instance[row] = instance
    cells.book[row] = book
    cells.rule[row] = rule
    cells.account[row] = account
    cells.subject[row] = batch.texts.intern(subject)
    cells.sku[row] = batch.texts.intern(sku)
    cells.site[row] = site
    cells.quantity[row] = quantity
    cells.amount[row] = amount
    cells.currency[row] = currency
    table.used = row + 1
    return table.first + row
  }

  fault(at: number, message: number, kind: number, subject: string | null, says: string | null): number {
    const batch = this.#room()
    const table = batch.faults
    const row = table.used
    if (row === table.capacity) table.grow()
    const { cells } = table
    cells.at[row] = at
    cells.message[row] = message
    cells.kind[row] = kind
    cells.subject[row] = batch.texts.intern(subject)
    cells.says[row] = batch.texts.intern(says)
    table.used = row + 1
    return table.first + row
  }

  breach(at: number, message: number, invariant: number, says: string | null): number {
    const batch = this.#room()
    const table = batch.breaches
    const row = table.used
    if (row === table.capacity) table.grow()
    const { cells } = table
    cells.at[row] = at
    cells.message[row] = message
    cells.invariant[row] = invariant
    cells.says[row] = batch.texts.intern(says)
    table.used = row + 1
    return table.first + row
  }

  arrival(at: number, message: number, raw: unknown): number {
    const batch = this.#room()
    const table = batch.arrivals
    const row = table.used
    if (row === table.capacity) table.grow()
    const { cells } = table
    cells.at[row] = at
    cells.message[row] = message
    cells.raw[row] = this.#body(raw)
    table.used = row + 1
    return table.first + row
  }

  /** Seals the open batch, so that everything that was appended is checked and, with a writer, written. */
  flush(): void {
    this.#settle()
    const open = this.#open
    if (open.empty) return
    const { batch, digest } = this.#sealed(open)
    this.#batches.push(batch)
    this.#settled++
    this.#digest = digest
    open.restart(this.#rowsPerBatch)
  }

  /** 32 hex characters for everything in the journal and the extra lines: equal runs have equal digests, different runs do not. */
  digest(extra: Iterable<string> = []): string {
    this.flush()
    return this.#digest.hex(extra)
  }

  /**
   * A journal with the same rows that goes on by itself; so does this one. Both share the batches so far and the names.
   *
   * It takes no longer for a long journal than for a short one: the open batch is only frozen, and sealed when somebody needs it. The
   * fork of a journal with a writer keeps its own new rows in memory.
   */
  fork(): Journal {
    const open = this.#open
    if (!open.empty) {
      this.#batches.push(new FrozenBatch(open))
      this.#open = new OpenBatch(this.#rowsPerBatch, open.nexts)
    }
    return new Journal({ bodies: this.#keepsBodies, rowsPerBatch: this.#rowsPerBatch }, this)
  }

  /** The bytes of all batches; for those who write the journal down. */
  *bytes(): Generator<Uint8Array<ArrayBuffer>> {
    this.flush()
    for (const batch of this.#batches) yield (batch.load() as SealedBatch).bytes as Uint8Array<ArrayBuffer>
  }

  /** The number that the next row of each table will have, and the next body. */
  get nexts(): readonly number[] {
    return this.#open.nexts
  }

  override get batches(): number {
    return this.#batches.length + 1
  }

  override batch(index: number): Batch {
    const batch = this.#batches[index]
    return batch === undefined ? this.#open : batch.load()
  }

  override rows(table: number): number {
    return table === bodiesIndex ? this.#open.firstBody + this.#open.bodyCount : this.#open.rowsSoFar(table)
  }

  override first(batch: number, table: number): number {
    return (this.#batches[batch] ?? this.#open).firsts[table]!
  }

  /** The open batch, with room for a row. */
  #room(): OpenBatch {
    if (this.#open.room === 0) this.flush()
    const open = this.#open
    open.room--
    return open
  }

  #body(body: unknown): number {
    if (body === null || body === undefined || !this.#keepsBodies) return -1
    const open = this.#open
    open.bodies[open.bodyCount] = body
    return open.bodyCount++
  }

  /** Seals what was frozen. */
  #settle(): void {
    while (this.#settled < this.#batches.length) {
      const frozen = this.#batches[this.#settled] as FrozenBatch
      // The rows before it are the same for all who share it, so what comes out is too; but a file is this journal's own.
      const sealed = this.#writer === null ? (frozen.sealed ??= this.#sealed(frozen.batch)) : this.#sealed(frozen.batch)
      this.#batches[this.#settled] = sealed.batch
      this.#digest = sealed.digest
      this.#settled++
    }
  }

  /** A batch sealed, and the digest up to its end; this journal is as before if that fails. */
  #sealed(open: OpenBatch): Sealed {
    const digest = this.#digest.copy()
    const bytes = (this.#sealer ??= new Sealer()).seal(open, this.names, digest)
    const batch = this.#writer === null ? new SealedBatch(bytes.slice()) : this.#writer.append(bytes, this.names)
    return { batch, digest }
  }
}

interface Sealed {
  readonly batch: SealedBatch | StoredBatch
  readonly digest: RunningDigest
}

/** A batch that a fork shares with its origin and that nobody has sealed yet. */
class FrozenBatch {
  readonly batch: OpenBatch
  sealed: Sealed | null = null

  constructor(batch: OpenBatch) {
    this.batch = batch
  }

  get firsts(): readonly number[] {
    return this.batch.firsts
  }

  load(): Batch {
    return this.batch
  }
}
