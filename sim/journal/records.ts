/**
 * How a run file is cut into records: `[type u8][length u32][crc32 u32][payload]`, little-endian, after eight bytes of magic.
 *
 * The checksum covers type and length too, so that a damaged length is noticed and not followed.
 */
import { crc32 } from "./crc32.ts"

/** "BACKLOT" and the version of the format. */
export const magic = new Uint8Array([0x42, 0x41, 0x43, 0x4b, 0x4c, 0x4f, 0x54, 1])

export const recordTypes = { header: 1, dictionary: 2, batch: 3, bodies: 4, commit: 5, footer: 6 } as const

export type RecordType = keyof typeof recordTypes

export interface RunRecord {
  readonly type: RecordType
  /** Byte at which the record begins. */
  readonly start: number
  readonly end: number
  readonly payload: Uint8Array
}

const prefixBytes = 9

/** The bytes of one record, its payload given in parts. */
export const frame = (type: RecordType, ...parts: readonly Uint8Array[]): Uint8Array => {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const bytes = new Uint8Array(prefixBytes + length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, recordTypes[type])
  view.setUint32(1, length, true)
  let offset = prefixBytes
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  view.setUint32(5, checksum(bytes, 0, bytes.length), true)
  return bytes
}

/** The record that begins at `start`, or a sentence that says why there is none. */
export const recordAt = (bytes: Uint8Array, start: number): RunRecord | string => {
  const cutOff = `The file ends in the middle of a record that begins at byte ${start}.`
  if (start + prefixBytes > bytes.length) return cutOff
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, prefixBytes)
  const code = view.getUint8(0)
  const end = start + prefixBytes + view.getUint32(1, true)
  const type = (Object.keys(recordTypes) as RecordType[]).find((known) => recordTypes[known] === code)
  if (type === undefined) return `At byte ${start} a record should begin, but ${code} is no type of record.`
  if (end > bytes.length) return cutOff
  if (checksum(bytes, start, end) !== view.getUint32(5, true)) {
    return `The ${type} record at byte ${start} is damaged: its checksum does not match.`
  }
  return { type, start, end, payload: bytes.subarray(start + prefixBytes, end) }
}

/** Unsigned 32-bit numbers as bytes. */
export const numbers = (...values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value, true)
  return bytes
}

/** The first `count` unsigned 32-bit numbers of some bytes. */
export const numbersOf = (bytes: Uint8Array, count: number): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: count }, (_, index) => view.getUint32(index * 4, true))
}

/** Type and length, then the payload: all but the checksum's own place. */
const checksum = (bytes: Uint8Array, start: number, end: number): number =>
  crc32(bytes.subarray(start + prefixBytes, end), crc32(bytes.subarray(start, start + 5)))
