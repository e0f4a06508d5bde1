/**
 * Tells which export a file is by its header, and for a file that is none says which it comes nearest to.
 */
import { nearest } from "../nearest.ts"
import { readHeader } from "./csv-table.ts"
import { onlineRetailColumns } from "./online-retail.ts"
import { OrderBookError } from "./order-book-error.ts"
import { shopifyColumns } from "./shopify.ts"
import { superstoreColumns } from "./superstore.ts"
import { woocommerceColumns } from "./woocommerce.ts"

export type OrderFormat = "superstore" | "online-retail" | "shopify" | "woocommerce" | "backlot"

interface Known {
  readonly format: Exclude<OrderFormat, "backlot">
  readonly says: string
  /** Enough to tell it from the others; what else it needs, its importer asks for. */
  readonly signature: readonly string[]
  readonly columns: readonly string[]
}

const known: readonly Known[] = [
  {
    format: "shopify",
    says: "Shopify's order export",
    signature: ["Name", "Financial Status", "Lineitem quantity"],
    columns: shopifyColumns,
  },
  {
    format: "woocommerce",
    says: "WooCommerce's orders from the WebToffee exporter",
    signature: ["order_id", "order_date", "order_total"],
    columns: woocommerceColumns,
  },
  {
    format: "online-retail",
    says: "UCI Online Retail",
    signature: ["InvoiceNo", "StockCode", "InvoiceDate"],
    columns: onlineRetailColumns,
  },
  {
    format: "superstore",
    says: "the Superstore sample",
    signature: ["Order ID", "Product ID", "Ship Mode"],
    columns: superstoreColumns,
  },
]

/** Exports of the same shops that have no orders with lines in them. */
const refused: readonly { readonly signature: readonly string[]; readonly rule: string; readonly todo: string }[] = [
  {
    signature: ["Order #", "N. Revenue (formatted)", "Product(s)"],
    rule: "This is WooCommerce's analytics table: it has no SKUs, no prices by line and no addresses.",
    todo: "Export the orders with the WebToffee order exporter (WooCommerce, Order Import Export) instead.",
  },
  {
    signature: ["Type", "SKU", "Is featured?", "Regular price"],
    rule: "This is WooCommerce's product export: it has no orders.",
    todo: "Export the orders with the WebToffee order exporter (WooCommerce, Order Import Export) instead.",
  },
  {
    signature: ["Handle", "Title", "Variant SKU"],
    rule: "This is Shopify's product export: it has no orders.",
    todo: "In Shopify's admin, open Orders and choose Export, as plain CSV.",
  },
]

/** The format of a text; an OrderBookError for what no importer reads. */
export const detectFormat = (text: string): OrderFormat => {
  if (/^\uFEFF?\s*[{[]/.test(text)) return "backlot"
  const header = readHeader(text)
  const names = new Set(header)
  for (const { signature, rule, todo } of refused) {
    if (signature.every((name) => names.has(name))) {
      throw new OrderBookError({ line: 1, column: null, found: header.join(","), rule, todo })
    }
  }
  for (const { format, signature } of known) if (signature.every((name) => names.has(name))) return format
  throw unknownFormat(header, names)
}

const unknownFormat = (header: readonly string[], names: ReadonlySet<string>): OrderBookError => {
  const formats = known.map(({ says, signature }) => `${says} (${signature.join(", ")}, …)`)
  const like = known
    .map((one) => ({
      one,
      meant: one.columns.filter((column) => names.has(column) || nearest(column, header) !== null),
    }))
    .toSorted((a, b) => b.meant.length / b.one.columns.length - a.meant.length / a.one.columns.length)[0]
  // One column in four by chance is no likeness.
  const isLike = like !== undefined && like.meant.length * 4 > like.one.columns.length
  const missing = like?.one.columns.filter((column) => !names.has(column)) ?? []
  return new OrderBookError({
    line: 1,
    column: null,
    found: header.join(","),
    rule: `No importer knows this header. Known are ${formats.join("; ")}; and Backlot's own order books, which are JSON.`,
    todo: isLike
      ? `It comes nearest to ${like.one.says}, which also has ${missing.join(", ")}.`
      : "Export the orders from one of these, or write a Backlot order book.",
  })
}
