/**
 * The report of a run for people. It answers, from top to bottom: what ran, on which orders, what held, how the APIs and the
 * business did; and it ends with the verdict, because the last line is the one that is seen.
 */
import { apisSection, linksSection } from "./apis-section.ts"
import { bookSection } from "./book-account.ts"
import { brokenIn } from "./broken-in.ts"
import { count, counted, duration, instant } from "./figures.ts"
import { expectationsSection, invariantLines, invariantsSection, tallied } from "./invariants-section.ts"
import { operationsFigure } from "./operations.ts"
import type { RunResult, SuiteResult } from "./result.ts"
import { bar, heading, mark, none, paintOf, separator, type Style } from "./style.ts"
import { table, type Cell } from "./table.ts"
import { clean, displayWidth, shorten, wrap } from "./text-width.ts"

export interface ReportOptions {
  readonly verbose: boolean
  /** The command that repeats this run. */
  readonly again: string
}

/** Everything about one run. */
export const renderRun = (run: RunResult, style: Style, options: ReportOptions): string =>
  sections([
    titleLines(run, style),
    run.book === null ? [] : bookSection(style, run.book),
    operationsSection(run, style),
    apisSection(style, run.kpis.partners),
    options.verbose ? linksSection(style, run.kpis.links) : [],
    invariantsSection(style, run.invariants),
    expectationsSection(style, run.expectations),
    refusedSection(run, style),
    defectsSection(run, style),
    verdictLines(run, style, options),
  ])

/** One of many runs: a line when it held, and what broke or was never tried when it did not. */
export const renderRunBriefly = (run: RunResult, style: Style, options: ReportOptions): string => {
  const said = [counted(run.orders, "order"), counted(run.messages, "message"), duration(run.wallMs)].join(", ")
  const name = shorten(
    clean(run.name),
    style.width - displayWidth(said) - (style.drawn ? 5 : 11),
    style.drawn ? "…" : "...",
  )
  const gap = " ".repeat(Math.max(2, style.width - displayWidth(name) - displayWidth(said) - (style.drawn ? 3 : 9)))
  const line = ` ${mark(style, run.verdict)} ${run.verdict === "held" ? name : style.bold(name)}${gap}${style.dim(said)}`
  if (run.verdict === "held") return line
  const details = [
    ...invariantLines(
      style,
      run.invariants.filter(({ verdict }) => verdict !== "held"),
    ),
    ...expectationsSection(
      style,
      run.expectations.filter(({ verdict }) => verdict !== "held"),
    ).slice(1),
    ...refusedLines(run, style),
    ...defectLines(run, style),
    `   ${style.dim(`again  ${options.again}`)}`,
  ]
  return [line, ...details, ""].join("\n")
}

/** The last lines of a suite. */
export const renderSuite = (suite: SuiteResult, style: Style): string => {
  const { scenarios } = suite
  const sum = (of: (run: RunResult) => number): number => scenarios.reduce((total, run) => total + of(run), 0)
  const wallMs = sum((run) => run.wallMs)
  return [
    "",
    heading(style, "Suite", tallied(scenarios.map(({ verdict }) => verdict))),
    `   ${figures(
      style,
      sum((run) => run.orders),
      sum((run) => run.messages),
    )}`,
    `   ${speed(
      style,
      sum((run) => run.virtualMs),
      wallMs,
      sum((run) => run.orders),
    )}`,
    `   ${style.dim("Digest")} ${suite.digest}`,
    `   ${verdictWord(style, suite.verdict)}  ${explanations[suite.verdict]}`,
    "",
  ].join("\n")
}

const sections = (list: readonly (readonly string[])[]): string =>
  `${list
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`

const titleLines = (run: RunResult, style: Style): readonly string[] => {
  const name = clean(run.name)
  const rule = (style.drawn ? "━" : "=").repeat(Math.max(2, style.width - displayWidth(name) - 4))
  return [
    style.drawn ? `${style.accent("━━")} ${style.bold(name)} ${style.accent(rule)}` : `== ${name} ${rule}`,
    `   ${style.dim(`${run.file === null ? "" : `${clean(run.file)}, `}seed ${run.seed}`)}`,
    `   ${figures(style, run.orders, run.messages)}${separator(style)}${counted(run.transitions, "transition")}${separator(style)}${counted(run.postings, "posting")}`,
    `   ${speed(style, run.virtualMs, run.wallMs, run.orders)}`,
  ]
}

const figures = (style: Style, orders: number, messages: number): string =>
  `${counted(orders, "order")}${separator(style)}${counted(messages, "message")}`

const speed = (style: Style, virtualMs: number, wallMs: number, orders: number): string => {
  const took = `${duration(virtualMs)} simulated in ${duration(wallMs)}`
  return wallMs <= 0 || orders === 0
    ? took
    : `${took}${separator(style)}${count(Math.round((orders * 1_000) / wallMs))} orders/s`
}

const operationsSection = (run: RunResult, style: Style): readonly string[] => {
  const entries = Object.entries(run.kpis.operations).map(([key, value]) => operationsFigure(key, value))
  if (entries.length === 0) return []
  const barCells = 20
  const rows = entries.map(({ label, value, share }): readonly Cell[] => [
    label,
    value ?? none(style),
    value === null ? { text: "did not occur", paint: style.dim } : share === null ? "" : bar(style, share, barCells),
  ])
  const columns = [
    { title: "", align: "left", wraps: true },
    { title: "", align: "right" },
    { title: "", align: "left" },
  ] as const
  return [heading(style, "Operations"), ...table(style, columns, rows)]
}

const refusedSection = (run: RunResult, style: Style): readonly string[] =>
  run.refusedActs.length === 0
    ? []
    : [heading(style, "Refused to people", count(run.refusedActs.length)), ...refusedLines(run, style)]

const refusedLines = ({ refusedActs }: RunResult, style: Style): readonly string[] => [
  ...refusedActs
    .slice(0, refusedShownMax)
    .flatMap(({ at, to, operation, subject, says }) =>
      wrap(clean(`${instant(at)} ${operation} ${subject} at ${to}: ${says}`), style.width - 5).map(
        (line, i) => `   ${i === 0 ? "" : "  "}${line}`,
      ),
    ),
  ...(refusedActs.length > refusedShownMax ? [`   and ${count(refusedActs.length - refusedShownMax)} more`] : []),
]

const refusedShownMax = 5

const defectsSection = (run: RunResult, style: Style): readonly string[] =>
  run.defects.length === 0
    ? []
    : [
        heading(style, "Defects", count(run.defects.length)),
        "   Mistakes of the simulated partners themselves: what they did after one proves nothing.",
        ...defectLines(run, style),
      ]

/** The same one is told once, with how often it happened. */
const defectLines = (run: RunResult, style: Style): readonly string[] => {
  const times = new Map<string, number>()
  for (const defect of run.defects) times.set(defect, (times.get(defect) ?? 0) + 1)
  const more = times.size - defectsShownMax
  return [
    ...[...times]
      .slice(0, defectsShownMax)
      .flatMap(([says, n]) =>
        wrap(clean(n === 1 ? says : `${says} (${count(n)} times)`), style.width - 5).map(
          (line, i) => `   ${i === 0 ? style.bad(style.drawn ? "✗" : "!") : " "} ${line}`,
        ),
      ),
    ...(more > 0 ? [`     and ${counted(more, "other defect")}; --reporter json lists them all.`] : []),
  ]
}

/** As many as still can be read; a run with more kinds of defect than this has one cause. */
const defectsShownMax = 20

const verdictLines = (run: RunResult, style: Style, options: ReportOptions): readonly string[] => [
  heading(style, "Verdict"),
  `   ${style.dim("Digest")} ${run.digest}`,
  ...(run.runFile === null ? [] : [`   ${style.dim("Run")}    ${clean(run.runFile)}`]),
  `   ${style.dim("Again")}  ${options.again}`,
  ...(run.contractsEvery === 1
    ? []
    : [`   ${style.dim("Checked")} one message in ${run.contractsEvery} against its contract`]),
  `   ${verdictWord(style, run.verdict)}  ${reason(run)}`,
]

const verdictWord = (style: Style, verdict: RunResult["verdict"]): string => {
  const word = verdict.toUpperCase()
  return style.bold(
    paintOf(style, verdict)(style.drawn ? `${{ held: "✓", broken: "✗", unknown: "?" }[verdict]} ${word}` : word),
  )
}

/** What the verdict rests on, in one line. */
const reason = (run: RunResult): string => {
  if (run.verdict === "held" && brokenIn(run.invariants).length > 0)
    return "The run broke what the scenario expects to break, and nothing else."
  if (run.verdict !== "broken") return explanations[run.verdict]
  const invariants = brokenIn(run.invariants)
  const expectations = run.expectations.filter(({ verdict }) => verdict === "broken").length
  const said = [
    ...(invariants.length === 0 ? [] : [`${invariants.join(", ")} broke`]),
    ...(expectations === 0 ? [] : [`${counted(expectations, "expectation")} not met`]),
    ...(run.defects.length === 0 ? [] : [counted(run.defects.length, "defect")]),
  ]
  return said.length === 0 ? explanations.broken : `${said.join("; ")}.`
}

const explanations: Readonly<Record<RunResult["verdict"], string>> = {
  held: "Everything that was put to the test held.",
  broken: "What was asked for did not hold.",
  unknown: "Something that was asked for was never put to the test.",
}
