/** Bytes of a file as text: UTF-8 and nothing else, so that no name is ever misread; other bytes are refused with their line. */
import { OrderBookError } from "./order-book-error.ts"

export const decodeText = (bytes: Uint8Array): string => {
  for (const [signature, what, todo] of notText) {
    if (signature.every((byte, index) => bytes[index] === byte))
      throw refusal(1, null, what, `This is ${what}, not text.`, todo)
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
    const zero = text.indexOf("\u0000")
    if (zero === -1) return text
    const line = text.slice(0, zero).split("\n").length
    throw refusal(line, null, "a zero byte", "Text has no zero bytes.", "Give the path of a CSV or JSON file.")
  } catch (error) {
    throw error instanceof OrderBookError ? error : wrongByte(bytes)
  }
}

const saveAsCsv = "Save it as CSV, in UTF-8."
const notText: readonly (readonly [signature: readonly number[], what: string, todo: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "a spreadsheet or a ZIP archive", saveAsCsv],
  [[0xff, 0xfe], "UTF-16", 'Save it in UTF-8: in a spreadsheet that is "CSV UTF-8", not "Unicode text".'],
  [[0xfe, 0xff], "UTF-16", 'Save it in UTF-8: in a spreadsheet that is "CSV UTF-8", not "Unicode text".'],
  [[0x50, 0x41, 0x52, 0x31], "a Parquet file", saveAsCsv],
  [[0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], "an Arrow file", saveAsCsv],
]

const refusal = (line: number, column: number | null, found: string, rule: string, todo: string): OrderBookError =>
  new OrderBookError({ line, column, found, rule, todo })

/** Only runs once something is known to be wrong, so that it may take its time. */
const wrongByte = (bytes: Uint8Array): OrderBookError => {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
  let line = 1
  for (let from = 0; from <= bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from)
    const part = bytes.subarray(from, end === -1 ? bytes.length : end)
    try {
      strict.decode(part)
    } catch {
      const shown = new TextDecoder("utf-8", { ignoreBOM: true }).decode(part)
      return refusal(
        line,
        shown.indexOf("\ufffd") + 1,
        shown,
        "These bytes are not UTF-8.",
        "Save the file in UTF-8; if it comes from an older Windows program it is probably in Windows-1252.",
      )
    }
    if (end === -1) break
    from = end + 1
  }
  return refusal(1, null, "", "The bytes of this file are not UTF-8.", "Save the file in UTF-8.")
}
