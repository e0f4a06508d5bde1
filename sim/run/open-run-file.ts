/** Run files on disk, read piece by piece. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs"
import { crc32 } from "node:zlib"
import { openRun, type RunFile } from "../journal/open-run.ts"

export interface OpenRunFile extends RunFile {
  /** Gives the file back; nothing can be read from then on. */
  readonly close: () => void
}

/** Opens a run file; what is not looked at is not read. */
export const openRunFile = (path: string): OpenRunFile => {
  const file = openSync(path, "r")
  try {
    const size = fstatSync(file).size
    const run = openRun({ size, read: (offset, length) => readAt(file, offset, length), crc32 })
    return { ...run, close: () => closeSync(file) }
  } catch (problem) {
    closeSync(file)
    throw problem
  }
}

/** Some bytes of an open file; fewer only at its end. */
export const readAt = (file: number, offset: number, length: number): Uint8Array => {
  const bytes = new Uint8Array(length)
  let done = 0
  while (done < length) {
    const count = readSync(file, bytes, done, length - done, offset + done)
    if (count === 0) break
    done += count
  }
  return bytes.subarray(0, done)
}

/** Some bytes of a file that is not open. */
export const readFrom = (path: string, offset: number, length: number): Uint8Array => {
  const file = openSync(path, "r")
  try {
    return readAt(file, offset, length)
  } finally {
    closeSync(file)
  }
}
