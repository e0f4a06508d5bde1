/**
 * How a report looks: with colours and drawn lines for a person at a terminal, in plain ASCII for a log.
 *
 * A colour never says anything alone: a symbol or a word always stands beside it.
 */
import type { Verdict } from "./result.ts"

export interface Style {
  readonly width: number
  /** Drawn lines and symbols; else ASCII only. */
  readonly drawn: boolean
  readonly bold: Paint
  readonly dim: Paint
  readonly good: Paint
  readonly bad: Paint
  readonly warn: Paint
  readonly accent: Paint
}

export type Paint = (text: string) => string

export const widthMin = 80
/** Lines that are longer are harder to follow than two short ones. */
export const widthMax = 120

export const plainStyle = (width = widthMin): Style => makeStyle(width, false, false)
export const prettyStyle = (width = widthMin, coloured = true): Style => makeStyle(width, true, coloured)

const makeStyle = (width: number, drawn: boolean, coloured: boolean): Style => ({
  width: Math.min(widthMax, Math.max(widthMin, width)),
  drawn,
  bold: paint(coloured, 1, 22),
  dim: paint(coloured, 2, 22),
  good: paint(coloured, 32, 39),
  bad: paint(coloured, 31, 39),
  warn: paint(coloured, 33, 39),
  accent: paint(coloured, 36, 39),
})

const paint = (coloured: boolean, on: number, off: number): Paint =>
  coloured ? (text) => (text === "" ? "" : `\u001B[${on}m${text}\u001B[${off}m`) : (text) => text

/** A symbol where lines are drawn, a word in plain text; padded, so that what follows stands in one column. */
export const mark = (style: Style, verdict: Verdict): string => {
  const [symbol, word] = marks[verdict]
  return paintOf(style, verdict)(style.drawn ? symbol : word.padEnd(7))
}

export const paintOf = (style: Style, verdict: Verdict): Paint =>
  verdict === "held" ? style.good : verdict === "broken" ? style.bad : style.warn

const marks: Readonly<Record<Verdict, readonly [symbol: string, word: string]>> = {
  held: ["✓", "ok"],
  broken: ["✗", "BROKEN"],
  unknown: ["?", "unknown"],
}

/** What stands where there is no figure. */
export const none = (style: Style): string => style.dim(style.drawn ? "–" : "-")

export const ellipsis = (style: Style): string => (style.drawn ? "…" : "...")

/** Between figures of one line. */
export const separator = (style: Style): string => (style.drawn ? style.dim(" · ") : ", ")

/** A heading with a line to the end of the row. */
export const heading = (style: Style, title: string, said = ""): string => {
  const words = said === "" ? title : `${title}: ${said}`
  if (!style.drawn) return `${words}\n${"-".repeat(Math.min(style.width, words.length))}`
  const rule = "─".repeat(Math.max(2, style.width - words.length - 4))
  return `${style.dim("──")} ${style.bold(title)}${said === "" ? "" : style.dim(`: ${said}`)} ${style.dim(rule)}`
}

/** A share of the whole as a bar, in eighths of a cell where lines are drawn. */
export const bar = (style: Style, share: number, cells: number): string => {
  const filled = Math.min(1, Math.max(0, share)) * cells
  if (!style.drawn) return `[${"#".repeat(Math.round(filled)).padEnd(cells, ".")}]`
  const eighths = Math.round(filled * 8)
  const full = "█".repeat(Math.floor(eighths / 8)) + (" ▏▎▍▌▋▊▉"[eighths % 8] ?? "").trim()
  return style.accent(full) + style.dim("░".repeat(cells - full.length))
}
