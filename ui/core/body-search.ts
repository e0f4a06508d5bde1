/** Looks into bodies for a filter: batch by batch, and not at all into batches whose texts do not have what is looked for. */
import type { SealedBatch } from "../../sim/journal/sealed-batch.ts"
import { bodiesIndex } from "../../sim/journal/tables.ts"
import type { BodyTerm } from "./filter-terms.ts"
import type { RunModel } from "./run-model.ts"

/** Tests one row after another; those of a batch best come together. */
export const bodyTester = (
  terms: readonly BodyTerm[],
  model: RunModel,
): ((row: number) => boolean | Promise<boolean>) => {
  let index = -1
  let batch: SealedBatch | null = null
  let may: readonly boolean[] = []
  const test = (number: number): boolean => {
    const body = may.some(Boolean) ? textOf(batch!, number - batch!.firsts[bodiesIndex]!) : ""
    return terms.every((term, at) => (may[at] === true && holds(term, body)) !== term.negated)
  }
  return (row) => {
    const number = model.columns.body[row]!
    if (number < 0) return terms.every(({ negated }) => negated)
    const needed = model.index.find(bodiesIndex, number)
    if (needed === index) return test(number)
    return model.batch(needed).then((read) => {
      index = needed
      batch = read
      may = terms.map((term) => mayHold(term, read))
      return test(number)
    })
  }
}

const textOf = (batch: SealedBatch, body: number): string => JSON.stringify(batch.body(body))

const holds = (term: BodyTerm, text: string): boolean => {
  if (term.key === "size") {
    const { length } = new TextEncoder().encode(text)
    return term.ranges.some(({ least, most }) => length >= least && length <= most)
  }
  const lower = text.toLowerCase()
  return term.words.some((word) => lower.includes(word.toLowerCase()))
}

/** Can any body of a batch hold it? Letters only stand in its texts; whatever has digits may be a number. */
const mayHold = (term: BodyTerm, batch: SealedBatch): boolean => {
  if (term.key === "size") return true
  return term.words.some((word) => {
    const parts = word.toLowerCase().match(/\p{L}+/gu) ?? []
    return parts.every((part) => jsonWords.some((known) => known.includes(part)) || hasText(batch, part))
  })
}

/** What JSON writes with letters of its own. */
const jsonWords = ["true", "false", "null"]

const hasText = (batch: SealedBatch, part: string): boolean => {
  for (let id = 0; id < batch.texts; id++) if (batch.text(id).toLowerCase().includes(part)) return true
  return false
}
