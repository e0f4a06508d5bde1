import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { writeBookJson } from "../../../../sim/scenario/importers/book-json.ts"
import { brokenLaw } from "../../../../sim/scenario/importers/book-laws.ts"
import { decodeText } from "../../../../sim/scenario/importers/decode-text.ts"
import { importOrderBook } from "../../../../sim/scenario/importers/import-order-book.ts"
import { OrderBookError } from "../../../../sim/scenario/importers/order-book-error.ts"
import {
  retail,
  retailRow,
  shopify,
  shopifyHead,
  shopifyItem,
  superstore,
  superstoreRow,
  woo,
  wooRow,
} from "./exports.ts"

/**
 * Goal: no input makes an importer crash, or lets it answer with a book that breaks the laws of books.
 * Method: nonsense, and sound exports with a few characters, cells and lines changed.
 */
const sound = [
  superstore(superstoreRow(), superstoreRow({ "Product ID": "B" }), superstoreRow({ "Order ID": "2" })),
  retail(retailRow(), retailRow({ StockCode: "POST" }), retailRow({ InvoiceNo: "C2", Quantity: -1 })),
  shopify(shopifyHead({ Subtotal: "30.00", Total: "35.00" }), shopifyItem(), shopifyHead({ Name: "#2" })),
  woo(2, wooRow(), wooRow({ order_number: "2", status: "refunded" })),
]
const exports = [...sound, writeBookJson(importOrderBook(sound[1]!, { hash: "x" }))]

/** True: a book. False: a refusal. Anything else fails. */
const survives = (text: string): boolean => {
  try {
    const book = importOrderBook(text, { hash: "x" })
    expect(brokenLaw(book)).toBeNull()
    return true
  } catch (error) {
    if (!(error instanceof OrderBookError)) throw error
    expect(error.line).toBeGreaterThan(0)
    for (const part of [error.rule, error.todo]) {
      expect(part).toMatch(/^[A-Z"'].*[.?]$/s)
      expect(part).not.toMatch(/undefined|\[object/)
    }
    return false
  }
}

const piece = fc.oneof(
  fc.constantFrom(
    "",
    ",",
    ";",
    '"',
    "\n",
    "\r",
    "\uFEFF",
    "0",
    "-1",
    "1e9",
    "NaN",
    "999999999999",
    "1.005",
    "1,5",
    "__proto__",
  ),
  fc.constantFrom(
    "constructor",
    "2024-02-30",
    "#1001",
    "C1",
    "A1",
    "paid",
    "voided",
    "refunded",
    "JPY",
    "{",
    "}",
    "]",
    "null",
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 6 }),
)

describe("importers", () => {
  test.each(exports.map((text) => [text.slice(0, 20), text] as const))("read the sound export %j", (_, text) => {
    expect(survives(text)).toBe(true)
  })

  test.prop([fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.json())], { numRuns: 300 })(
    "refuse nonsense",
    (text) => {
      expect(survives(text)).toBe(false)
    },
  )

  test.prop([fc.uint8Array({ maxLength: 200 })], { numRuns: 300 })("refuse or decode any bytes", (bytes) => {
    try {
      expect(typeof decodeText(bytes)).toBe("string")
    } catch (error) {
      expect(error).toBeInstanceOf(OrderBookError)
    }
  })

  const change = fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), put: piece })
  test.prop([fc.constantFrom(...exports), fc.array(change, { minLength: 1, maxLength: 4 })], { numRuns: 1_000 })(
    "survive characters changed anywhere",
    (text, changes) => {
      let changed = text
      for (const { at, length, put } of changes) {
        const from = at % (changed.length + 1)
        changed = changed.slice(0, from) + put + changed.slice(from + length)
      }
      survives(changed)
    },
  )

  test.prop([fc.constantFrom(...sound), fc.array(change, { minLength: 1, maxLength: 3 })], { numRuns: 1_000 })(
    "survive cells changed anywhere",
    (text, changes) => {
      const rows = text
        .trimEnd()
        .split("\n")
        .map((line) => line.split(","))
      for (const { at, put } of changes) {
        const row = rows[1 + (at % (rows.length - 1))]!
        row[Math.floor(at / 7) % row.length] = `"${put.replaceAll('"', '""')}"`
      }
      survives(rows.map((row) => row.join(",")).join("\n"))
    },
  )

  test.prop([fc.constantFrom(...sound), fc.array(fc.nat(), { minLength: 1, maxLength: 4 })], { numRuns: 200 })(
    "survive lines lost, repeated and swapped",
    (text, picks) => {
      const lines = text.trimEnd().split("\n")
      for (const pick of picks) {
        const at = pick % lines.length
        const line = lines[at] ?? ""
        if (pick % 3 === 0) lines.splice(at, 1)
        else if (pick % 3 === 1) lines.splice(at, 0, line)
        else lines.push(...lines.splice(at, 1))
      }
      survives(lines.join("\n"))
    },
  )
})
