import { createHash } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { afterAll, describe, expect, it, test } from "vitest"
import { readOrderBook } from "../../../../sim/scenario/importers/read-order-book.ts"
import { retail, retailRow } from "./exports.ts"
import { refusalOf } from "./refusals.ts"

const folder = mkdtempSync(join(tmpdir(), "order-books-"))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const text = retail(retailRow({ Description: "CAFÉ" }))

describe("a file of orders", () => {
  test("is read plain and packed, under one hash: that of its unpacked bytes", () => {
    const plain = readOrderBook(file("orders.csv", text))
    expect(plain.hash).toBe(createHash("sha256").update(text).digest("hex"))
    expect(readOrderBook(file("orders.csv.gz", gzipSync(text)))).toEqual(plain)
    expect(plain.orders[0]?.lines[0]?.name).toBe("CAFÉ")
  })

  test("with a byte order mark is the same book under its own hash", () => {
    const plain = readOrderBook(file("plain.csv", text))
    const marked = readOrderBook(file("marked.csv", `\uFEFF${text}`))
    expect(marked).toEqual({ ...plain, hash: marked.hash })
  })

  test("that is not there is refused with the nearest name", () => {
    file("november.csv", text)
    expect(refusalOf(() => readOrderBook(join(folder, "novmeber.csv"))).message).toMatch(/no such file.*november\.csv/)
    expect(refusalOf(() => readOrderBook("supersotre")).message).toMatch(/Did you mean superstore/)
    expect(refusalOf(() => readOrderBook(folder)).message).toMatch(/directory/)
  })

  it.each([
    ["latin.csv", Uint8Array.from(Buffer.from(text, "latin1")), /line 2, character \d+: .*not UTF-8.*1252/],
    ["utf16.csv", Uint8Array.from(Buffer.from(`\uFEFF${text}`, "utf16le")), /UTF-16/],
    ["book.xlsx", Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), /spreadsheet.*CSV/],
    ["zero.csv", `${text}\u0000`, /line 3: .*zero byte/],
    ["broken.csv.gz", gzipSync(text).subarray(0, 40), /gzip.*damaged/],
    ["empty.csv", "", /empty/],
    ["header.csv", text.slice(0, text.indexOf("\n") + 1), /line 2: .*no orders/],
  ])("%s is refused with what it is and what to do", (name, content, says) => {
    const path = file(name, content)
    const { message } = refusalOf(() => readOrderBook(path))
    expect(message.startsWith(`${path}: `)).toBe(true)
    expect(message).toMatch(says)
  })
})
