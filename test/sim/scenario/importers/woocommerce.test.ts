import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { brokenLaw } from "../../../../sim/scenario/importers/book-laws.ts"
import { importWooCommerce } from "../../../../sim/scenario/importers/woocommerce.ts"
import { woo, wooRow, type Cells } from "./exports.ts"
import { refusalOf } from "./refusals.ts"

const read = (...rows: readonly Cells[]) =>
  importWooCommerce(woo(3, ...rows.map((row) => wooRow(row))), { hash: "test" })
const empty = {
  "Product Item 1 Name": "",
  "Product Item 1 SKU": "",
  "Product Item 1 Quantity": "",
  "Product Item 1 Total": "",
}

describe("a WooCommerce order", () => {
  test("has lines, shipping and taxes that add up", () => {
    const book = read({})
    expect(book.currency).toBe("EUR")
    expect(book.orders[0]).toMatchObject({
      at: Date.UTC(2024, 2, 1, 10, 15),
      channel: "storefront",
      lines: [{ sku: "MUG", quantity: 2, amount: 2_000, discount: 0, tax: 400 }],
      charges: [{ code: "SHIPPING", name: "Flat rate", amount: 400, tax: 80 }],
      address: { city: "Graz", postalCode: "801", country: "AT" },
      total: 2_880,
    })
    expect(JSON.stringify(book)).not.toMatch(/Jane|real-mail|Hidden/)
  })

  /** Goal: prices with taxes in them leave amounts finer than a cent; the total must still be met. */
  const gross = fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 1, maxLength: 3 })
  test.prop([gross, fc.nat({ max: 999 }), fc.constantFrom(0, 500)])(
    "of net amounts finer than a cent meets its total",
    (prices, shipping, fee) => {
      const net = prices.map((price) => price / 1.21)
      const total = prices.reduce((a, b) => a + b, 0)
      const tax = total - Math.round(net.reduce((a, b) => a + b, 0))
      const cells = Object.fromEntries(
        net.flatMap((amount, index) => [
          [`Product Item ${index + 1} Name`, `Thing ${index}`],
          [`Product Item ${index + 1} SKU`, index === 0 ? "" : `T-${index}`],
          [`Product Item ${index + 1} Quantity`, 1],
          [`Product Item ${index + 1} Total`, (amount / 100).toFixed(6)],
          [`Product Item ${index + 1} Subtotal`, (amount / 80).toFixed(6)],
        ]),
      )
      const money = (minor: number) => (minor / 100).toFixed(2)
      const book = read({
        ...cells,
        shipping_total: money(shipping),
        shipping_tax_total: "0.00",
        fee_total: money(fee),
        tax_total: money(tax),
        order_total: money(total + shipping + fee),
      })
      expect(book.orders[0]?.total).toBe(total + shipping + fee)
      expect(brokenLaw(book)).toBeNull()
      expect(Math.abs(book.roundingMicros)).toBeLessThan(2_000_000)
    },
  )

  test("with a negative fee takes it for a discount", () => {
    const book = read({ fee_total: "-5.00", tax_total: "3.80", order_total: "22.80" })
    expect(book.orders[0]).toMatchObject({ total: 2_280, lines: [{ amount: 1_500, discount: 500, tax: 300 }] })
    expect(brokenLaw(book)).toBeNull()
  })

  test("whose tax_total leaves shipping's tax out is read so", () => {
    expect(read({ tax_total: "4.00" }).orders).toEqual(read({}).orders)
  })

  test("in the packed form only is read from that, bars in names included", () => {
    const book = read({
      ...empty,
      line_item_1:
        'name:Mug | large|product_id:9|sku:MUG-L|quantity:2|total:20.00|sub_total:25.00|tax_data:a:1:{s:5:"total";}',
    })
    expect(book.orders[0]?.lines).toMatchObject([
      { sku: "MUG-L", name: "Mug | large", quantity: 2, amount: 2_000, discount: 500 },
    ])
  })

  test.each(["pending", "wc-on-hold", "failed", "cancelled", "trash", "checkout-draft"])(
    "that is %s is skipped",
    (status) => {
      const book = read({}, { order_number: "2", status })
      expect(book.orders).toHaveLength(1)
      expect(book.skipped).toMatchObject([{ id: "2", kind: "order", line: 3, amount: 2_880 }])
    },
  )

  test("of the shop's own status is an order when it was paid", () => {
    const book = read({ status: "packed" }, { order_number: "2", status: "constructor", paid_date: "" })
    expect(book.orders.map(({ id }) => id)).toEqual(["501"])
    expect(book.skipped).toMatchObject([{ id: "2" }])
  })

  test("that was refunded stays, and what was given back is skipped with its amount", () => {
    const book = read(
      { status: "refunded" },
      { order_number: "2", status: "completed", refund_items: "amount:3.00|reason:late|date:2024-03-09 10:00:00" },
    )
    expect(book.orders).toHaveLength(2)
    expect(book.skipped.map(({ id, kind, amount }) => [id, kind, amount])).toEqual([
      ["501", "cancellation", -2_880],
      ["2", "cancellation", -300],
    ])
  })

  test("without an account is a guest's, and the same person's as the next", () => {
    const guest = { customer_id: "0" }
    const [one, two] = read(guest, { ...guest, order_number: "2" }).orders.map(({ buyer }) => buyer)
    expect([one?.guest, two?.guest]).toEqual([true, true])
    expect(one?.id).not.toBe(two?.id)
    expect(one?.email).toBe(two?.email)
  })

  test.each([
    [{ order_date: "01.03.2024" }, "order_date"],
    [{ order_currency: "" }, "order_currency"],
    [{ order_total: "30.80" }, "order_total"],
    [{ order_total: "28,80" }, "order_total"],
    [{ shipping_total: "-4" }, "shipping_total"],
    [{ "Product Item 1 Quantity": "0" }, "Product Item 1 Quantity"],
    [{ "Product Item 1 Total": "" }, "Product Item 1 Total"],
    [{ ...empty, line_item_1: "Mug x 2" }, "line_item_1"],
    [{ order_number: "1" }, "order_number"],
  ] as const)("%j is refused at its line and column", (over, column) => {
    const refusal = refusalOf(() => read({ order_number: "1" }, { order_number: "2", ...over }))
    expect([refusal.line, refusal.column]).toEqual([3, column])
  })
})

describe("order numbers", () => {
  test("with slashes or blanks get dashes, each a number of its own, and a note says so", () => {
    const numbers = ["SO/2024/12", "SO-2024/12", "SO-2024-12", "7"]
    const book = read(...numbers.map((order_number) => ({ order_number })))
    expect(book.orders.map(({ id }) => id).toSorted()).toEqual(["7", "SO-2024-12", "SO-2024-12-2", "SO-2024-12-3"])
    expect(book.notes.at(-1)).toMatch(/^2 order numbers have a slash or a blank/)
    expect(read({ order_number: "7" }).notes.join(" ")).not.toMatch(/slash/)
  })
})
