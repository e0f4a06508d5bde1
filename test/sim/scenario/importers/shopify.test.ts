import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { brokenLaw } from "../../../../sim/scenario/importers/book-laws.ts"
import { importShopify } from "../../../../sim/scenario/importers/shopify.ts"
import { shopify, shopifyHead, shopifyItem, type Cells } from "./exports.ts"
import { refusalOf } from "./refusals.ts"

const read = (...rows: readonly Cells[]) => importShopify(shopify(...rows), { hash: "test" })

/** Goal: what a shop charged is what the book says. Method: draw an order, let it be exported either way, import it. */
const items = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 5 }),
    price: fc.integer({ min: 0, max: 20_000 }),
    own: fc.integer({ min: 0, max: 100 }),
    taxable: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
)
const money = (minor: number, decimals = 2) => (minor / 10 ** decimals).toFixed(decimals)

describe("Shopify's sums", () => {
  test.prop([
    items,
    fc.integer({ min: 0, max: 100 }),
    fc.nat({ max: 2_000 }),
    fc.nat({ max: 30 }),
    fc.boolean(),
    fc.constantFrom("USD", "JPY", "KWD"),
  ])(
    "are met to the minor unit, with taxes in the prices and without",
    (drawn, orderDiscount, shipping, taxRate, included, currency) => {
      const decimals = { USD: 2, JPY: 0, KWD: 3 }[currency] ?? 2
      const lines = drawn.map((item) => {
        const list = item.quantity * item.price
        return { ...item, list, discount: Math.floor((list * item.own) / 200) }
      })
      const afterOwn = lines.reduce((sum, { list, discount }) => sum + list - discount, 0)
      const discount = Math.floor((afterOwn * orderDiscount) / 100)
      const subtotal = afterOwn - discount
      const taxes = Math.floor((subtotal * taxRate) / 130)
      const total = subtotal + shipping + (included ? 0 : taxes)
      const text = (minor: number) => money(minor, decimals)
      const cells = lines.map((line, index) => ({
        "Lineitem quantity": line.quantity,
        "Lineitem price": text(line.price),
        "Lineitem sku": `SKU-${index}`,
        "Lineitem discount": text(line.discount),
        "Lineitem taxable": String(line.taxable),
      }))
      const sums = {
        Currency: currency,
        Subtotal: text(subtotal),
        Shipping: text(shipping),
        Taxes: text(taxes),
        Total: text(total),
        "Discount Amount": text(discount),
      }
      const book = read(shopifyHead({ ...cells[0], ...sums }), ...cells.slice(1).map((one) => shopifyItem(one)))
      const [order] = book.orders
      expect(order?.total).toBe(total)
      expect(brokenLaw(book)).toBeNull()
      expect(order?.lines.reduce((sum, { tax }) => sum + tax, 0) ?? 0).toBeLessThanOrEqual(taxes)
      const goods = order?.lines.reduce((sum, line) => sum + line.amount + line.discount, 0) ?? 0
      const tax = [...(order?.lines ?? []), ...(order?.charges ?? [])].reduce((sum, part) => sum + part.tax, 0)
      expect(tax).toBe(taxes)
      if (!included) expect(goods).toBe(lines.reduce((sum, { list }) => sum + list, 0))
      for (const line of order?.lines ?? [])
        expect(Math.min(line.amount, line.tax, line.discount)).toBeGreaterThanOrEqual(0)
    },
  )

  test("that contradict each other are refused with all of them", () => {
    const refusal = refusalOf(() => read(shopifyHead({ Taxes: "1.00", Total: "25.50" })))
    expect([refusal.line, refusal.column, refusal.found]).toEqual([2, "Total", "25.50"])
    expect(refusal.rule).toMatch(/= 26\.00 USD.*= 25\.00 USD.*Total = 25\.50 USD/)
  })

  test("of which the lines are more than the discount explains are refused", () => {
    expect(refusalOf(() => read(shopifyHead({ Subtotal: "15.00", Total: "20.00" }))).column).toBe("Total")
    expect(refusalOf(() => read(shopifyHead({ Subtotal: "21.00", Total: "26.00" }))).column).toBe("Total")
    const discounted = read(shopifyHead({ Subtotal: "15.00", "Discount Amount": "5.00", Total: "20.00" }))
    expect(discounted.orders[0]?.lines).toMatchObject([{ amount: 1_500, discount: 500 }])
  })

  test("with free shipping in the discount are read so", () => {
    const book = read(shopifyHead({ "Discount Amount": "5.00", Total: "20.00" }))
    expect(book.orders[0]).toMatchObject({ total: 2_000, charges: [] })
  })
})

describe("a Shopify order", () => {
  test("is its first row and the rows of its further items", () => {
    const book = read(
      shopifyHead({ Subtotal: "30.00", Total: "35.00" }),
      shopifyItem({ "Lineitem sku": "", "Lineitem name": "Déjà-vu Plate / L" }),
      shopifyHead({ Name: "#1002", "Created at": "2024-02-29 23:59:59 +0000", Source: "580111" }),
    )
    expect(book.orders.map(({ id }) => id)).toEqual(["#1002", "#1001"])
    expect(book.orders[1]).toMatchObject({
      at: Date.UTC(2024, 2, 1, 15, 15),
      channel: "storefront",
      lines: [
        { sku: "MUG-BLUE", amount: 2_000 },
        { sku: "deja-vu-plate-l", amount: 1_000 },
      ],
      charges: [{ code: "SHIPPING", amount: 500 }],
      address: { city: "Boston", region: "MA", postalCode: "021", country: "US" },
    })
    expect(book.orders[0]?.channel).toBeNull()
    expect(book.orders[0]?.buyer).toEqual(book.orders[1]?.buyer)
    expect(JSON.stringify(book)).not.toMatch(/Jane|real-mail|Hidden|6175551234/)
  })

  test("that was cancelled is withdrawn whole at that instant, also when the payment was voided by it", () => {
    const book = read(
      shopifyHead({ "Cancelled at": "2024-03-01 12:00:00 -0500", "Refunded Amount": "25.00" }),
      shopifyHead({ Name: "#1002", "Financial Status": "voided", "Cancelled at": "2024-03-02 12:00:00 -0500" }),
    )
    expect(book.withdrawals).toMatchObject([
      { order: "#1001", at: Date.UTC(2024, 2, 1, 17), lines: [{ sku: "MUG-BLUE", quantity: 1 }], whole: true },
      { order: "#1002", whole: true },
    ])
    expect(book.skipped).toEqual([])
    expect(brokenLaw(book)).toBeNull()
  })

  test("that was refunded without a cancellation stays, and the refund is skipped", () => {
    const book = read(shopifyHead({ "Financial Status": "partially_refunded", "Refunded Amount": "4.00" }))
    expect(book.orders).toHaveLength(1)
    expect(book.skipped).toMatchObject([{ id: "#1001", kind: "cancellation", amount: -400 }])
  })

  test.each(["pending", "voided", "unpaid", "expired"])("that is %s is skipped with its amount", (status) => {
    const book = read(
      shopifyHead(),
      shopifyHead({ Name: "#2", "Financial Status": status }),
      shopifyItem({ Name: "#2" }),
    )
    expect(book.orders).toHaveLength(1)
    expect(book.skipped).toMatchObject([{ id: "#2", kind: "order", line: 3, rows: 2, amount: 2_500 }])
  })

  test("in another currency than most is skipped", () => {
    const book = read(shopifyHead({ Currency: "EUR" }), shopifyHead({ Name: "#2" }), shopifyHead({ Name: "#3" }))
    expect(book.currency).toBe("USD")
    expect(book.skipped).toMatchObject([{ id: "#1001", amount: 0 }])
    expect(book.skipped[0]?.reason).toContain("25.00 EUR")
  })

  test("gift cards and tips are charges; an order of nothing else is skipped; rows of quantity 0 are told", () => {
    const card = { "Lineitem sku": "GIFT", "Lineitem requires shipping": "false" }
    const book = read(
      shopifyHead({ Subtotal: "30.00", Total: "35.00" }),
      shopifyItem(card),
      shopifyItem({ "Lineitem quantity": 0 }),
      shopifyHead({ ...card, Name: "#2" }),
    )
    expect(book.orders[0]?.charges.map(({ code }) => code)).toEqual(["GIFT", "SHIPPING"])
    expect(book.skipped).toMatchObject([
      { id: "#1001", kind: "row", line: 4 },
      { id: "#2", kind: "order", amount: 2_500 },
    ])
  })

  test("keeps its people when asked", () => {
    const book = importShopify(shopify(shopifyHead()), { hash: "test", keepNames: true })
    expect(book.orders[0]?.buyer).toMatchObject({ name: "Jane Roe", phone: "+16175551234" })
    expect(book.orders[0]?.address).toMatchObject({ line1: "12 Hidden Lane", postalCode: "02110" })
  })

  test.each([
    [{ "Financial Status": "payed" }, "Financial Status"],
    [{ "Created at": "2024-03-01 10:15:00" }, "Created at"],
    [{ "Created at": "3/1/24 10:15" }, "Created at"],
    [{ "Cancelled at": "2023-03-01 10:15:00 +0000" }, "Cancelled at"],
    [{ Currency: "US$" }, "Currency"],
    [{ Total: "25.001" }, "Total"],
    [{ Total: "" }, "Total"],
    [{ Total: "25,00" }, "Total"],
    [{ Shipping: "-5.00" }, "Shipping"],
    [{ "Lineitem quantity": "-1" }, "Lineitem quantity"],
    [{ "Lineitem price": "" }, "Lineitem price"],
    [{ "Lineitem name": "" }, "Lineitem name"],
    [{ Name: "" }, "Name"],
    [{ Name: "#fine" }, "Name"],
  ] as const)("%j is refused at its line and column", (over, column) => {
    const refusal = refusalOf(() => read(shopifyHead({ Name: "#fine" }), shopifyHead(over)))
    expect([refusal.line, refusal.column]).toEqual([3, column])
  })
})
