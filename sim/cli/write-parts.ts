/** Writes a text part by part, to a file or to standard output, and shows how far it is; the whole text is never in memory. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs"
import { dirname } from "node:path"
import type { TextExport } from "../report/export/run-rows.ts"
import type { CliIo } from "./app.ts"
import { barShower } from "./progress.ts"

/** Characters that are written at once. */
const chunkChars = 262_144

/** Null writes to standard output. */
export const writeParts = async (path: string | null, what: string, text: TextExport, io: CliIo): Promise<void> => {
  if (path === null) return pour(text, what, io, io.out)
  await wholeFile(path, async (unfinished) => {
    const file = openSync(unfinished, "w")
    try {
      await pour(text, what, io, (chunk) => {
        for (let bytes = Buffer.from(chunk); bytes.length > 0;) bytes = bytes.subarray(writeSync(file, bytes))
      })
    } finally {
      closeSync(file)
    }
  })
}

/** A file appears under its name when it is whole; a failed one leaves nothing behind. */
export const wholeFile = async (path: string, write: (unfinished: string) => Promise<void>): Promise<void> => {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = `${path}.unfinished`
  try {
    await write(unfinished)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

const pour = async (text: TextExport, what: string, io: CliIo, write: (chunk: string) => void): Promise<void> => {
  const bar = barShower(io, what)
  let done = 0
  let chunk = ""
  for (const part of text.parts(() => done++)) {
    chunk += part
    if (chunk.length < chunkChars) continue
    write(chunk)
    chunk = ""
    bar.show(done, text.total, () => `${done} of ${text.total}`)
    // Lets the program notice that whoever reads its output has gone away.
    await new Promise(setImmediate)
  }
  write(chunk)
  bar.end()
}
