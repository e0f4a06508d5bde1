/**
 * The items of a WooCommerce order: six columns for each, or one column with `name:…|product_id:…|sku:…|quantity:…|total:…`.
 */
import { parseDecimal, type Decimal } from "./decimal.ts"
import type { Sheet } from "./sheet.ts"
import { slugOf } from "./slug.ts"

export interface WooItem {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** After discount, before tax. */
  readonly total: Decimal
  /** Before discount, before tax. */
  readonly subtotal: Decimal
  /** Whether the name had to make the SKU. */
  readonly slug: boolean
}

/** How many items the header has room for. */
export const itemCount = (header: readonly string[]): number => {
  let count = 0
  for (const name of header) {
    const n = Number(
      numbered
        .exec(name)
        ?.slice(1)
        .find((group) => group !== undefined) ?? 0,
    )
    if (n > count) count = n
  }
  return count
}
const numbered = /^(?:Product Item (\d{1,4}) Name|line_item_(\d{1,4}))$/

export const itemColumns = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const n = index + 1
    return [`line_item_${n}`, ...parts.map((part) => `Product Item ${n} ${part}`)]
  }).flat()
const parts = ["Name", "id", "SKU", "Quantity", "Total", "Subtotal"]

export const itemsIn = (sheet: Sheet<string>, row: number, count: number): WooItem[] => {
  const items: WooItem[] = []
  for (let n = 1; n <= count; n++) {
    const item =
      sheet.text(row, `Product Item ${n} Name`) === "" ? packedItem(sheet, row, n) : spreadItem(sheet, row, n)
    if (item !== null) items.push(item)
  }
  return items
}

const spreadItem = (sheet: Sheet<string>, row: number, n: number): WooItem => {
  const column = (part: string) => `Product Item ${n} ${part}`
  const quantity = sheet.integer(row, column("Quantity"))
  if (quantity < 1) throw sheet.fail(row, column("Quantity"), "An item has at least one unit.", "Correct it.")
  const name = unguarded(sheet.text(row, column("Name")))
  const total = notNegative(sheet, row, column("Total"), sheet.decimal(row, column("Total")))
  const written = sheet.text(row, column("Subtotal"))
  const subtotal = written === "" ? total : sheet.decimal(row, column("Subtotal"))
  return named(name, unguarded(sheet.text(row, column("SKU"))), quantity, total, subtotal)
}

const packedItem = (sheet: Sheet<string>, row: number, n: number): WooItem | null => {
  const column = `line_item_${n}`
  const packed = sheet.text(row, column)
  if (packed === "") return null
  const fields = new Map<string, string>()
  // A product's name may contain a bar; only a bar before a key separates.
  for (const field of packed.split(/\|(?=[a-z_]+:)/)) {
    const colon = field.indexOf(":")
    const key = field.slice(0, colon)
    if (colon > 0 && !fields.has(key)) fields.set(key, field.slice(colon + 1).trim())
  }
  const quantity = fields.get("quantity") ?? ""
  const total = parseDecimal(fields.get("total") ?? "")
  const name = fields.get("name") ?? ""
  if (!/^[1-9]\d{0,8}$/.test(quantity) || total === null || name === "") {
    throw sheet.fail(
      row,
      column,
      "An item is name:…|product_id:…|sku:…|quantity:…|total:…|sub_total:… with whole units and a decimal amount.",
      "Export the order again.",
    )
  }
  const subtotal = parseDecimal(fields.get("sub_total") ?? "") ?? total
  return named(name, fields.get("sku") ?? "", Number(quantity), notNegative(sheet, row, column, total), subtotal)
}

const named = (name: string, sku: string, quantity: number, total: Decimal, subtotal: Decimal): WooItem => ({
  sku: sku === "" ? slugOf(name) : sku,
  name,
  quantity,
  total,
  subtotal,
  slug: sku === "",
})

const notNegative = (sheet: Sheet<string>, row: number, column: string, total: Decimal): Decimal => {
  if (total.digits >= 0n) return total
  throw sheet.fail(row, column, "An item's total is 0 or more.", "Correct it, or take the order out.")
}

/** The exporter puts an apostrophe before what a spreadsheet would take for a formula. */
const unguarded = (text: string): string => text.replace(/^'(?=[=+\-@])/, "")
