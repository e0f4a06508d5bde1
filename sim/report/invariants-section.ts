/** The invariants of a run: which held, which broke and where first, and which were never put to the test. */
import { count, instant } from "./figures.ts"
import type { InvariantResult, RunResult, Verdict } from "./result.ts"
import { heading, mark, paintOf, type Style } from "./style.ts"
import { tableRows, type Cell } from "./table.ts"
import { clean, wrap } from "./text-width.ts"

export const invariantsSection = (style: Style, invariants: readonly InvariantResult[]): readonly string[] =>
  invariants.length === 0
    ? []
    : [
        heading(style, "Invariants", tallied(invariants.map(({ verdict }) => verdict))),
        ...invariantLines(style, invariants),
      ]

/** The same without a heading over it. */
export const invariantLines = (style: Style, invariants: readonly InvariantResult[]): readonly string[] => {
  const [head = [], ...rows] = tableRows(
    style,
    [
      { title: "", align: "left" },
      { title: "", align: "left" },
      { title: "invariant", align: "left", wraps: true },
      { title: "exercised", align: "right" },
    ],
    invariants.map(({ id, name, verdict, exercised }): readonly Cell[] => [
      { text: mark(unpainted(style), verdict), paint: paintOf(style, verdict) },
      id,
      clean(name),
      exercised === 0 ? { text: "never", paint: style.warn } : count(exercised),
    ]),
  )
  return [...head, ...rows.flatMap((row, i) => [...row, ...remarks(style, invariants[i])])]
}

export const expectationsSection = (style: Style, expectations: RunResult["expectations"]): readonly string[] => {
  if (expectations.length === 0) return []
  const lines = expectations.flatMap(({ says, verdict, found }) =>
    wrap(clean(found === null ? says : `${says} ${found}`), style.width - (style.drawn ? 5 : 11)).map((line, i) =>
      i === 0 ? `   ${mark(style, verdict)} ${line}` : `${" ".repeat(style.drawn ? 5 : 11)}${line}`,
    ),
  )
  return [heading(style, "Expected", tallied(expectations.map(({ verdict }) => verdict))), ...lines]
}

/** `17 held, 1 broken, 2 unknown`; what there is none of is not said, but for the good news. */
export const tallied = (verdicts: readonly Verdict[]): string =>
  (["held", "broken", "unknown"] as const)
    .map((verdict) => ({ verdict, n: verdicts.filter((one) => one === verdict).length }))
    .filter(({ verdict, n }) => n > 0 || verdict === "held")
    .map(({ verdict, n }) => `${count(n)} ${verdict}`)
    .join(", ")

/** The first breach stands for all: the others nearly always follow from it. */
const remarks = (style: Style, invariant: InvariantResult | undefined): readonly string[] => {
  const indent = " ".repeat(style.drawn ? 5 : 11)
  if (invariant?.verdict === "unknown" && invariant.exercised > 0)
    return [`${indent}${style.dim("exercised, but what would decide it could not be observed")}`]
  const breach = invariant?.breach ?? null
  if (invariant === undefined || breach === null) return []
  const where = breach.message < 0 ? instant(breach.at) : `${instant(breach.at)}, message ${breach.message}`
  const often = invariant.breaches > 1 ? `first of ${count(invariant.breaches)} breaches, at` : "at"
  return [
    ...wrap(clean(breach.says), style.width - indent.length).map((line) => indent + line),
    `${indent}${style.dim(`${often} ${where}`)}`,
  ]
}

/** Marks for a table are painted by the table, once their width is known. */
const unpainted = (style: Style): Style => ({ ...style, good: same, bad: same, warn: same })
const same = (text: string): string => text
