/** CRC-32 as in zip and PNG: tells bytes that were written from bytes that were damaged on the way. */

/** Four tables, so that four bytes are worked off in one step. */
const tables = Array.from({ length: 4 }, () => new Uint32Array(256))
const [t0, t1, t2, t3] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]
for (let byte = 0; byte < 256; byte++) {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  t0[byte] = crc
}
for (let byte = 0; byte < 256; byte++) {
  t1[byte] = (t0[byte]! >>> 8) ^ t0[t0[byte]! & 255]!
  t2[byte] = (t1[byte]! >>> 8) ^ t0[t1[byte]! & 255]!
  t3[byte] = (t2[byte]! >>> 8) ^ t0[t2[byte]! & 255]!
}

/** The checksum of some bytes, or of bytes that follow those with the checksum `before`. */
export const crc32 = (bytes: Uint8Array, before = 0): number => {
  let crc = ~before
  let i = 0
  for (const end = bytes.length - 3; i < end; i += 4) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    crc = t3[crc & 255]! ^ t2[(crc >>> 8) & 255]! ^ t1[(crc >>> 16) & 255]! ^ t0[crc >>> 24]!
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 255]!
  return ~crc >>> 0
}
