/**
 * Finds the messages that a filter asks for. All but bodies and headers is decided by columns, quickly enough for every keystroke; what
 * asks for those narrows the rest down in slices.
 */
import { chainOf } from "./causes.ts"
import { hasFailed, isRefused } from "./density.ts"
import {
  isAboutBodies,
  isAboutHeaders,
  type BodyTerm,
  type Filter,
  type FilterMark,
  type HeaderTerm,
  type Moment,
  type Range,
  type Term,
} from "./filter-terms.ts"
import { globOf } from "./glob.ts"
import { kindOf, messageKinds } from "./message-columns.ts"
import type { RunModel } from "./run-model.ts"
import { Slices } from "./slices.ts"

type Test = (row: number) => boolean

/** Of these rows those that the columns do not rule out, in the same order. */
export const filterColumns = (filter: Filter, model: RunModel, rows: Uint32Array): Uint32Array => {
  const tests = filter.terms.filter((term) => !needsReading(term)).map((term) => testOf(term, model))
  if (tests.length === 0) return rows
  const found = new Uint32Array(rows.length)
  let count = 0
  for (const row of rows) if (tests.every((test) => test(row))) found[count++] = row
  return found.slice(0, count)
}

const needsReading = (term: Term): boolean => isAboutBodies(term) || isAboutHeaders(term)

/** Does the filter ask for what stands in bodies or headers? */
export const asksForContents = (filter: Filter): boolean => filter.terms.some(needsReading)

export interface ContentSearch {
  /** Called between slices with what was found so far and how far the search is, from 0 to 1. */
  readonly onProgress?: (found: readonly number[], share: number) => void
  readonly signal?: AbortSignal
}

/** Of rows that the columns let through those whose bodies and headers are as asked for. */
export const filterContents = async (
  filter: Filter,
  model: RunModel,
  rows: Uint32Array,
  { onProgress, signal }: ContentSearch = {},
): Promise<Uint32Array> => {
  const aboutBodies = filter.terms.filter(isAboutBodies)
  const aboutHeaders = filter.terms.filter(isAboutHeaders)
  const tests = [
    ...(aboutBodies.length === 0 ? [] : [await bodyTesterOf(aboutBodies, model)]),
    ...(aboutHeaders.length === 0 ? [] : await headerTesters(aboutHeaders, model)),
  ]
  const holds = async (row: number): Promise<boolean> => {
    for (const test of tests) if (!(await test(row))) return false
    return true
  }
  const found: number[] = []
  const slices = new Slices()
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    if (await holds(row)) found.push(row)
    if (!slices.due) continue
    onProgress?.(found, i / rows.length)
    await slices.pause()
    signal?.throwIfAborted()
  }
  return Uint32Array.from(found)
}

const testOf = (term: Term, model: RunModel): Test => {
  const test = plainTest(term, model)
  return term.negated ? (row) => !test(row) : test
}

const plainTest = (term: Term, model: RunModel): Test => {
  const { columns } = model
  switch (term.key) {
    case "text":
      return textTest(term.words, model)
    case "followed-by":
      return followedBy(term.filter, term.withinMs, model)
    case "from": {
      const wanted = instancesLike(term.words, model)
      return (row) => wanted[columns.sender[row]!] === 1
    }
    case "to": {
      const wanted = instancesLike(term.words, model)
      return (row) => wanted[columns.receiver[row]!] === 1
    }
    case "system": {
      const wanted = instancesLike(term.words, model)
      return (row) => wanted[columns.sender[row]!] === 1 || wanted[columns.receiver[row]!] === 1
    }
    case "type": {
      const wanted = namesLike(term.words, model)
      return (row) => wanted[columns.operation[row]!] === 1
    }
    case "kind": {
      const wanted = messageKinds.map((kind) => likeAny(term.words)(kind))
      return (row) => wanted[columns.kind[row]!] === true
    }
    case "order": {
      const wanted = flagsOf(model.subjects.roots, likeAny(term.words))
      return (row) => wanted[model.rootOf(row)] === 1
    }
    case "subject": {
      const wanted = flagsOf(model.subjects.texts, likeAny(term.words))
      return (row) => wanted[columns.subject[row]!] === 1
    }
    case "status":
      return (row) => isInAny(term.ranges, columns.status[row]!)
    case "attempt":
      return (row) => isInAny(term.ranges, columns.attempt[row]!)
    case "slower":
      return (row) => isInAny(term.ranges, durationOf(model, row) - 1)
    case "after": {
      const least = Math.min(...term.instants.map((moment) => instantOf(moment, model)))
      return (row) => columns.sentAt[row]! >= least
    }
    case "before": {
      const most = Math.max(...term.instants.map((moment) => instantOf(moment, model)))
      return (row) => columns.sentAt[row]! < most
    }
    case "causes": {
      const wanted = new Set(term.rows.flatMap((row) => chainOf(model, row)))
      return (row) => wanted.has(row)
    }
    case "caused-by":
      return descendants(term.rows, model)
    case "violation": {
      const like = likeAny(term.words)
      const wanted = new Set(model.breaches.filter(({ invariant }) => like(invariant)).map(({ row }) => row))
      return (row) => wanted.has(row)
    }
    case "fault": {
      const like = likeAny(term.words)
      const wanted = new Set(model.faults.filter(({ kind }) => like(kind)).map(({ row }) => row))
      return (row) => wanted.has(row)
    }
    case "is": {
      const tests = term.marks.map((mark) => markTest(mark, model))
      return (row) => tests.some((test) => test(row))
    }
    case "body":
    case "size":
    case "header":
      throw new Error(`${term.key} is not decided by columns.`)
  }
}

const markTest = (mark: FilterMark, model: RunModel): Test => {
  const { columns } = model
  switch (mark) {
    case "problem": {
      const rows = new Set(model.problems)
      return (row) => rows.has(row)
    }
    case "error":
      return (row) => columns.status[row]! >= 400
    case "failed":
      return (row) => hasFailed(model, row)
    case "refused":
      return (row) => isRefused(model, row)
    case "lost":
      return (row) => columns.deliveredAt[row]! < 0
    case "fault": {
      const rows = new Set(model.faults.map(({ row }) => row))
      return (row) => rows.has(row)
    }
    case "violation": {
      const rows = new Set(model.breaches.map(({ row }) => row))
      return (row) => rows.has(row)
    }
    case "retry":
      return (row) => columns.attempt[row]! > 1
    case "copy":
      return (row) => columns.copy[row]! > 0
    case "poll":
      return (row) => columns.count[row]! > 1
    case "timer":
      return (row) => isByClock(model, row)
    case "sut": {
      const real = realSystems(model)
      return (row) => real.has(columns.sender[row]!) || real.has(columns.receiver[row]!)
    }
    case "act":
    case "request":
    case "response":
    case "webhook":
    case "receipt":
    case "handover": {
      const kind = messageKinds.indexOf(mark)
      return (row) => columns.kind[row] === kind
    }
  }
}

/**
 * Was it sent because a time had come, and not because a message had just arrived? A further try is not: its call was sent before. Nor
 * is what people do, or a real system, whose clocks nobody sees.
 */
const isByClock = (model: RunModel, row: number): boolean => {
  const { attempt, copy, cause, sentAt, deliveredAt } = model.columns
  const kind = kindOf(model, row)
  if (kind === "act" || kind === "response" || kind === "receipt" || attempt[row]! > 1 || copy[row]! > 0) return false
  const by = cause[row]!
  return by < 0 ? !model.arrivals.has(row) : sentAt[row]! > deliveredAt[by]!
}

/** Names of instances whose messages came from a real system. */
const realSystems = (model: RunModel): ReadonlySet<number> =>
  new Set([...model.arrivals.keys()].map((row) => model.columns.sender[row]!))

const textTest = (words: readonly string[], model: RunModel): Test => {
  const like = likeAny(words, true)
  const names = flagsOf(model.names.from(0), like)
  const subjects = flagsOf(model.subjects.texts, like)
  const { operation, subject, sender, receiver } = model.columns
  return (row) =>
    names[operation[row]!] === 1 ||
    subjects[subject[row]!] === 1 ||
    names[sender[row]!] === 1 ||
    names[receiver[row]!] === 1
}

/** Rows after which one that the inner filter finds comes in the same order, in time. */
const followedBy = (filter: Filter, withinMs: number, model: RunModel): Test => {
  const all = Uint32Array.from({ length: model.rows }, (_, row) => row)
  const { sentAt } = model.columns
  const byRoot = new Map<number, number[]>()
  for (const row of filterColumns(filter, model, all)) {
    const root = model.rootOf(row)
    const instants = byRoot.get(root)
    if (instants === undefined) byRoot.set(root, [sentAt[row]!])
    else instants.push(sentAt[row]!)
  }
  for (const instants of byRoot.values()) instants.sort((a, b) => a - b)
  return (row) => {
    const at = sentAt[row]!
    const next = byRoot.get(model.rootOf(row))?.find((instant) => instant > at)
    return next !== undefined && next - at <= withinMs
  }
}

const descendants = (rows: readonly number[], model: RunModel): Test => {
  const wanted = new Set(rows)
  const flags = new Uint8Array(model.rows)
  const { cause } = model.columns
  for (let row = Math.min(...rows) + 1; row < model.rows; row++) {
    const by = cause[row]!
    if (by >= 0 && (flags[by] === 1 || wanted.has(by))) flags[row] = 1
  }
  return (row) => flags[row] === 1
}

/** How long a message took: an answer since its request was sent, any other on its way. */
export const durationOf = (model: RunModel, row: number): number => {
  const { kind, cause, sentAt, deliveredAt } = model.columns
  if (deliveredAt[row]! < 0) return 0
  const word = messageKinds[kind[row]!]
  const isAnswer = word === "response" || word === "receipt"
  return deliveredAt[row]! - (isAnswer && cause[row]! >= 0 ? sentAt[cause[row]!]! : sentAt[row]!)
}

const instantOf = ({ ms, relative }: Moment, model: RunModel): number =>
  relative ? (model.header?.businessAt ?? model.columns.sentAt[0] ?? 0) + ms : ms

const isInAny = (ranges: readonly Range[], value: number): boolean =>
  ranges.some(({ least, most }) => value >= least && value <= most)

const likeAny = (words: readonly string[], within = false): ((text: string) => boolean) => {
  const globs = words.map((word) => globOf(word, within))
  return (text) => globs.some((like) => like(text))
}

const flagsOf = (texts: readonly string[], like: (text: string) => boolean): Uint8Array =>
  Uint8Array.from(texts, (text) => (like(text) ? 1 : 0))

const namesLike = (words: readonly string[], model: RunModel): Uint8Array =>
  flagsOf(model.names.from(0), likeAny(words))

/** Names of instances that are, or whose kind or code is, one of the words. */
const instancesLike = (words: readonly string[], model: RunModel): Uint8Array => {
  const like = likeAny(words)
  const flags = namesLike(words, model)
  for (const { name, kind, code } of model.lanes) if (name >= 0 && (like(kind) || like(code))) flags[name] = 1
  return flags
}

type Tester = (row: number) => boolean | Promise<boolean>

/** What looks into bodies, and what works out how headers looked, is loaded when somebody asks. */
const bodyTesterOf = async (terms: readonly BodyTerm[], model: RunModel): Promise<Tester> =>
  (await import("./body-search.ts")).bodyTester(terms, model)

const headerTesters = async (terms: readonly HeaderTerm[], model: RunModel): Promise<readonly Tester[]> => {
  const { headerTester } = await import("./header-search.ts")
  return terms.map((term) => headerTester(term, model))
}
