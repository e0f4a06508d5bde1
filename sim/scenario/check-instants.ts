/** What only all instants of a file together show: where the world starts, and which of them cannot be right. */
import { formatIso, readInstant, resolveInstant, type Instant } from "./instants.ts"
import { problem } from "./problems.ts"
import { defaultStartMs, startBefore } from "./scenario.ts"
import type { Problems } from "./tree-reader.ts"
import type { Tree } from "./yaml-tree.ts"

interface Found {
  readonly tree: Tree
  readonly source: string
  readonly instant: Instant
}

const paths = /^(workload\.(orders|acts)\[\d+\]\.at|faults\[\d+\]\.(at|until))$/

/** The start that the file says; else midnight before its earliest absolute instant; else a fixed one. */
export const startOf = (tree: Tree, said: number | null): number =>
  said ??
  instantsIn(tree).reduce(
    (least, { instant }) =>
      "epochMs" in instant && (least === null || instant.epochMs < least) ? startBefore(instant.epochMs) : least,
    null as number | null,
  ) ??
  defaultStartMs

/** `startMs` is null while the order book decides it; then only instants of one sort can be compared. */
export const checkInstants = (problems: Problems, tree: Tree, startMs: number | null): void => {
  const all = instantsIn(tree)
  for (const { tree: place, source, instant } of all) {
    if (startMs === null || resolveInstant(instant, startMs) >= startMs) continue
    problems.push(problem(place, source, `is before the world's start, ${formatIso(startMs)}`))
  }
  const byPath = new Map(all.map((found) => [found.tree.path, found]))
  for (const until of all) {
    const at = until.tree.path.endsWith(".until") ? byPath.get(until.tree.path.replace(/until$/, "at")) : undefined
    if (at === undefined) continue
    if (startMs === null && "epochMs" in at.instant !== "epochMs" in until.instant) continue
    if (resolveInstant(until.instant, startMs ?? 0) > resolveInstant(at.instant, startMs ?? 0)) continue
    problems.push(problem(until.tree, until.source, `is not after the beginning, ${at.source}`))
  }
}

const instantsIn = (tree: Tree): readonly Found[] => {
  if (tree.type === "map") return tree.entries.flatMap(({ value }) => instantsIn(value))
  if (tree.type === "list") return tree.items.flatMap(instantsIn)
  const read = paths.test(tree.path) ? readInstant(tree.source) : null
  return read?.ok === true ? [{ tree, source: tree.source, instant: read.value }] : []
}
