/**
 * Loads a run from a stream of its bytes, in slices, and tells after each one; the same code for a file and for a run that goes on.
 *
 * Where the whole file is at hand its end is read first: the verdict and the number of messages are known before the rest comes.
 * A truncated or damaged file gives what could be read, and a sentence.
 */
import {
  checkMagic,
  dictionaryOf,
  endBytes,
  endingIn,
  endProblem,
  endsWithoutFooter,
  footerStart,
  headerIn,
  layoutProblem,
  otherCounts,
  takeNames,
  whatWasRead,
  type Ending,
} from "../../sim/journal/run-parts.ts"
import { prefixBytes, readPrefix, recordOf, type RunRecord } from "../../sim/journal/records.ts"
import { SealedBatch } from "../../sim/journal/sealed-batch.ts"
import { tableIndex } from "../../sim/journal/tables.ts"
import { BatchReader } from "./batch-reader.ts"
import type { ByteSource } from "./byte-source.ts"
import { RecordStream } from "./record-stream.ts"
import { footerOf, headerOf } from "./run-header.ts"
import { RunModel } from "./run-model.ts"
import { Pictures, Slices } from "./slices.ts"

export interface Loading {
  readonly stream: ReadableStream<Uint8Array>
  /** Where bytes are read again. */
  readonly source: ByteSource
  /** True while the run itself goes on. */
  readonly live?: boolean
  /** Called once the model exists, and now and then when something came. */
  readonly onChange?: (model: RunModel) => void
  /** Waits until what was told is on the screen; what is no page has none. */
  readonly drawn?: () => Promise<void>
}

/** The model when all of the stream was read. A stream that is no run file at all is a `NotARunFile`. */
export const loadRun = async ({
  stream,
  source,
  live = false,
  onChange,
  drawn = unseen,
}: Loading): Promise<RunModel> => {
  const model = new RunModel(new BatchReader(source))
  const ending = await readEnding(source)
  if (ending !== null) takeEnding(model, ending)
  const records = new RecordStream(stream)
  checkMagic(await records.magic())
  const { whole, problem } = await takeRecords(model, records, { live, tell: () => onChange?.(model), drawn })
  await records.cancel()
  model.state = whole ? "whole" : "partial"
  model.says = whatWasRead(model.counts, whole, problem)
  model.version++
  onChange?.(model)
  return model
}

/** The footer of a file that is at hand; null when there is none. */
const readEnding = async (source: ByteSource): Promise<Ending | null> => {
  if (source.size === null || source.size < endBytes) return null
  const start = footerStart(await source.read(source.size - endBytes, endBytes))
  if (start === null || start >= source.size) return null
  const bytes = await source.read(start, source.size - endBytes - start)
  const prefix = readPrefix(bytes, start)
  if (typeof prefix === "string" || prefix.type !== "footer") return null
  const record = recordOf(prefix, start, bytes.subarray(prefixBytes, prefixBytes + prefix.length))
  return typeof record === "string" ? null : endingIn(record)
}

const takeEnding = (model: RunModel, ending: Ending): void => {
  model.footer = footerOf(ending.footer)
  model.names = dictionaryOf(ending.names)
  model.expect(ending.rows[tableIndex.messages] ?? 0)
}

/** How a file ends: whole when everything that the run wrote was read. */
interface End {
  readonly whole: boolean
  readonly problem: string | null
}

const partial = (problem: string): End => ({ whole: false, problem })

const unseen = (): Promise<void> => Promise.resolve()

interface Watcher {
  readonly live: boolean
  readonly tell: () => void
  readonly drawn: () => Promise<void>
}

/** Takes records until the file ends. */
const takeRecords = async (model: RunModel, records: RecordStream, { live, tell, drawn }: Watcher): Promise<End> => {
  const slices = new Slices()
  const pictures = new Pictures()
  const namesKnown = model.names.size > 0
  for (let first = true; ; first = false) {
    const record = await records.next()
    if (record === null) return partial(endsWithoutFooter(records.at))
    if (typeof record === "string") return partial(record)
    if (first) {
      const header = headerIn(record)
      if (typeof header === "string") return partial(header)
      model.header = headerOf(header)
      model.state = live ? "live" : "loading"
      const problem = layoutProblem(header)
      if (problem !== null) return partial(problem)
      tell()
      continue
    }
    if (record.type === "header") return partial(`A header record does not belong at byte ${record.start}.`)
    if (record.type === "footer") return takeFooter(model, records, record)
    try {
      if (record.type === "batch") takeBatch(model, record)
      else if (!namesKnown) takeNames(model.names, record.payload)
    } catch (problem) {
      return partial(`In the ${record.type} record at byte ${record.start}: ${(problem as Error).message}`)
    }
    if (live) tell()
    else if (pictures.due && model.rows > 0) {
      tell()
      await drawn()
      pictures.shown()
    }
    await slices.pause()
  }
}

const takeBatch = (model: RunModel, record: RunRecord): void => {
  const batch = new SealedBatch(record.payload)
  if (batch.firsts.some((first, table) => first !== model.counts[table])) {
    throw new Error(`rows from ${batch.firsts.join(", ")} on should follow ${model.counts.join(", ")} rows.`)
  }
  if (batch.names > model.names.size) {
    throw new Error(`${batch.names} names should be known, but ${model.names.size} are.`)
  }
  model.add(batch, record.start, record.end - record.start)
}

const takeFooter = async (model: RunModel, records: RecordStream, record: RunRecord): Promise<End> => {
  const ending = endingIn(record)
  if (ending === null) return partial(`The footer at byte ${record.start} is none that a run writes.`)
  if (ending.rows.some((count, table) => count !== model.counts[table])) {
    return partial(otherCounts(ending.rows, model.counts))
  }
  model.footer = footerOf(ending.footer)
  return { whole: true, problem: endProblem(await records.rest(), record) }
}
