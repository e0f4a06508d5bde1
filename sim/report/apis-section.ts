/** The five figures of every API: response time, success, errors, volume a day, availability; for receivers, and for links. */
import { count, percent } from "./figures.ts"
import type { PartnerKpis } from "./result.ts"
import { heading, none, type Style } from "./style.ts"
import { table, type Cell, type Column } from "./table.ts"
import { clean } from "./text-width.ts"

export const apisSection = (style: Style, partners: Readonly<Record<string, PartnerKpis>>): readonly string[] =>
  section(style, "APIs", partners, "receiver", true)

/** A link is as available as its receiver, so that column stands with the receivers only. */
export const linksSection = (style: Style, links: Readonly<Record<string, PartnerKpis>>): readonly string[] =>
  section(style, "Links", links, "sender > receiver", false)

const section = (
  style: Style,
  title: string,
  all: Readonly<Record<string, PartnerKpis>>,
  who: string,
  availability: boolean,
): readonly string[] => {
  const entries = Object.entries(all)
  if (entries.length === 0) return []
  const columns: readonly Column[] = [
    { title: who, align: "left", wraps: true },
    ...["requests", "a day", "p50", "p95", "p99", "success", "errors", "declined"].map(right),
    ...(availability ? [right("up")] : []),
  ]
  const rows = entries.map(([name, kpis]): readonly Cell[] => [
    clean(name),
    count(kpis.requests),
    orNone(style, kpis.volumePerDayMean, (mean) => count(mean < 10 ? mean : Math.round(mean))),
    orNone(style, kpis.p50Ms, count),
    orNone(style, kpis.p95Ms, count),
    orNone(style, kpis.p99Ms, count),
    orNone(style, kpis.successRate, tight, (share) => (share === 1 ? "good" : share < 0.99 ? "bad" : "warn")),
    orNone(style, kpis.errorRate, tight, (share) => (share === 0 ? "dim" : share > 0.01 ? "bad" : "warn")),
    kpis.declined === 0 ? none(style) : count(kpis.declined),
    ...(availability ? [orNone(style, kpis.availability, tight, (share) => (share === 1 ? "dim" : "warn"))] : []),
  ])
  return [heading(style, title, "response times in ms, volume on the average day"), ...table(style, columns, rows)]
}

/** Without its space, because there are three of them in a row. */
const tight = (share: number): string => percent(share).replace(" ", "")

const right = (title: string): Column => ({ title, align: "right" })

const orNone = (
  style: Style,
  value: number | null,
  format: (value: number) => string,
  paint?: (value: number) => "good" | "bad" | "warn" | "dim",
): Cell => {
  if (value === null) return none(style)
  return paint === undefined ? format(value) : { text: format(value), paint: style[paint(value)] }
}
