/**
 * Backlot's own order book file: JSON with one order a line, so that it can be read, compared and edited by hand.
 *
 * What is written reads back as the same orders, withdrawals and skips; people in it are taken as they are.
 */
import type { OrderBook } from "../order-book.ts"
import { assemble } from "./assemble.ts"
import { brokenLaw } from "./book-laws.ts"
import { bookFile, BookProblem } from "./book-shape.ts"
import { lineAndColumn, offsetOf, syntaxErrorAt } from "./json-text.ts"
import { OrderBookError } from "./order-book-error.ts"

export const writeBookJson = (book: OrderBook): string => {
  const list = (items: readonly unknown[]) =>
    items.length === 0 ? "[]" : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`
  // A book that came from such a file says in its notes where it was first made from.
  const madeFrom = book.format === "backlot" ? null : { format: book.format, hash: book.hash }
  return `{
  "format": "backlot",
  "version": 1,
  "madeFrom": ${JSON.stringify(madeFrom)},
  "currency": ${JSON.stringify(book.currency)},
  "roundingMicros": ${book.roundingMicros},
  "notes": ${list(book.notes)},
  "orders": ${list(book.orders)},
  "withdrawals": ${list(book.withdrawals)},
  "skipped": ${list(book.skipped)}
}
`
}

export const readBookJson = (text: string, { hash }: { readonly hash: string }): OrderBook => {
  const json = text.replace(/^\uFEFF/, "")
  const value = parse(json)
  try {
    if (!isBook(value)) {
      throw new BookProblem(
        [],
        value,
        'This is JSON and no order book of Backlot: those say "format": "backlot" at their top.',
        "Give an order book that backlot import orders FILE --out has written, or a CSV export.",
      )
    }
    const file = bookFile(value, [])
    const broken = brokenLaw(file)
    if (broken !== null) throw broken
    const { madeFrom } = file
    return assemble({
      format: "backlot",
      hash,
      currency: file.currency,
      orders: file.orders,
      withdrawals: file.withdrawals,
      skipped: file.skipped,
      roundingMicros: file.roundingMicros,
      notes: madeFrom === null ? file.notes : [`Made from ${madeFrom.format}, hash ${madeFrom.hash}.`, ...file.notes],
    })
  } catch (error) {
    throw error instanceof BookProblem ? located(json, error) : error
  }
}

const isBook = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "format" in value && value.format === "backlot"

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    const offset = Math.max(0, syntaxErrorAt(json))
    throw new OrderBookError({
      ...lineAndColumn(json, offset),
      found: json.slice(offset, offset + 20),
      rule: offset >= json.length ? "The file ends before its JSON does." : "This cannot stand here in JSON.",
      todo: "Correct it there, or write the book again with backlot import orders FILE --out.",
    })
  }
}

/** The line comes from the text, the field from the path: numbers of characters say little about a line with a whole order. */
const located = (json: string, { path, found, rule, todo }: BookProblem): OrderBookError => {
  const { line } = lineAndColumn(json, offsetOf(json, path))
  const column = path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
    "",
  )
  return new OrderBookError({ line, column: column === "" ? null : column, found, rule, todo })
}
