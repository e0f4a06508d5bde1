/**
 * How a run file is cut into records, after eight bytes of magic: sixteen bytes of prefix, then a payload, all little-endian.
 *
 *     type u8 | 0 0 0 | payload bytes u32 | CRC-32 of the payload u32 | CRC-32 of the twelve bytes before u32 | payload
 *
 * The prefix has a checksum of its own, so that a damaged length is noticed and not followed. Payloads are padded to a multiple of
 * eight bytes: in a file that is in memory as a whole, each one can be looked at through typed arrays where it lies.
 */
import { crc32, type Crc32 } from "./crc32.ts"

/** Where the bytes of a file come from, be it a file descriptor, a Blob or an array. `read` gives exactly what is asked for. */
export interface RunSource {
  readonly size: number
  read(offset: number, length: number): Uint8Array
  /** The machine's own checksum, where it has one. */
  readonly crc32?: Crc32
}

/** "BACKLOT" and the version of the format. */
export const magic = new Uint8Array([0x42, 0x41, 0x43, 0x4b, 0x4c, 0x4f, 0x54, 2])

/** The last eight bytes of a whole file, after eight that say where its footer begins. */
export const endMagic = magic.toReversed()

export const recordTypes = { header: 1, names: 2, batch: 3, footer: 4 } as const

export type RecordType = keyof typeof recordTypes

export interface RunRecord {
  readonly type: RecordType
  /** Byte at which the record begins. */
  readonly start: number
  readonly end: number
  readonly payload: Uint8Array
}

export const prefixBytes = 16

/** The prefix of a record with this payload, whose size must be a multiple of eight. */
export const prefixOf = (type: RecordType, payload: Uint8Array, checksum: Crc32 = crc32): Uint8Array => {
  if (payload.length % 8 !== 0 || payload.length > 0xffffffff) {
    throw new RangeError(
      `A ${type} record cannot have ${payload.length} bytes: a multiple of 8 below 4294967296 is needed.`,
    )
  }
  const bytes = new Uint8Array(prefixBytes)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, recordTypes[type])
  view.setUint32(4, payload.length, true)
  view.setUint32(8, checksum(payload), true)
  view.setUint32(12, crc32(bytes.subarray(0, 12)), true)
  return bytes
}

/** What a prefix says of its record. */
export interface RecordPrefix {
  readonly type: RecordType
  /** Bytes of the payload. */
  readonly length: number
  readonly checksum: number
}

/** The prefix that stands at byte `start`, or a sentence that says why it is none. */
export const readPrefix = (bytes: Uint8Array, start: number): RecordPrefix | string => {
  if (bytes.length < prefixBytes) return cutOffIn(start)
  const view = new DataView(bytes.buffer, bytes.byteOffset, prefixBytes)
  if (crc32(bytes.subarray(0, 12)) !== view.getUint32(12, true)) {
    return `At byte ${start} a record should begin, but what stands there is damaged.`
  }
  const type = (Object.keys(recordTypes) as RecordType[]).find((known) => recordTypes[known] === bytes[0])
  if (type === undefined) return `At byte ${start} a record should begin, but ${bytes[0]} is no type of record.`
  return { type, length: view.getUint32(4, true), checksum: view.getUint32(8, true) }
}

/** The record of a prefix and the payload that follows it, or a sentence that says why it is none. */
export const recordOf = (
  { type, length, checksum }: RecordPrefix,
  start: number,
  payload: Uint8Array,
  checksumOf: Crc32 = crc32,
): RunRecord | string => {
  if (payload.length !== length) return cutOffIn(start)
  if (checksumOf(payload) !== checksum) {
    return `The ${type} record at byte ${start} is damaged: its checksum does not match.`
  }
  return { type, start, end: start + prefixBytes + length, payload }
}

/** The record that begins at `start`, or a sentence that says why there is none. */
export const recordAt = (source: RunSource, start: number): RunRecord | string => {
  const prefix = readPrefix(source.read(start, Math.min(prefixBytes, Math.max(0, source.size - start))), start)
  if (typeof prefix === "string") return prefix
  if (start + prefixBytes + prefix.length > source.size) return cutOffIn(start)
  return recordOf(prefix, start, source.read(start + prefixBytes, prefix.length), source.crc32)
}

const cutOffIn = (start: number): string => `The file ends in the middle of a record that begins at byte ${start}.`

/** A value as JSON text, padded with spaces. */
export const jsonBytes = (value: unknown): Uint8Array => {
  const text = utf8.encode(JSON.stringify(value))
  const bytes = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20)
  bytes.set(text)
  return bytes
}

/** The JSON value in a payload. */
export const jsonOf = (payload: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(payload))

const utf8 = new TextEncoder()
