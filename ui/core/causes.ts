/**
 * Why something happened: the chain of messages back to what a person did, and of what went wrong the few messages that explain it.
 */
import { hasFailed, isRefused } from "./density.ts"
import { messageKinds } from "./message-columns.ts"
import { rowsOfOrder } from "./order-index.ts"
import type { FaultMark, RunModel } from "./run-model.ts"

/** Why a message stands in the strip; `shared`: it moved the same goods for somebody else. */
export type Role = "begin" | "fault" | "lost" | "error" | "retry" | "copy" | "shared" | "step" | "end"

export interface CausalItem {
  readonly row: number
  readonly role: Role
  /** The fault that acted on it. */
  readonly fault: FaultMark | null
}

/** What is to be explained. */
export interface Symptom {
  /** The message at which it showed, -1 for none. */
  readonly row: number
  /** Until when messages count. */
  readonly until: number
  readonly order: string | null
  /** Messages of others that have to do with it. */
  readonly shared?: readonly number[]
}

export const stripMax = 7

/** Rows from the first cause to a message, itself included. A cause is always an earlier row, so this comes to an end. */
export const chainOf = (model: RunModel, row: number): number[] => {
  const chain: number[] = []
  for (let at = row; at >= 0 && at < model.rows; at = model.columns.cause[at]!) {
    chain.push(at)
    if (model.columns.cause[at]! >= at) break
  }
  return chain.toReversed()
}

/**
 * At most seven messages that lead to a symptom, by instant: the first cause and the message itself, then what deviated on the way or
 * in the same order, then what people and partners did, the nearest first and each kind of message once before any comes twice.
 */
export const causalStrip = (model: RunModel, { row, until, order, shared = [] }: Symptom): readonly CausalItem[] => {
  const chain = chainOf(model, row)
  const { sentAt } = model.columns
  const ofOrder = order === null ? [] : [...rowsOfOrder(model, order)].filter((at) => sentAt[at]! <= until)
  const end = row >= 0 ? row : (ofOrder.at(-1) ?? -1)
  const faults = faultsByRow(model)
  const begin = chain[0] ?? ofOrder[0]
  const candidates = [...new Set([...chain, ...ofOrder, ...shared])].map((at): Candidate => {
    const fault = faults.get(at) ?? null
    const plain = at === end ? "end" : at === begin ? "begin" : shared.includes(at) ? "shared" : "step"
    const role = roleOf(model, at, fault, plain)
    return { row: at, role, fault, weight: weightOf(model, at, role, chain, end) }
  })
  return pick(model, candidates).toSorted((a, b) => sentAt[a.row]! - sentAt[b.row]! || a.row - b.row)
}

/** A rival of the same moment. */
const momentMs = 3_600_000
const elsewhereMax = 3

/**
 * What may have led to it without being about the order: the last things that people did in the world, what buyers did in the same
 * hour, and the last faults that acted. Of no order, whatever people did last.
 */
export const elsewhereBefore = (model: RunModel, until: number, order: string | null): readonly number[] => {
  const { kind, sentAt, receiver, cause } = model.columns
  const act = messageKinds.indexOf("act")
  const root = order === null ? -1 : model.subjects.findRoot(order)
  const isOther = (row: number): boolean => row >= 0 && model.rootOf(row) !== root
  const acts: number[] = []
  // The first one of all only fills the price list.
  for (let row = model.rows - 1; row > 0 && acts.length < elsewhereMax; row--) {
    if (kind[row] !== act || cause[row]! >= 0 || sentAt[row]! > until || !isOther(row)) continue
    const isBuyer = model.lanes[model.laneOf(receiver[row]!)]?.kind === "buyer"
    if (order === null || !isBuyer || until - sentAt[row]! <= momentMs) acts.push(row)
  }
  const faults = model.faults.filter(({ row, at, kind }) => at <= until && !saysNothing.has(kind) && isOther(row))
  return [...acts, ...faults.slice(-2).map(({ row }) => row)]
}

type Candidate = CausalItem & { readonly weight: number }

/** The weightiest, where another message of the same operation weighs less each time. */
const pick = (model: RunModel, candidates: readonly Candidate[]): CausalItem[] => {
  const { operation } = model.columns
  const taken: CausalItem[] = []
  const times = new Map<number, number>()
  const left = new Set(candidates.toSorted((a, b) => b.weight - a.weight || b.row - a.row))
  while (taken.length < stripMax && left.size > 0) {
    let best: Candidate | null = null
    let most = -Infinity
    for (const candidate of left) {
      if (candidate.weight <= most) break
      const weight = candidate.weight - again * (times.get(operation[candidate.row]!) ?? 0)
      if (weight > most) [best, most] = [candidate, weight]
    }
    if (best === null) break
    left.delete(best)
    times.set(operation[best.row]!, (times.get(operation[best.row]!) ?? 0) + 1)
    taken.push({ row: best.row, role: best.role, fault: best.fault })
  }
  return taken
}

const again = 12

/** Notes of what went as it should: a late answer is left unread, a person is told no. */
const saysNothing: ReadonlySet<string> = new Set(["discarded", "refused"])

const faultsByRow = (model: RunModel): ReadonlyMap<number, FaultMark> => {
  const marks = new Map<number, FaultMark>()
  for (const mark of model.faults) if (mark.row >= 0 && !marks.has(mark.row)) marks.set(mark.row, mark)
  return marks
}

const roleOf = (model: RunModel, row: number, fault: FaultMark | null, plain: Role): Role => {
  const { deliveredAt, attempt, copy } = model.columns
  if (plain === "end") return "end"
  if (fault !== null) return "fault"
  if (deliveredAt[row]! < 0) return "lost"
  if (hasFailed(model, row) || isRefused(model, row)) return "error"
  if (copy[row]! > 0) return "copy"
  if (attempt[row]! > 1) return "retry"
  return plain
}

const weights: Readonly<Record<Role, number>> = {
  end: 100,
  begin: 80,
  fault: 60,
  lost: 50,
  shared: 45,
  copy: 40,
  error: 40,
  retry: 30,
  step: 0,
}

/** What people do is what most stories hang on; an answer that went well says the least. */
const kindWeights: Readonly<Record<string, number>> = { act: 35, webhook: 14, handover: 10, request: 8 }

const weightOf = (model: RunModel, row: number, role: Role, chain: readonly number[], end: number): number => {
  const place = chain.indexOf(row)
  const onChain = place < 0 ? 0 : 4 + (4 * (place + 1)) / chain.length
  const near = end < 0 ? 0 : 6 / (1 + Math.abs(end - row) / 8)
  return weights[role] + (kindWeights[messageKinds[model.columns.kind[row]!] ?? ""] ?? 0) + onChain + near
}
