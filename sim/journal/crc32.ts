/** CRC-32 as in zip and PNG: tells bytes that were written from bytes that were damaged on the way. */

/** The checksum of some bytes, or of bytes that follow those with the checksum `before`. */
export type Crc32 = (bytes: Uint8Array, before?: number) => number

/** Sixteen tables of 256 entries, one after another, so that sixteen bytes are worked off in one step. */
const table = new Int32Array(16 * 256)
for (let byte = 0; byte < 256; byte++) {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  table[byte] = crc
}
for (let i = 256; i < table.length; i++) table[i] = (table[i - 256]! >>> 8) ^ table[table[i - 256]! & 255]!

const noWords = new Int32Array(0)

export const crc32: Crc32 = (bytes, before = 0) => {
  let crc = ~before
  let at = 0
  // Up to the first address from where four bytes can be read at once.
  const head = (4 - (bytes.byteOffset & 3)) & 3
  for (; at < head && at < bytes.length; at++) crc = (crc >>> 8) ^ table[(crc ^ bytes[at]!) & 255]!
  const steps = (bytes.length - at) >> 4
  const words = steps > 0 ? new Int32Array(bytes.buffer, bytes.byteOffset + at, steps * 4) : noWords
  for (let i = 0; i < words.length; i += 4) {
    const a = crc ^ words[i]!
    const b = words[i + 1]!
    const c = words[i + 2]!
    const d = words[i + 3]!
    crc =
      table[3840 + (a & 255)]! ^
      table[3584 + ((a >>> 8) & 255)]! ^
      table[3328 + ((a >>> 16) & 255)]! ^
      table[3072 + (a >>> 24)]! ^
      table[2816 + (b & 255)]! ^
      table[2560 + ((b >>> 8) & 255)]! ^
      table[2304 + ((b >>> 16) & 255)]! ^
      table[2048 + (b >>> 24)]! ^
      table[1792 + (c & 255)]! ^
      table[1536 + ((c >>> 8) & 255)]! ^
      table[1280 + ((c >>> 16) & 255)]! ^
      table[1024 + (c >>> 24)]! ^
      table[768 + (d & 255)]! ^
      table[512 + ((d >>> 8) & 255)]! ^
      table[256 + ((d >>> 16) & 255)]! ^
      table[d >>> 24]!
  }
  for (at += words.length * 4; at < bytes.length; at++) crc = (crc >>> 8) ^ table[(crc ^ bytes[at]!) & 255]!
  return ~crc >>> 0
}
