/**
 * Reads the cells of a table by column name and kind, and refuses a wrong one with its line, its column and what to do.
 */
import { nearest } from "../nearest.ts"
import type { Table } from "./csv-table.ts"
import { parseDecimal, toMinor, minorMax, type Decimal, type Rounded } from "./decimal.ts"
import { OrderBookError } from "./order-book-error.ts"

/** `Name` are the columns that an importer knows; an optional one that the file lacks reads as empty. */
export interface Sheet<Name extends string> {
  readonly size: number
  readonly has: (name: Name) => boolean
  readonly line: (row: number) => number
  /** Without the blanks around it. */
  readonly text: (row: number, name: Name) => string
  /** As `text`, but never empty. */
  readonly required: (row: number, name: Name) => string
  readonly integer: (row: number, name: Name) => number
  readonly decimal: (row: number, name: Name) => Decimal
  /** Whole minor units, 0 or more; empty is zero; more decimals than the currency has are refused. */
  readonly amount: (row: number, name: Name, exponent: number) => number
  /** A decimal that this cell led to, in minor units. */
  readonly rounded: (row: number, name: Name, amount: Decimal, exponent: number) => Rounded
  readonly fail: (row: number, name: Name, rule: string, todo: string) => OrderBookError
}

export const sheetOf = <Required extends string, Optional extends string = never>(
  table: Table,
  required: readonly Required[],
  optional: readonly Optional[] = [],
): Sheet<Required | Optional> => {
  type Name = Required | Optional
  const at = columnsOf(table, required, optional)
  if (table.rows.length === 0) {
    throw new OrderBookError({
      line: 2,
      column: null,
      found: "",
      rule: "The file has a header and no orders.",
      todo: "Export it again for a period in which there were orders.",
    })
  }

  const line = (row: number) => table.lines[row] ?? 1
  const text = (row: number, name: Name) => table.rows[row]?.[at.get(name) ?? -1]?.trim() ?? ""
  const fail = (row: number, name: Name, rule: string, todo: string) =>
    new OrderBookError({ line: line(row), column: name, found: text(row, name), rule, todo })

  const required_ = (row: number, name: Name) => {
    const found = text(row, name)
    if (found === "") throw fail(row, name, "This field must not be empty.", "Fill it in, or take the row out.")
    return found
  }
  const integer = (row: number, name: Name) => {
    const found = text(row, name)
    // Spreadsheets write whole numbers as 3.0.
    const value = wholeNumber.test(found) ? Number(found) : Number.NaN
    if (Number.isSafeInteger(value) && Math.abs(value) <= quantityMax) return value === 0 ? 0 : value
    throw fail(row, name, "A quantity is a whole number of at most nine digits.", "Write whole units.")
  }
  const decimal = (row: number, name: Name) => {
    const found = text(row, name)
    const value = parseDecimal(found)
    if (value !== null) return value
    throw fail(
      row,
      name,
      "An amount is digits with at most one decimal point: no currency sign, no grouping, no decimal comma.",
      found.includes(",") ? "Export it with a decimal point." : "Write it like 1234.50.",
    )
  }
  const rounded = (row: number, name: Name, amount: Decimal, exponent: number) => {
    const value = toMinor(amount, exponent)
    if (value !== null) return value
    throw fail(row, name, `An amount is at most ${minorMax} minor units.`, "Check the decimal point and the currency.")
  }
  const amount = (row: number, name: Name, exponent: number) => {
    if (text(row, name) === "") return 0
    const value = rounded(row, name, decimal(row, name), exponent)
    if (value.minor < 0) throw fail(row, name, "This sum is 0 or more.", "Correct it, or take the order out.")
    if (value.micros === 0) return value.minor
    throw fail(
      row,
      name,
      `The currency has ${exponent} decimals; a sum that people pay cannot be finer.`,
      "Check the amount and the currency of this order.",
    )
  }
  return {
    size: table.rows.length,
    has: (name) => at.has(name),
    line,
    text,
    required: required_,
    integer,
    decimal,
    amount,
    rounded,
    fail,
  }
}

const wholeNumber = /^[+-]?\d{1,12}(?:\.0+)?$/
const quantityMax = 999_999_999

const columnsOf = (table: Table, required: readonly string[], optional: readonly string[]): Map<string, number> => {
  const found = new Map<string, number>()
  table.header.forEach((name, index) => {
    if (found.has(name) && (required.includes(name) || optional.includes(name))) {
      throw new OrderBookError({
        line: 1,
        column: name,
        found: name,
        rule: "Two columns have this name.",
        todo: "Take one of them out.",
      })
    }
    if (!found.has(name)) found.set(name, index)
  })
  const missing = required.filter((name) => !found.has(name))
  if (missing.length > 0) {
    const meant = missing.map((name) => nearest(name, table.header)).find((name) => name !== null)
    throw new OrderBookError({
      line: 1,
      column: missing[0] ?? null,
      found: meant ?? table.header.join(", "),
      rule: `The header lacks ${missing.map((name) => JSON.stringify(name)).join(", ")}.`,
      todo:
        meant === undefined
          ? "Export the file again with all columns."
          : "Rename the column, or export the file again.",
    })
  }
  return found
}
