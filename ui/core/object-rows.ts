/** The transitions and postings of one batch that are about an order or came of a message, with their words. */
import type { Dictionary } from "../../sim/journal/dictionary.ts"
import type { SealedBatch } from "../../sim/journal/sealed-batch.ts"
import { layout, tableIndex } from "../../sim/journal/tables.ts"

export interface TransitionRow {
  readonly row: number
  readonly at: number
  readonly message: number
  readonly instance: string
  readonly object: string
  readonly id: string
  readonly event: string
  /** Empty at an object's creation. */
  readonly from: string
  readonly to: string
  readonly version: number
}

export interface PostingRow {
  readonly row: number
  readonly at: number
  readonly message: number
  readonly transition: number
  readonly entry: number
  readonly instance: string
  readonly book: string
  readonly rule: string
  readonly account: string
  readonly subject: string
  readonly sku: string
  readonly site: string
  readonly quantity: number
  readonly amount: number
  readonly currency: string
}

/** What is looked for: everything of a root, everything that names a message, or just everything. */
export type Wanted = { readonly root: string } | { readonly message: number } | "all"

export const transitionsIn = (batch: SealedBatch, names: Dictionary, wanted: Wanted): TransitionRow[] => {
  const cells = cellsOf(batch, "transitions")
  const { at, message, instance, object, id, event, from, to, version } = cells.columns
  return rowsOf(batch, cells, id!, wanted).map((row) => ({
    row: cells.first + row,
    at: at![row]!,
    message: message![row]!,
    instance: names.at(instance![row]!),
    object: names.at(object![row]!),
    id: textOf(batch, id![row]!),
    event: names.at(event![row]!),
    from: names.at(from![row]!),
    to: names.at(to![row]!),
    version: version![row]!,
  }))
}

export const postingsIn = (batch: SealedBatch, names: Dictionary, wanted: Wanted): PostingRow[] => {
  const cells = cellsOf(batch, "postings")
  const c = cells.columns
  return rowsOf(batch, cells, c["subject"]!, wanted).map((row) => ({
    row: cells.first + row,
    at: c["at"]![row]!,
    message: c["message"]![row]!,
    transition: c["transition"]![row]!,
    entry: c["entry"]![row]!,
    instance: names.at(c["instance"]![row]!),
    book: names.at(c["book"]![row]!),
    rule: names.at(c["rule"]![row]!),
    account: names.at(c["account"]![row]!),
    subject: textOf(batch, c["subject"]![row]!),
    sku: textOf(batch, c["sku"]![row]!),
    site: names.at(c["site"]![row]!),
    quantity: c["quantity"]![row]!,
    amount: c["amount"]![row]!,
    currency: names.at(c["currency"]![row]!),
  }))
}

interface Cells {
  readonly first: number
  readonly rows: number
  readonly columns: Readonly<Record<string, Float64Array>>
}

const cellsOf = (batch: SealedBatch, table: "transitions" | "postings"): Cells => {
  const number = tableIndex[table]
  const columns = layout[number]!.map(({ name, index }) => [name, batch.column(number, index)] as const)
  return { first: batch.firsts[number]!, rows: batch.rows(number), columns: Object.fromEntries(columns) }
}

/** Rows within the batch. */
const rowsOf = (batch: SealedBatch, { rows, columns }: Cells, about: Float64Array, wanted: Wanted): number[] => {
  if (wanted === "all") return Array.from({ length: rows }, (_, row) => row)
  const found: number[] = []
  if ("message" in wanted) {
    const message = columns["message"]!
    for (let row = 0; row < rows; row++) if (message[row] === wanted.message) found.push(row)
    return found
  }
  const { root } = wanted
  const belongs: (boolean | undefined)[] = []
  for (let row = 0; row < rows; row++) {
    const text = about[row]!
    if (text < 0) continue
    if ((belongs[text] ??= isOf(root, batch.text(text)))) found.push(row)
  }
  return found
}

const isOf = (root: string, subject: string): boolean => subject === root || subject.startsWith(`${root}/`)

const textOf = (batch: SealedBatch, id: number): string => (id < 0 ? "" : batch.text(id))
