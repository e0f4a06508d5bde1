/**
 * A run file in a form that packs better: columns of numbers that rise are written as their steps, the instants of deliveries as the
 * time on the way, and the bytes of each cell are put apart from each other. It takes as many bytes, and gives the file back bit by bit.
 */
import { columnAt, directory, directoryNumbers } from "./directory.ts"
import { magic, prefixBytes, readPrefix } from "./records.ts"
import { layout, tableIndex } from "./tables.ts"

/** Columns whose cells mostly follow each other. */
const rising: ReadonlySet<string> = new Set([
  "at",
  "sentAt",
  "cause",
  "message",
  "transition",
  "entry",
  "body",
  "subject",
  "id",
])

/** The same file, its batches in the other form. */
export const leanRun = (file: Uint8Array): Uint8Array<ArrayBuffer> => turned(file, leanBatch)

/** The file from its lean form. */
export const restoredRun = (lean: Uint8Array): Uint8Array<ArrayBuffer> => turned(lean, restoredBatch)

/** Gives a file back from its lean form record by record, while that comes. */
export class Restoration {
  /** The file, as far as it was given back. */
  readonly bytes: Uint8Array<ArrayBuffer>
  #filled = 0
  #turned = 0

  constructor(size: number) {
    this.bytes = new Uint8Array(size)
  }

  /** Takes what comes next; answers the bytes that are now as they were. */
  take(piece: Uint8Array): Uint8Array<ArrayBuffer> {
    if (this.#filled + piece.length > this.bytes.length)
      throw new Error(`The run should have ${this.bytes.length} bytes, but there are more.`)
    this.bytes.set(piece, this.#filled)
    this.#filled += piece.length
    const from = this.#turned
    this.#turned = turnRecords(this.bytes.subarray(0, this.#filled), from, restoredBatch)
    return this.bytes.subarray(from, this.#turned)
  }

  /** What is left once all has come: a record that was cut off. */
  rest(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(this.#turned, this.#filled)
  }
}

const turned = (file: Uint8Array, turn: (batch: Uint8Array) => void): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(file)
  turnRecords(bytes, 0, turn)
  return bytes
}

/** Turns the batches that are whole, from a byte on; answers where the first record begins that is not. */
const turnRecords = (bytes: Uint8Array, from: number, turn: (batch: Uint8Array) => void): number => {
  if (bytes.length < magic.length) return 0
  let at = Math.max(from, magic.length)
  while (at + prefixBytes <= bytes.length) {
    const prefix = readPrefix(bytes.subarray(at, at + prefixBytes), at)
    if (typeof prefix === "string") break
    const end = at + prefixBytes + prefix.length
    if (end > bytes.length) break
    if (prefix.type === "batch") turn(bytes.subarray(at + prefixBytes, end))
    at = end
  }
  return at
}

/** A column within a batch. */
interface Place {
  readonly at: number
  readonly width: number
  readonly rows: number
}

const placeOf = (batch: Uint8Array, position: number, rows: number): Place => {
  const numbers = new Float64Array(batch.buffer, batch.byteOffset, directoryNumbers)
  return { at: numbers[position + 2]!, width: numbers[position + 1]!, rows }
}

const countAt = (batch: Uint8Array, position: number): number =>
  new Float64Array(batch.buffer, batch.byteOffset, directoryNumbers)[position]!

const isWide = ({ width, rows }: Place): boolean => (width === 2 || width === 4) && rows > 0

/** The columns that are written as steps, and those that are only put apart. */
const columnsOf = (batch: Uint8Array): { readonly steps: readonly Place[]; readonly apart: readonly Place[] } => {
  const steps = [
    placeOf(batch, directory.textEnds, countAt(batch, directory.texts)),
    placeOf(batch, directory.bodyStarts, countAt(batch, directory.bodies)),
  ]
  const apart: Place[] = []
  for (const [table, columns] of layout.entries()) {
    const rows = countAt(batch, directory.tables[table]!)
    for (const { name, index } of columns) {
      const place = placeOf(batch, columnAt(table, index), rows)
      if (rising.has(name)) steps.push(place)
      else apart.push(place)
    }
  }
  return { steps: steps.filter(isWide), apart: apart.filter(isWide) }
}

/** When messages were sent and delivered, if both take as many bytes. */
const instantsOf = (batch: Uint8Array): readonly [Place, Place] | null => {
  const table = tableIndex.messages
  const rows = countAt(batch, directory.tables[table]!)
  const place = (wanted: string): Place =>
    placeOf(batch, columnAt(table, layout[table]!.find(({ name }) => name === wanted)!.index), rows)
  const [sent, delivered] = [place("sentAt"), place("deliveredAt")]
  return isWide(sent) && sent.width === delivered.width ? [sent, delivered] : null
}

const leanBatch = (batch: Uint8Array): void => {
  const { steps, apart } = columnsOf(batch)
  const instants = instantsOf(batch)
  if (instants !== null) {
    const [sent, delivered] = instants.map((place) => cellsOf(batch, place)) as [Cells, Cells]
    for (let row = 0; row < sent.length; row++) delivered[row]! -= sent[row]!
  }
  for (const place of steps) {
    const cells = cellsOf(batch, place)
    for (let row = cells.length - 1; row > 0; row--) cells[row]! -= cells[row - 1]!
  }
  for (const place of [...steps, ...apart]) split(batch, place)
}

const restoredBatch = (batch: Uint8Array): void => {
  const { steps, apart } = columnsOf(batch)
  for (const place of apart) join(batch, place)
  for (const place of steps) {
    join(batch, place)
    if (place.width === 2) sumShorts(new Uint16Array(batch.buffer, batch.byteOffset + place.at, place.rows))
    else sumWords(new Uint32Array(batch.buffer, batch.byteOffset + place.at, place.rows))
  }
  const instants = instantsOf(batch)
  if (instants === null) return
  const [sent, delivered] = instants.map((place) => cellsOf(batch, place)) as [Cells, Cells]
  for (let row = 0; row < sent.length; row++) delivered[row]! += sent[row]!
}

// One loop for each width: a loop that meets several kinds of arrays is several times as slow.
const sumShorts = (cells: Uint16Array): void => {
  for (let row = 1; row < cells.length; row++) cells[row]! += cells[row - 1]!
}
const sumWords = (cells: Uint32Array): void => {
  for (let row = 1; row < cells.length; row++) cells[row]! += cells[row - 1]!
}

type Cells = Uint16Array | Uint32Array

/** Cells wrap around, so steps back are steps too. */
const cellsOf = (batch: Uint8Array, { at, width, rows }: Place): Cells =>
  width === 2
    ? new Uint16Array(batch.buffer, batch.byteOffset + at, rows)
    : new Uint32Array(batch.buffer, batch.byteOffset + at, rows)

/** All first bytes of the cells, then all second ones, and so on. */
const split = (batch: Uint8Array, { at, width, rows }: Place): void => {
  const cells = batch.slice(at, at + rows * width)
  for (let byte = 0; byte < width; byte++) {
    for (let row = 0; row < rows; row++) batch[at + byte * rows + row] = cells[row * width + byte]!
  }
}

const join = (batch: Uint8Array, { at, width, rows }: Place): void => {
  const bytes = batch.slice(at, at + rows * width)
  if (width === 2) joinShorts(bytes, new Uint16Array(batch.buffer, batch.byteOffset + at, rows))
  else joinWords(bytes, new Uint32Array(batch.buffer, batch.byteOffset + at, rows))
}

const joinShorts = (bytes: Uint8Array, cells: Uint16Array): void => {
  const rows = cells.length
  for (let row = 0; row < rows; row++) cells[row] = bytes[row]! | (bytes[rows + row]! << 8)
}
const joinWords = (bytes: Uint8Array, cells: Uint32Array): void => {
  const rows = cells.length
  for (let row = 0; row < rows; row++)
    cells[row] =
      bytes[row]! | (bytes[rows + row]! << 8) | (bytes[2 * rows + row]! << 16) | (bytes[3 * rows + row]! << 24)
}
