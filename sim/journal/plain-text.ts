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
  // Text is read by the machine's own code: a string's characters one by one take several times as long.
  const codes = utf8.encode(text)
  const sevens = withoutEscapes(codes)
  const bytes = new Uint8Array(Math.floor((sevens.length * 7) / 8))
  let used = 0
  let at = 0
  for (; at + 8 <= sevens.length; at += 8) {
    for (let place = 0; place < 7; place++)
      bytes[used++] = (sevens[at + place]! << (place + 1)) | (sevens[at + place + 1]! >> (6 - place))
  }
  for (let place = 0; used < bytes.length; place++)
    bytes[used++] = (sevens[at + place]! << (place + 1)) | (sevens[at + place + 1]! >> (6 - place))
  return bytes
}

/** Seven bits of each character, in the place of the characters. */
const withoutEscapes = (codes: Uint8Array): Uint8Array => {
  let used = 0
  for (let at = 0; at < codes.length; at++) {
    let code = codes[at]!
    if (code >= escape) code = code === escape ? (forbidden[codes[++at]! - firstName] ?? -1) : -1
    if (code < 0) throw new Error(`At character ${at} something stands that is no part of a packed run.`)
    codes[used++] = code
  }
  return codes.subarray(0, used)
}

const utf8 = new TextEncoder()
