/** Rows in aligned columns that fit the line: first the gaps give way, then one column breaks its texts into several lines. */
import type { Style } from "./style.ts"
import { displayWidth, padEnd, padStart, wrap } from "./text-width.ts"

export interface Column {
  readonly title: string
  readonly align: "left" | "right"
  /** At most one column gives way when the line is too short. Its cells carry no colours in their text. */
  readonly wraps?: boolean
}

/** A cell's text, and how it is painted once it has its final width. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string }

export const table = (
  style: Style,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  indent = 3,
): readonly string[] => tableRows(style, columns, rows, indent).flat()

/** The lines of the head (none without titles), then those of each row. */
export const tableRows = (
  style: Style,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  indent = 3,
): readonly (readonly string[])[] => {
  const natural = columns.map(({ title }, i) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(textOf(row[i])))),
  )
  const room = style.width - indent
  const gap = sum(natural) + 2 * (columns.length - 1) <= room ? 2 : 1
  const over = sum(natural) + gap * (columns.length - 1) - room
  const widths = natural.map((width, i) =>
    columns[i]?.wraps === true && over > 0 ? Math.max(wrappedMin, width - over) : width,
  )
  const line = (cells: readonly Cell[]): string =>
    " ".repeat(indent) +
    columns
      .map(({ align }, i) => {
        const [text, width] = [textOf(cells[i]), widths[i] ?? 0]
        return paintOf(cells[i])(align === "left" ? padEnd(text, width) : padStart(text, width))
      })
      .join(" ".repeat(gap))
      .trimEnd()
  const wrapped = columns.findIndex(({ wraps }) => wraps === true)
  const row = (cells: readonly Cell[]): readonly string[] => {
    if (wrapped < 0) return [line(cells)]
    return wrap(textOf(cells[wrapped]), widths[wrapped] ?? 0, true).map((part, i) =>
      line(
        columns.map((_, column): Cell => {
          const cell = cells[column]
          if (column !== wrapped) return i === 0 && cell !== undefined ? cell : ""
          return { text: part, paint: paintOf(cell) }
        }),
      ),
    )
  }
  const titled = columns.some(({ title }) => title !== "")
  return [titled ? [line(columns.map(({ title }): Cell => ({ text: title, paint: style.dim })))] : [], ...rows.map(row)]
}

/** Narrower than this a text is no longer read but spelled. */
const wrappedMin = 12

const textOf = (cell: Cell | undefined): string =>
  cell === undefined ? "" : typeof cell === "string" ? cell : cell.text
const paintOf = (cell: Cell | undefined): ((text: string) => string) =>
  cell === undefined || typeof cell === "string" ? (text) => text : cell.paint
const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0)
