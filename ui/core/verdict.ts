/**
 * What a run came to, as data from which each language makes one sentence: what broke, where, when, and what led to it.
 */
import { expectedInWords } from "../../sim/report/broken-in.ts"
import type { RunResult, Verdict } from "../../sim/report/result.ts"
import { causalStrip, elsewhereBefore, type CausalItem } from "./causes.ts"
import { orderOf } from "./order-index.ts"
import type { RunModel } from "./run-model.ts"
import { sharedWith } from "./shared-goods.ts"

/** What is told first: the worst that is known. */
export type Finding =
  | { readonly kind: "breach"; readonly invariant: string; readonly name: string; readonly says: string }
  | { readonly kind: "expectation"; readonly says: string }
  | { readonly kind: "defect"; readonly says: string }
  /** Something that was asked for never happened. */
  | { readonly kind: "unexercised"; readonly says: string }
  | { readonly kind: "nothing" }

export interface VerdictStrip {
  /** Null while the run goes on, and when its end is lost. */
  readonly verdict: Verdict | null
  readonly finding: Finding
  /** When it showed; null when it has no instant. */
  readonly at: number | null
  /** The message at which it showed, -1 for none. */
  readonly row: number
  /** The order that it is about, and the partner that the message was for. */
  readonly order: string | null
  readonly instance: string | null
  /** How many other findings there are. */
  readonly others: number
  /** Faults of the scenario, and how many of them acted. */
  readonly faults: number
  readonly faultsActed: number
  readonly causes: readonly CausalItem[]
}

interface Found {
  readonly finding: Finding
  readonly at: number | null
  readonly row: number
}

/** What is told at a place, 0 the worst; beyond the last one it begins anew. */
export const verdictOf = (model: RunModel, place = 0): VerdictStrip => {
  const result = model.footer?.result ?? null
  const found = findingsOf(model, result)
  const first = found[found.length === 0 ? 0 : place % found.length]
  const acted = result?.faults ?? []
  const common = {
    verdict: model.footer?.verdict ?? null,
    faults: acted.length,
    faultsActed: acted.filter((fault) => fault.acted > 0).length,
    others: Math.max(0, found.length - 1),
  }
  if (first === undefined) {
    return { ...common, finding: { kind: "nothing" }, at: null, row: -1, order: null, instance: null, causes: [] }
  }
  const { finding, at } = first
  const order = orderIn(model, first)
  const row = first.row >= 0 && first.row < model.rows ? first.row : -1
  const instance = row < 0 ? null : model.names.at(model.columns.receiver[row]!)
  const until = at ?? Infinity
  const causes = causalStrip(model, { row, until, order, shared: elsewhereBefore(model, until, order) })
  return { ...common, finding, at, row, order, instance, causes }
}

/** The same with what others did to the goods that it is about; that takes a look into postings. */
export const explainedVerdictOf = async (model: RunModel, place = 0): Promise<VerdictStrip> => {
  const strip = verdictOf(model, place)
  const { row, at, order } = strip
  if (row < 0) return strip
  const until = at ?? Infinity
  const goods = await sharedWith(model, row, until)
  if (goods.length === 0) return strip
  const shared = [...elsewhereBefore(model, until, order), ...goods]
  return { ...strip, causes: causalStrip(model, { row, until, order, shared }) }
}

/** All that is wrong, the worst first. */
const findingsOf = (model: RunModel, result: RunResult | null): readonly Found[] => {
  const foretold = model.footer?.verdict === "held"
  const breaches = breachesOf(model, result)
  const told = (kind: "expectation" | "defect" | "unexercised", says: string): Found => ({
    finding: { kind, says },
    at: null,
    row: -1,
  })
  const expectations = result?.expectations ?? []
  const of = (verdict: Verdict) => expectations.filter((expected) => expected.verdict === verdict)
  return [
    ...(result?.defects ?? []).map((says) => told("defect", says)),
    ...(foretold ? [] : breaches),
    ...of("broken").map((expected) => told("expectation", expectedInWords(expected))),
    ...of("unknown").map((expected) => told("unexercised", expectedInWords(expected))),
    // A breach that the scenario foretold is what it is about, even though it held.
    ...(foretold ? breaches : []),
  ]
}

/** The first breach of each invariant: what must never be before what only had to come right in the end. */
const breachesOf = (model: RunModel, result: RunResult | null): readonly Found[] => {
  const known = new Map(result?.invariants.map((invariant) => [invariant.id, invariant]))
  const isLate = (invariant: string): number => (known.get(invariant)?.kind === "convergence" ? 1 : 0)
  return model.breaches
    .filter(({ invariant }, index, all) => all.findIndex((other) => other.invariant === invariant) === index)
    .toSorted((a, b) => isLate(a.invariant) - isLate(b.invariant) || a.at - b.at)
    .map(({ at, row, invariant, says }) => {
      const name = known.get(invariant)?.name ?? invariant
      return { finding: { kind: "breach", invariant, name, says } as const, at, row }
    })
}

/** The order of the message, or the first one that the sentence names. */
const orderIn = (model: RunModel, { row, finding }: Found): string | null => {
  const says = "says" in finding ? finding.says : ""
  for (const [word] of says.matchAll(/[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu)) {
    const root = model.subjects.findRoot(word.replace(/[.-]+$/, ""))
    if (root >= 0 && (model.lastOfRoot[root] ?? -1) >= 0 && !isInstance(model, word)) return model.subjects.roots[root]!
  }
  if (row < 0 || row >= model.rows) return null
  const order = orderOf(model, row)
  return order === "" || isInstance(model, order) ? null : order
}

const isInstance = (model: RunModel, word: string): boolean => model.lanes.some(({ instance }) => instance === word)
