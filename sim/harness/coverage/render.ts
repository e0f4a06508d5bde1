/** Coverage for people: a line for each room, then what was not reached. */
import { percent } from "../../report/figures.ts"
import { heading, none, type Style } from "../../report/style.ts"
import { table, type Cell } from "../../report/table.ts"
import { aspects } from "./cells.ts"
import { basisPoints, type Coverage, type Share } from "./coverage.ts"

export const renderCoverage = ({ rooms, aspects: totals, all }: Coverage, style: Style): string => {
  const columns = ["room", ...aspects, "in all"].map((title, index) => ({
    title,
    align: index === 0 ? ("left" as const) : ("right" as const),
  }))
  const row = (name: string, shares: readonly Share[]): readonly Cell[] => [
    name,
    ...shares.map((share) => shareCell(share, style)),
  ]
  const rows = Object.entries(rooms).map(([kind, room]) =>
    row(kind, [...aspects.map((aspect) => room.aspects[aspect]), room.all]),
  )
  const total = row("in all", [...aspects.map((aspect) => totals[aspect]), all])
  return table(style, columns, [...rows, total]).join("\n")
}

const shareCell = (share: Share, style: Style): Cell => {
  const { reached, of } = share
  if (of === 0) return none(style)
  const text = `${reached}/${of} ${percent(basisPoints(share) / 10_000)}`
  return { text, paint: reached === of ? style.good : style.warn }
}

export const renderMissing = ({ rooms }: Coverage, style: Style): string =>
  Object.entries(rooms)
    .flatMap(([kind, { missing }]) => {
      const parts = aspects.flatMap((aspect) => missing[aspect].map((name) => `   ${aspect.slice(0, -1)} ${name}`))
      return parts.length === 0 ? [] : [heading(style, `Not reached: ${kind}`), ...parts, ""]
    })
    .map((line) => `${line}\n`)
    .join("")
