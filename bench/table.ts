/** The benchmark as one table for people. */
import type { Reported } from "./figure.ts"
import type { Machine } from "./machine.ts"
import { round } from "./measure.ts"
import type { MixReport } from "./mix-pin.ts"

const columns = ["figure", "ours", "limit", "ratio", "goal", "met"] as const

export const renderTable = (machine: Machine, mix: MixReport, figures: readonly Reported[], quick: boolean): string => {
  const rows = figures.map((figure) => [
    figure.id,
    amount(figure.value, figure.unit),
    amount(figure.limit, figure.unit),
    figure.ratio === null ? "-" : `${round(figure.ratio)} (${figure.ratioOf})`,
    figure.goal,
    figure.met === null ? "-" : figure.met ? "yes" : "no",
  ])
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd()
  const { cpu, cores, memoryGb, node, platform, loadAtStart } = machine
  return [
    `${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}, Node ${node}, load at start ${loadAtStart}`,
    ...(quick ? ["QUICK: small sizes, measured once, for trying only; nothing is said to be met or missed."] : []),
    "",
    line(columns),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(line),
    "",
    "ratio: how many times the limit is ahead; limit / ours of rates, ours / limit of durations. met: -: not judged.",
    "limit: a bare program that does the same without everything that makes it useful; see the files in bench/limits.",
    ...figures.flatMap(details),
    "",
    ...renderMix(mix),
    "",
  ].join("\n")
}

const amount = (value: number | null, unit: string): string => (value === null ? "-" : `${round(value)} ${unit}`)

const details = (figure: Reported): string[] => [
  "",
  `${figure.id}: ${figure.says}`,
  ...(figure.reference === null
    ? []
    : [
        `  ${round(figure.reference.times)} times ${figure.reference.of} (${amount(figure.reference.value, figure.unit)})`,
      ]),
  ...figure.checks.map(
    ({ says, value, goal, met }) =>
      `  ${says}: ${value === null ? "-" : round(value)} (${goal}${met === null ? "" : met ? ", met" : ", missed"})`,
  ),
  ...figure.notes.map((note) => `  ${note}`),
  ...(figure.peakRssMb === null ? [] : [`  peak memory of the measuring process: ${figure.peakRssMb} MB`]),
]

export const renderMix = ({ orders, ordersPerDay, perOrder, today, changes, contractSample }: MixReport): string[] => [
  `reference mix: ${ordersPerDay} orders a day; an order has on average ${means(perOrder)} (pinned over ${orders} orders)`,
  ...(today === null ? [] : [`  today: ${means(today)}`]),
  ...(changes.length === 0
    ? []
    : [
        "  THE MIX HAS CHANGED: figures of before and after do not compare.",
        ...changes.map((change) => `    ${change}`),
        "    If the flows were meant to change, pin them anew: npm run bench:pin",
      ]),
  `  ${contractSample}`,
]

const means = (of: object): string =>
  Object.entries(of)
    .map(([name, mean]) => `${mean} ${name}`)
    .join(", ")
