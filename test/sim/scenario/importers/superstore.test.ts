import { test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { brokenLaw } from "../../../../sim/scenario/importers/book-laws.ts"
import { readOrderBook } from "../../../../sim/scenario/importers/read-order-book.ts"
import { importSuperstore } from "../../../../sim/scenario/importers/superstore.ts"
import { superstore, superstoreRow, type Cells } from "./exports.ts"
import { refusalOf } from "./refusals.ts"

const options = { hash: "test" }
const read = (...rows: readonly Cells[]) => importSuperstore(superstore(...rows), options)

describe("the Superstore book that comes with the program", () => {
  const book = readOrderBook("superstore")

  test("has every order and every line, and the sums of its source to the millionth of a cent", () => {
    expect(book.orders).toHaveLength(5_009)
    expect(book.orders.flatMap(({ lines }) => lines)).toHaveLength(9_994)
    const booked = book.orders.reduce((sum, { total }) => sum + total, 0)
    expect(booked).toBe(229_720_107)
    // 2,297,200.8603 USD in the source: booked cents × 10^6 + rounding, in millionths of a cent.
    expect(booked * 1_000_000 + book.roundingMicros).toBe(229_720_086_030_000)
    expect(brokenLaw(book)).toBeNull()
  })

  test("has several names for one product, guests, missing phones, and one product twice in an order", () => {
    expect(book.products).toHaveLength(1_862)
    expect(book.products.filter(({ names }) => names.length > 1)).toHaveLength(32)
    expect(new Set(book.orders.map(({ buyer }) => buyer.guest)).size).toBe(2)
    expect(book.orders.some(({ buyer }) => buyer.phone === null)).toBe(true)
    expect(book.orders.filter(({ lines }) => new Set(lines.map(({ sku }) => sku)).size < lines.length)).toHaveLength(8)
  })

  test("is sorted, sold by day, and the same each time it is read", () => {
    for (const [index, order] of book.orders.entries()) {
      const next = book.orders[index + 1]
      const hour = Math.floor((order.at / 3_600_000) % 24)
      expect(hour >= 6 && hour <= 20).toBe(true)
      if (next) expect(order.at < next.at || (order.at === next.at && order.id < next.id)).toBe(true)
    }
    const other = readOrderBook("superstore", { key: "another" })
    expect(other.orders.map(({ id, at, total }) => [id, at, total])).toEqual(
      book.orders.map(({ id, at, total }) => [id, at, total]),
    )
    expect(readOrderBook("superstore")).toEqual(book)
  })
})

describe("a row of Superstore", () => {
  test("is rounded half up by line, and its discount is told", () => {
    const [order] = read(
      superstoreRow({ Sales: "957.5775", Quantity: 5, Discount: "0.45" }),
      superstoreRow({ "Product ID": "B", Sales: "0.005", "Ship Mode": "Second Class" }),
    ).orders
    expect(order?.lines.map(({ amount }) => amount)).toEqual([95_758, 1])
    // 957.5775 ÷ 0.55 × 0.45 = 783.4725
    expect(order?.lines[0]?.discount).toBe(78_347)
    expect(order?.service).toBe("second")
  })

  test("gets its leading zero back", () => {
    const book = read(superstoreRow({ "Postal Code": "2148" }))
    expect(book.orders[0]?.address.postalCode).toBe("021")
    expect(book.notes.join()).toContain("leading zero")
  })

  test.each([
    [{ "Ship Mode": "Sceond Class" }, "Ship Mode", /Did you mean "Second Class"/],
    [{ "Order Date": "2016-02-30" }, "Order Date", /exists/],
    [{ Sales: "1,234.00" }, "Sales", /decimal point/],
    [{ Sales: "-1" }, "Sales", /0 or more/],
    [{ Quantity: "1.5" }, "Quantity", /whole/],
    [{ Quantity: "0" }, "Quantity", /at least one/],
    [{ Discount: "1" }, "Discount", /below 1/],
    [{ "Product ID": "" }, "Product ID", /must not be empty/],
  ] as const)("%j is refused at its column", (over, column, says) => {
    const refusal = refusalOf(() => read(superstoreRow({ "Order ID": "fine" }), superstoreRow(over)))
    expect([refusal.line, refusal.column]).toEqual([3, column])
    expect(refusal.message).toMatch(says)
  })

  test("that disagrees with another row of its order is refused, and the other row is named", () => {
    const refusal = refusalOf(() => read(superstoreRow(), superstoreRow({ "Order Date": "2016-11-09" })))
    expect([refusal.line, refusal.column]).toEqual([3, "Order Date"])
    expect(refusal.rule).toContain("Line 2")
  })
})
