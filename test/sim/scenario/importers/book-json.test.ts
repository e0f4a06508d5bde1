import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { readBookJson, writeBookJson } from "../../../../sim/scenario/importers/book-json.ts"
import { importOrderBook } from "../../../../sim/scenario/importers/import-order-book.ts"
import { retail, retailRow } from "./exports.ts"
import { refusalOf } from "./refusals.ts"

const made = importOrderBook(
  retail(
    retailRow(),
    retailRow({ StockCode: "22960", Description: 'JAM "SET"', Quantity: 3 }),
    retailRow({ StockCode: "POST", Quantity: 1 }),
    retailRow({ InvoiceNo: "2", CustomerID: "", UnitPrice: "0.333" }),
    retailRow({ InvoiceNo: "C3", Quantity: -1, InvoiceDate: "2010-12-03 10:00:00" }),
    retailRow({ InvoiceNo: "C4", Quantity: -9, InvoiceDate: "2010-12-04 10:00:00" }),
  ),
  { hash: "abc" },
)
const json = writeBookJson(made)
const read = (text: string) => readBookJson(text, { hash: "def" })

describe("an order book file", () => {
  test("reads back as what was written, and says where it came from", () => {
    const back = read(json)
    const { format, hash, notes, ...rest } = made
    expect(back).toMatchObject({ format: "backlot", hash: "def", ...rest })
    expect(back.notes).toEqual([`Made from ${format}, hash ${hash}.`, ...notes])
  })

  test("can be written and read again without growing", () => {
    const once = read(json)
    expect(read(writeBookJson(once))).toEqual(once)
  })

  test("has one order a line", () => {
    expect(json.split("\n").filter((line) => line.includes('"buyer"'))).toHaveLength(made.orders.length)
  })

  test("is sorted when it is read, whatever its own order", () => {
    const file = JSON.parse(json) as { orders: unknown[] }
    file.orders.reverse()
    expect(read(JSON.stringify(file)).orders).toEqual(made.orders)
  })

  test.each([
    ['"quantity":3', '"quantity":"3"', "orders[1].lines[1].quantity", /whole number/],
    ['"quantity":3', '"quantity":0', "orders[1].lines[1].quantity", /from 1/],
    ['"service":"standard"', '"service":"standart"', "orders[0].service", /mean standard/],
    ['"guest":false', '"guest":null', "orders[1].buyer.guest", /true or false/],
    ['"guest":true', '"gest":true', "orders[0].buyer.gest", /mean guest/],
    ['"total":', '"total":1', "orders[1].total", /add up to/],
    ['"currency": "GBP"', '"currency": "GPB"', "currency", /ISO 4217/],
    ['"version": 1', '"version": 2', "version", /version 1/],
    ['"order":"536365"', '"order":"536366"', "withdrawals[0].order", /No order/],
    ['"whole":false', '"whole":true', "withdrawals[0].whole", /something of the order remains/],
    ['"kind":"cancellation"', '"kind":"canceled"', "skipped[0].kind", /cancellation/],
  ] as const)("with %s as %s is refused at its field and line", (was, is, field, says) => {
    const wanted = field.startsWith("orders[1]") ? json.lastIndexOf(was) : json.indexOf(was)
    expect(wanted).toBeGreaterThan(0)
    const refusal = refusalOf(() => read(json.slice(0, wanted) + is + json.slice(wanted + was.length)))
    expect(refusal.column).toBe(field)
    expect(refusal.line).toBe(json.slice(0, wanted).split("\n").length)
    expect(refusal.message).toMatch(says)
  })

  test("that sends back more than was ordered, or twice the same id, is refused", () => {
    const more = json.replace(/("withdrawals": \[\n.*"quantity":)1/, "$19")
    expect(refusalOf(() => read(more)).rule).toContain("Only 2 of it are left")
    expect(refusalOf(() => read(json.replace('"id":"2"', '"id":"536365"'))).rule).toContain("has this id already")
  })

  test("that is no JSON is refused at the character, and other JSON is told apart", () => {
    const refusal = refusalOf(() => read('{\n  "format": backlot\n}'))
    expect([refusal.line, refusal.column]).toEqual([2, 13])
    expect(refusalOf(() => read(json.slice(0, 200))).rule).toContain("ends before")
    expect(refusalOf(() => read('{"name":"x"}')).rule).toContain("no order book of Backlot")
    expect(refusalOf(() => read("[]")).rule).toContain("no order book of Backlot")
  })

  test.prop([fc.nat(), fc.jsonValue()])(
    "of which any one value is replaced is read or refused, never crashed on",
    (at, value) => {
      const starts = [...json.matchAll(/(?<=[:[,{]\s*)(?:"(?:[^"\\]|\\.)*"|-?\d+|true|false|null)/g)]
      const one = starts[at % starts.length]!
      const changed = json.slice(0, one.index) + JSON.stringify(value) + json.slice(one.index + one[0].length)
      try {
        read(changed)
      } catch (error) {
        expect(error).toHaveProperty("name", "OrderBookError")
      }
    },
  )
})
