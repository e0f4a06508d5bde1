/**
 * Bytes as text that can stand in an HTML script element: seven bits to a character, all of them ASCII. An eighth more than the
 * bytes instead of the third that base64 takes, and the same in every encoding that a server may claim.
 */

/** Characters that would not survive there: NUL, the carriage return, what begins a tag; and the one that stands before their names. */
const escape = 0x7f
const forbidden = [0x00, 0x0d, 0x3c, escape]
const firstName = 0x61

/** Pieces of a text are made of so many characters at a time. */
const pieceLength = 1 << 15

export const plainText = (bytes: Uint8Array): string => {
  const codes = new Uint8Array(Math.ceil((bytes.length * 8) / 7) * 2)
  let used = 0
  const put = (code: number): void => {
    const place = forbidden.indexOf(code)
    if (place >= 0) codes[used++] = escape
    codes[used++] = place >= 0 ? firstName + place : code
  }
  let bits = 0
  let waiting = 0
  for (const byte of bytes) {
    bits = (bits << 8) | byte
    waiting += 8
    while (waiting >= 7) {
      waiting -= 7
      put((bits >> waiting) & 0x7f)
    }
    bits &= (1 << waiting) - 1
  }
  if (waiting > 0) put((bits << (7 - waiting)) & 0x7f)
  const pieces: string[] = []
  for (let at = 0; at < used; at += pieceLength)
    pieces.push(String.fromCharCode(...codes.subarray(at, Math.min(used, at + pieceLength))))
  return pieces.join("")
}

/** The bytes of a text. What does not belong into one is an error that says where it stands. */
export const bytesOfPlainText = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8))
  let used = 0
  let bits = 0
  let waiting = 0
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at)
    if (code === escape) code = forbidden[text.charCodeAt(++at) - firstName] ?? -1
    if (!(code >= 0 && code < 0x80))
      throw new Error(`At character ${at} something stands that is no part of a packed run.`)
    bits = (bits << 7) | code
    waiting += 7
    if (waiting >= 8) {
      waiting -= 8
      bytes[used++] = bits >> waiting
      bits &= (1 << waiting) - 1
    }
  }
  return bytes.slice(0, used)
}
