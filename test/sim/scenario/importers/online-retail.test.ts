import { existsSync } from "node:fs"
import { join } from "node:path"
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { brokenLaw } from "../../../../sim/scenario/importers/book-laws.ts"
import { importOnlineRetail } from "../../../../sim/scenario/importers/online-retail.ts"
import { readOrderBook } from "../../../../sim/scenario/importers/read-order-book.ts"
import type { OrderBook } from "../../../../sim/scenario/order-book.ts"
import { retail, retailRow, type Cells } from "./exports.ts"
import { refusalOf } from "./refusals.ts"

const read = (...rows: readonly Cells[]) => importOnlineRetail(retail(...rows), { hash: "test" })

/** The law of sales: nothing that was sold is lost between the orders and what is skipped. */
const salesOf = (book: OrderBook): number =>
  book.orders.reduce((sum, { total }) => sum + total, 0) +
  book.skipped.filter(({ kind }) => kind === "order").reduce((sum, { amount }) => sum + amount, 0)

const cancellationsIn = (book: OrderBook) => ({
  run: new Set(book.withdrawals.map(({ id }) => id.split("/")[0])),
  skipped: new Set(book.skipped.filter(({ kind }) => kind === "cancellation").map(({ id }) => id)),
})

const folder = process.env["BACKLOT_DATA"] ?? ""
const slices = [
  {
    file: "online_retail_2011-11.csv.gz",
    sales: 150_949_633,
    invoices: 2_769,
    cancellations: 441,
    lines: 1_076,
    adjustments: 252,
  },
  {
    file: "online_retail_2010-12_week1.csv.gz",
    sales: 33_987_649,
    invoices: 611,
    cancellations: 79,
    lines: 183,
    adjustments: 67,
  },
]

for (const { file, sales, invoices, cancellations, lines, adjustments } of slices) {
  const path = join(folder, "online-retail", file)
  const absent = folder === "" || !existsSync(path)
  const why = absent ? ` (skipped: set BACKLOT_DATA to a folder that has online-retail/${file})` : ""
  describe(`UCI Online Retail, ${file}${why}`, () => {
    it.skipIf(absent)(`accounts for every sale, cancellation and correction${why}`, () => {
      const book = readOrderBook(path)
      expect(salesOf(book)).toBe(sales)
      expect(brokenLaw(book)).toBeNull()
      const ofKind = (kind: string) => book.skipped.filter((one) => one.kind === kind)
      expect(book.orders.length + ofKind("order").length).toBe(invoices)
      expect(ofKind("adjustment")).toHaveLength(adjustments)
      const { run, skipped } = cancellationsIn(book)
      expect(new Set([...run, ...skipped]).size).toBe(cancellations)
      const skippedLines = ofKind("cancellation").reduce((sum, { rows }) => sum + rows, 0)
      const told = /of ([\d,]+) lines: (\d+) lines matched/.exec(book.notes.join("\n"))
      expect(told?.[1]?.replace(",", "")).toBe(String(lines))
      expect(Number(told?.[2]) + skippedLines).toBe(lines)
    })
  })
}

describe("an invoice", () => {
  test("keeps goods as lines and the rest as charges; free goods are free, duplicates stay", () => {
    const book = read(
      retailRow(),
      retailRow(),
      retailRow({ StockCode: "POST", Description: "POSTAGE", Quantity: 1, UnitPrice: "18.0" }),
      retailRow({ StockCode: "22960", Description: "", Quantity: 1, UnitPrice: "0.0" }),
      retailRow({ StockCode: "gift_0001_20", Quantity: 1, UnitPrice: "20" }),
      retailRow({ StockCode: "DCGSSGIRL", Quantity: 1, UnitPrice: "3.29" }),
    )
    const [order] = book.orders
    expect(order?.lines.map(({ sku, amount }) => [sku, amount])).toEqual([
      ["85123A", 250],
      ["85123A", 250],
      ["22960", 0],
      ["gift_0001_20", 2_000],
      ["DCGSSGIRL", 329],
    ])
    expect(order?.charges).toEqual([{ code: "POST", name: "POSTAGE", amount: 1_800, tax: 0 }])
    expect(order?.total).toBe(4_629)
    expect(book.notes.join()).toContain("1 row is an exact duplicate")
    expect(brokenLaw(book)).toBeNull()
  })

  test("without goods is skipped as an order, with its amount", () => {
    const book = read(
      retailRow(),
      retailRow({ InvoiceNo: "2", StockCode: "BANK CHARGES", Quantity: 1, UnitPrice: "15.0" }),
    )
    expect(book.skipped).toEqual([
      { id: "2", kind: "order", line: 3, rows: 1, amount: 1_500, reason: expect.stringContaining("no goods") },
    ])
    expect(salesOf(book)).toBe(250 + 1_500)
  })

  test("that only corrects stock, or the ledger, is an adjustment", () => {
    const book = read(
      retailRow(),
      retailRow({ InvoiceNo: "2", Quantity: -40, UnitPrice: "0.0", CustomerID: "" }),
      retailRow({ InvoiceNo: "A3", StockCode: "B", Quantity: 1, UnitPrice: "-11062.06", CustomerID: "" }),
      retailRow({ Quantity: -1, UnitPrice: "0" }),
    )
    expect(book.skipped.map(({ id, kind, line, amount }) => [id, kind, line, amount])).toEqual([
      ["2", "adjustment", 3, 0],
      ["A3", "adjustment", 4, -1_106_206],
      ["536365", "adjustment", 5, 0],
    ])
  })

  test("with two instants takes the first; without a customer it is a guest's own", () => {
    const book = read(
      retailRow({ CustomerID: "" }),
      retailRow({ CustomerID: "", InvoiceDate: "2010-12-01 08:27:00" }),
      retailRow({ InvoiceNo: "2", CustomerID: "", InvoiceDate: "12/1/2010 8:27" }),
    )
    expect(book.orders.map(({ at }) => at)).toEqual([Date.UTC(2010, 11, 1, 8, 26), Date.UTC(2010, 11, 1, 8, 27)])
    expect(book.notes.join()).toContain("1 invoice has more than one instant")
    expect(book.orders.every(({ buyer }) => buyer.guest)).toBe(true)
    expect(book.orders[0]?.buyer.name).not.toBe(book.orders[1]?.buyer.name)
  })

  test("with a price finer than a penny is rounded by line", () => {
    const book = read(retailRow({ Quantity: 3, UnitPrice: "0.125" }), retailRow({ Quantity: 1, UnitPrice: "0.001" }))
    expect(book.orders[0]?.lines.map(({ amount }) => amount)).toEqual([38, 0])
    expect(book.roundingMicros).toBe(-500_000 + 100_000)
  })

  test.each([
    [{ Quantity: "two" }, "Quantity"],
    [{ UnitPrice: "1,25" }, "UnitPrice"],
    [{ InvoiceDate: "yesterday", InvoiceNo: "9" }, "InvoiceDate"],
    [{ InvoiceNo: "X77" }, "InvoiceNo"],
    [{ CustomerID: "17851" }, "CustomerID"],
    [{ CustomerID: "Bob", InvoiceNo: "9" }, "CustomerID"],
    [{ StockCode: "" }, "StockCode"],
    [{ UnitPrice: "99999999999999999" }, "UnitPrice"],
  ] as const)("%j is refused at its line and column", (over, column) => {
    const refusal = refusalOf(() => read(retailRow(), retailRow(over)))
    expect([refusal.line, refusal.column]).toEqual([3, column])
  })
})

describe("a cancellation", () => {
  const later = "2010-12-02 09:00:00"
  const cancel = (over: Cells) => retailRow({ InvoiceNo: "C9", Quantity: -1, InvoiceDate: later, ...over })

  test("takes back from the latest earlier purchase, the same price first", () => {
    const book = read(
      retailRow({ InvoiceNo: "1", Quantity: 5 }),
      retailRow({ InvoiceNo: "2", Quantity: 5, InvoiceDate: "2010-12-01 10:00:00" }),
      retailRow({ InvoiceNo: "3", Quantity: 5, UnitPrice: "9.99", InvoiceDate: "2010-12-01 12:00:00" }),
      cancel({ Quantity: -2 }),
    )
    expect(book.withdrawals).toEqual([
      { id: "C9", at: Date.UTC(2010, 11, 2, 9), order: "2", lines: [{ sku: "85123A", quantity: 2 }], whole: false },
    ])
  })

  test("in the minute of its purchase comes after it: the source tells no seconds", () => {
    const minute = "2010-12-02 09:00:00"
    const book = read(retailRow({ InvoiceDate: minute, Quantity: 2 }), cancel({ Quantity: -1 }))
    expect(book.withdrawals).toMatchObject([{ id: "C9", at: Date.UTC(2010, 11, 2, 9, 0, 30) }])
    expect(book.notes).toContain("1 withdrawal in the very minute of the purchase: half a minute is put between them.")
  })

  test("of more than one purchase covers has several withdrawals, told apart; nothing remains of a wholly returned order", () => {
    const book = read(
      retailRow({ InvoiceNo: "1", Quantity: 5 }),
      retailRow({ InvoiceNo: "2", Quantity: 5, InvoiceDate: "2010-12-01 10:00:00" }),
      cancel({ Quantity: -7 }),
    )
    expect(book.withdrawals.map(({ id, order, whole }) => [id, order, whole])).toEqual([
      ["C9/1", "1", false],
      ["C9/2", "2", true],
    ])
    expect(brokenLaw(book)).toBeNull()
  })

  test.each([
    [{ CustomerID: "" }, "no customer number"],
    [{ StockCode: "99999" }, "no earlier purchase"],
    [{ CustomerID: "1" }, "no earlier purchase"],
    [{ InvoiceDate: "2010-11-30 08:00:00" }, "no earlier purchase"],
    [{ Quantity: -3 }, "more units"],
    [{ StockCode: "POST", UnitPrice: "18" }, "no goods"],
    [{ Quantity: 1 }, "not negative"],
  ] as const)("%j is skipped with its reason", (over, says) => {
    const book = read(retailRow(), cancel(over))
    expect(book.withdrawals).toEqual([])
    expect(book.skipped).toHaveLength(1)
    expect(book.skipped[0]).toMatchObject({ id: "C9", kind: "cancellation", line: 3, rows: 1 })
    expect(book.skipped[0]?.reason).toContain(says)
  })

  test("cannot take back what another one has taken", () => {
    const book = read(retailRow({ Quantity: 3 }), cancel({ Quantity: -2 }), cancel({ InvoiceNo: "C10", Quantity: -2 }))
    // Of one instant, so that the ids decide: C10 comes before C9.
    expect(book.withdrawals.map(({ id }) => id)).toEqual(["C10"])
    expect(book.skipped).toMatchObject([{ id: "C9", reason: expect.stringContaining("more units") }])
  })

  test("of which one line matches runs, and the other lines are told apart", () => {
    const book = read(retailRow(), cancel({}), cancel({ StockCode: "POST" }), cancel({ StockCode: "M" }))
    expect(book.withdrawals).toHaveLength(1)
    expect(book.skipped).toMatchObject([{ id: "C9", line: 4, rows: 2, amount: -250 }])
  })

  /** Goal: matching never invents units. Method: a few customers, codes and instants, so that everything collides. */
  const rows = fc.array(
    fc.record({
      InvoiceNo: fc.tuple(fc.constantFrom("", "", "C"), fc.integer({ min: 1, max: 9 })).map(([c, n]) => `${c}${n}`),
      StockCode: fc.constantFrom("10001", "10002", "POST"),
      quantity: fc.integer({ min: 1, max: 6 }),
      UnitPrice: fc.constantFrom("1.00", "2.005", "0"),
    }),
    { minLength: 1, maxLength: 40, size: "max" },
  )
  test.prop([rows])("never takes back more than was bought, and accounts for every line", (drawn) => {
    const book = read(
      ...drawn.map(({ quantity, ...row }) => {
        const n = Number(row.InvoiceNo.replace("C", ""))
        const cancelled = row.InvoiceNo.startsWith("C")
        return retailRow({
          ...row,
          Quantity: cancelled ? -quantity : quantity,
          CustomerID: n % 4 === 0 ? "" : String(n % 2),
          InvoiceDate: `2010-12-01 1${(n * 7) % 10}:00:00`,
        })
      }),
    )
    expect(brokenLaw(book)).toBeNull()
    const units = (cancelled: boolean) =>
      drawn
        .filter(({ InvoiceNo }) => InvoiceNo.startsWith("C") === cancelled)
        .reduce((sum, { quantity }) => sum + quantity, 0)
    const taken = book.withdrawals.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0)
    expect(taken).toBeLessThanOrEqual(Math.min(units(true), units(false)))
    const boughtAt = new Map(book.orders.map(({ id, at }) => [id, at]))
    for (const { at, order } of book.withdrawals) expect(at).toBeGreaterThan(boughtAt.get(order)!)
    const { run, skipped } = cancellationsIn(book)
    expect(new Set([...run, ...skipped])).toEqual(
      new Set(drawn.map(({ InvoiceNo }) => InvoiceNo).filter((id) => id.startsWith("C"))),
    )
    // Exact in the source's own decimals: thousandths of a pound.
    const source = drawn
      .filter(({ InvoiceNo }) => !InvoiceNo.startsWith("C"))
      .reduce((sum, { quantity, UnitPrice }) => sum + quantity * Math.round(Number(UnitPrice) * 1_000), 0)
    const off = source / 10 - salesOf(book)
    expect(Math.abs(off)).toBeLessThanOrEqual(drawn.length / 2)
  })
})
