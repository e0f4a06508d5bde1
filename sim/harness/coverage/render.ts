/** Coverage for people: a line for each room, then what was not reached. */
import { percent } from "../../report/figures.ts"
import { heading, none, type Style } from "../../report/style.ts"
import { table, type Cell } from "../../report/table.ts"
import { aspects } from "./cells.ts"
import { basisPoints, sum, type Coverage, type Share } from "./coverage.ts"
import type { Covered } from "./cover.ts"
import type { FaultCoverage } from "./fault-cells.ts"

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

/** Beneath a transition that was not taken stands where to begin. */
export const renderMissing = ({ rooms, ways }: Pick<Covered, "rooms" | "ways">, style: Style): string =>
  Object.entries(rooms)
    .flatMap(([kind, { missing }]) => {
      const wayOf = (name: string): readonly string[] => {
        const way = ways[kind]?.[name]
        if (way === undefined) return []
        const { from, scenario } = way
        const there = from === "" ? "has such an object" : `comes to ${from}`
        return [style.dim(`      ${scenario === null ? "no scenario" : scenario} ${there}`)]
      }
      const parts = aspects.flatMap((aspect) =>
        missing[aspect].flatMap((name) => [
          `   ${aspect.slice(0, -1)} ${name}`,
          ...(aspect === "transitions" ? wayOf(name) : []),
        ]),
      )
      return parts.length === 0 ? [] : [heading(style, `Not reached: ${kind}`), ...parts, ""]
    })
    .map((line) => `${line}\n`)
    .join("")

/** A line for each fault: of each room's messages that it can befall, how many it has befallen. */
export const renderFaults = ({ kinds, all }: FaultCoverage, style: Style): string => {
  const rooms = Object.keys(Object.values(kinds)[0] ?? {})
  const columns = ["fault", ...rooms, "in all"].map((title, index) => ({
    title: title.slice(0, index === 0 ? title.length : roomLength),
    align: index === 0 ? ("left" as const) : ("right" as const),
  }))
  const rows = Object.entries(kinds).map(([kind, byRoom]): readonly Cell[] => {
    const shares = [...Object.values(byRoom), sum(Object.values(byRoom))]
    return [kind, ...shares.map((share) => countCell(share, style))]
  })
  const perRoom = rooms.map((room) => sum(Object.values(kinds).map((byRoom) => byRoom[room] ?? { reached: 0, of: 0 })))
  const total: readonly Cell[] = ["in all", ...[...perRoom, all].map((share) => countCell(share, style))]
  return table(style, columns, [...rows, total]).join("\n")
}

/** Of the names of rooms there is only room for so much. */
const roomLength = 7

const countCell = ({ reached, of }: Share, style: Style): Cell =>
  of === 0 ? none(style) : { text: `${reached}/${of}`, paint: reached === of ? style.good : style.warn }
