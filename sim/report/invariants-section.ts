/** The invariants of a run: which held, which broke and where first, and which were never put to the test. */
import { count, counted, instant } from "./figures.ts"
import type { InvariantResult, RunResult, Verdict } from "./result.ts"
import { heading, mark, paintOf, type Style } from "./style.ts"
import { table, type Cell } from "./table.ts"
import { clean, wrap } from "./text-width.ts"

export const invariantsSection = (style: Style, invariants: readonly InvariantResult[]): readonly string[] => {
  if (invariants.length === 0) return []
  const rows = table(
    style,
    [
      { title: "", align: "left" },
      { title: "", align: "left" },
      { title: "", align: "left", shortens: true },
      { title: "exercised", align: "right" },
      { title: "", align: "left" },
    ],
    invariants.map((one): readonly Cell[] => [
      { text: mark(unpainted(style), one.verdict), paint: paintOf(style, one.verdict) },
      one.id,
      clean(one.name),
      count(one.exercised),
      { text: remark(one), paint: paintOf(style, one.verdict) },
    ]),
  )
  const [head, ...body] = rows
  const detailed = body.flatMap((row, i) => [row, ...breachLines(style, invariants[i])])
  return [heading(style, "Invariants", tallied(invariants.map(({ verdict }) => verdict))), ...(head === undefined ? [] : [head]), ...detailed]
}

export const expectationsSection = (style: Style, expectations: RunResult["expectations"]): readonly string[] => {
  if (expectations.length === 0) return []
  const lines = expectations.flatMap(({ says, verdict }) =>
    wrap(clean(says), style.width - (style.drawn ? 5 : 11)).map((line, i) =>
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

const remark = ({ verdict, exercised, breaches }: InvariantResult): string =>
  verdict === "broken" ? counted(breaches, "breach", "breaches") : verdict === "held" ? "" : exercised === 0 ? "never put to the test" : "not decided"

/** The first breach stands for all: the others nearly always follow from it. */
const breachLines = (style: Style, invariant: InvariantResult | undefined): readonly string[] => {
  const breach = invariant?.breach ?? null
  if (breach === null) return []
  const indent = " ".repeat(style.drawn ? 5 : 11)
  const where = breach.message < 0 ? instant(breach.at) : `${instant(breach.at)}, message ${breach.message}`
  return [...wrap(clean(breach.says), style.width - indent.length).map((line) => indent + line), `${indent}${style.dim(`first at ${where}`)}`]
}

/** Marks for a table are painted by the table, once their width is known. */
const unpainted = (style: Style): Style => ({ ...style, good: same, bad: same, warn: same })
const same = (text: string): string => text
