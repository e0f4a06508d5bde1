import { describe, expect, it, test } from "vitest"
import { detectFormat } from "../../../../sim/scenario/importers/detect.ts"
import { csv, retailHeader, shopifyHeader, superstoreHeader, wooHeader } from "./exports.ts"
import { refusalOf } from "./refusals.ts"

const header = (names: readonly string[], delimiter = ",") => csv(names, [], delimiter)

describe("the format of a file", () => {
  it.each([
    ["superstore", superstoreHeader],
    ["online-retail", retailHeader],
    ["shopify", shopifyHeader],
    ["woocommerce", wooHeader(1)],
    ["woocommerce", wooHeader(24)],
  ] as const)("is %s by its header, however that is written and ordered", (format, names) => {
    expect(detectFormat(header(names))).toBe(format)
    expect(detectFormat(`\uFEFF${header(names, ";").replaceAll("\n", "\r\n")}`)).toBe(format)
    expect(detectFormat(header(names.toReversed()))).toBe(format)
  })

  test("is Backlot's own when it is JSON", () => {
    expect(detectFormat('\uFEFF \n{"format":"backlot"}')).toBe("backlot")
  })

  it.each([
    [
      'Date,"Order #","N. Revenue (formatted)",Status,Customer,"Customer type",Product(s),"Items sold"',
      /analytics.*order exporter/,
    ],
    [
      'ID,Type,SKU,Name,Published,"Is featured?","Sale price","Regular price",Categories',
      /product export.*order exporter/,
    ],
    ["Handle,Title,Body (HTML),Vendor,Variant SKU,Variant Price", /product export.*Orders/],
  ])("of a table without orders is refused with the export to use instead", (line, says) => {
    expect(refusalOf(() => detectFormat(`${line}\n1,2\n`)).message).toMatch(says)
  })

  test("that nobody knows is refused with all that are known and the nearest", () => {
    const near = refusalOf(() =>
      detectFormat("Invoice,StockCode,Description,Quantity,Invoice Date,Price,Customer ID,Country\n"),
    )
    expect(near.line).toBe(1)
    expect(near.rule).toMatch(/Shopify.*WooCommerce.*UCI Online Retail.*Superstore.*JSON/)
    expect(near.todo).toMatch(/nearest to UCI Online Retail, which also has InvoiceNo/)
    expect(refusalOf(() => detectFormat("x,y\n1,2\n")).todo).not.toContain("nearest")
  })
})
