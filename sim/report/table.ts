/** Rows in aligned columns that fit the line: first the gaps give way, then the one column that may be shortened. */
import { ellipsis, type Style } from "./style.ts"
import { displayWidth, padEnd, padStart, shorten } from "./text-width.ts"

export interface Column {
  readonly title: string
  readonly align: "left" | "right"
  /** At most one column gives way when the line is too short. */
  readonly shortens?: boolean
}

/** A cell's text, and how it is painted once it has its final width. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string }

export const table = (style: Style, columns: readonly Column[], rows: readonly (readonly Cell[])[], indent = 3): readonly string[] => {
  const titled = columns.some(({ title }) => title !== "")
  const natural = columns.map(({ title }, i) => Math.max(displayWidth(title), ...rows.map((row) => displayWidth(textOf(row[i])))))
  const room = style.width - indent
  const gap = sum(natural) + 2 * (columns.length - 1) <= room ? 2 : 1
  const over = sum(natural) + gap * (columns.length - 1) - room
  const widths = natural.map((width, i) => (columns[i]?.shortens === true && over > 0 ? Math.max(8, width - over) : width))
  const line = (cells: readonly Cell[]): string =>
    " ".repeat(indent) +
    columns
      .map(({ align }, i) => {
        const width = widths[i] ?? 0
        const text = shorten(textOf(cells[i]), width, ellipsis(style))
        return paintOf(cells[i])(align === "left" ? (i === columns.length - 1 ? text : padEnd(text, width)) : padStart(text, width))
      })
      .join(" ".repeat(gap))
      .trimEnd()
  const head = columns.map(({ title }): Cell => ({ text: title, paint: style.dim }))
  return [...(titled ? [line(head)] : []), ...rows.map(line)]
}

const textOf = (cell: Cell | undefined): string => (cell === undefined ? "" : typeof cell === "string" ? cell : cell.text)
const paintOf = (cell: Cell | undefined): ((text: string) => string) =>
  cell === undefined || typeof cell === "string" ? (text) => text : cell.paint
const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0)
