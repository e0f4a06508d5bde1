/** The digest of a journal computed anew from nothing but its rows, texts and bodies: what a file is compared with. */
import type { Batch } from "./batch.ts"
import { digestScratch, RunningDigest, type Contents } from "./digest.ts"
import { BodyPacker } from "./pack.ts"
import type { JournalReader } from "./reader.ts"
import { SealedBatch } from "./sealed-batch.ts"
import { bodiesIndex, layout } from "./tables.ts"
import { Texts } from "./texts.ts"

export const digestOf = (journal: JournalReader, extra: Iterable<string> = []): string => {
  const digest = new RunningDigest()
  const scratch = digestScratch()
  for (let index = 0; index < journal.batches; index++) {
    const batch = journal.batch(index)
    const texts = contentsOfTexts(batch)
    const bodies = contentsOfBodies(batch)
    const rows = (table: number): number => batch.rows(table)
    const column = (table: number, at: number): Float64Array => batch.column(table, at)
    digest.advance({ rows, column, texts, bodies }, journal.names, scratch)
  }
  return digest.hex(extra)
}

/** The texts that columns speak of, at their numbers; all others stay out. */
const contentsOfTexts = (batch: Batch): Contents => {
  const texts = new Texts()
  let size = 0
  for (const [table, columns] of layout.entries()) {
    for (const { type, index } of columns) {
      if (type !== "text") continue
      for (const id of batch.column(table, index)) if (id >= size) size = id + 1
    }
  }
  for (let id = 0; id < size; id++) texts.intern(batch.text(id))
  return texts
}

const contentsOfBodies = (batch: Batch): Contents => {
  const packer = new BodyPacker(new Texts())
  const parts = new Map<number, unknown>()
  for (let id = 0; id < batch.rows(bodiesIndex); id++) {
    packer.add(batch instanceof SealedBatch ? batch.bodyWith(id, parts) : batch.body(id))
  }
  return packer
}
