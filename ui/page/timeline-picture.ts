/** What the timeline shows of a run, as a picture of some width. */
import type { TimeAxis } from "../core/time-axis.ts"
import { instantOf, xOf, type Stretch } from "../draw/axis.ts"
import { colourOfKind, glyphOfNote, type MarkGlyph } from "../draw/glyphs.ts"
import type { TimelinePicture } from "../draw/timeline.ts"
import type { Page } from "./page.ts"

export interface TimelineMark {
  readonly at: number
  /** The message, -1 for none. */
  readonly row: number
  readonly glyph: MarkGlyph
}

/** Faults, breaches and notes. */
export const timelineMarks = ({ model, breachGlyph, state }: Page): readonly TimelineMark[] => [
  ...model!.faults.map(({ at, row, kind }) => ({ at, row, glyph: glyphOfNote(kind) })),
  ...model!.breaches.map(({ at, row }) => ({ at, row, glyph: breachGlyph })),
  ...state.notes.map(({ at, row }) => ({ at, row, glyph: "note" as const })),
]

export const timelinePictureOf = (page: Page, width: number, font: string): TimelinePicture => {
  const { model, format, texts, axis, stretch } = page
  const x = (at: number): number => xOf(axis, stretch, width, at)
  const { all, failed, refused } = page.index!.density.read(stretch.from, stretch.until, width)
  return {
    width,
    lanes: model!.lanes.map(({ kind }) => ({ colour: colourOfKind(kind) })),
    counts: all,
    failed,
    refused,
    ticks: followedTicks(page)
      .map(({ at, lane }) => ({ x: x(at), lane }))
      .filter((tick) => tick.x >= 0 && tick.x <= width),
    marks: timelineMarks(page)
      .map(({ at, glyph }) => ({ x: x(at), glyph }))
      .filter((mark) => mark.x >= -6 && mark.x <= width + 6),
    gaps: axis.gaps
      .map(({ from, until }) => ({
        x: Math.round(x(from)),
        width: Math.max(4, Math.round(x(until) - x(from))),
        says: texts["time.fold"](format.duration(until - from)),
      }))
      .filter((gap) => gap.x + gap.width >= 0 && gap.x <= width),
    labels: labelsOf(page, axis, stretch, width),
    font,
  }
}

/** Messages of what is followed, on the lanes of both ends. */
const followedTicks = ({ model, followedRows }: Page): readonly { readonly at: number; readonly lane: number }[] => {
  const ticks: { at: number; lane: number }[] = []
  for (const row of followedRows) {
    for (const name of [model!.columns.sender[row]!, model!.columns.receiver[row]!]) {
      const lane = model!.laneOf(name)
      if (lane >= 0) ticks.push({ at: model!.columns.sentAt[row]!, lane })
    }
  }
  return ticks
}

/** Over a longer time the hour of a label says nothing. */
const longMs = 200 * 86_400_000

/** Instants to write below: as many as there is room for, without what their neighbours say already. */
const labelsOf = (
  { format, index }: Page,
  axis: TimeAxis,
  stretch: Stretch,
  width: number,
): TimelinePicture["labels"] => {
  const labels: { x: number; says: string }[] = []
  // Without messages there is no time to write down.
  if (index!.all.length === 0) return labels
  const isLong = axis.instantAt(stretch.until) - axis.instantAt(stretch.from) > longMs
  let day = ""
  for (let x = 0; x < width - 60; x += 130) {
    const at = instantOf(axis, stretch, width, x)
    const today = format.day(at)
    const clock = isLong ? "" : format.clock(at).slice(0, 5)
    labels.push({ x, says: today === day ? clock : `${today} ${clock}`.trimEnd() })
    day = today
  }
  return labels
}
