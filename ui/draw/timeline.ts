/**
 * The timeline as a picture: a row for each lane with its traffic in grey, the followed order in the colours of its systems, what
 * went wrong below; then the rail with faults, breaches and quiet times left out. The work depends on pixels, not on messages.
 */
import type { Colours } from "./colours.ts"
import { drawGlyph } from "./glyph-on-canvas.ts"
import type { MarkGlyph } from "./glyphs.ts"

export const laneHeight = 18
export const railHeight = 30
const barHeight = 12
const barBase = 13

export interface TimelineLane {
  /** Token of its colour. */
  readonly colour: string
}

/** Where a message of the followed order, a mark or a gap stands: pixels from the left. */
export interface OrderTick {
  readonly x: number
  readonly lane: number
}

export interface RailMark {
  readonly x: number
  readonly glyph: MarkGlyph
}

export interface Gap {
  readonly x: number
  readonly width: number
  /** How long it was, in words; drawn where there is room. */
  readonly says: string
}

export interface TimelinePicture {
  readonly width: number
  readonly lanes: readonly TimelineLane[]
  /** Messages, those that failed and those that were refused, by lane and pixel, lane by lane. */
  readonly counts: Uint32Array
  readonly failed: Uint32Array
  readonly refused: Uint32Array
  readonly ticks: readonly OrderTick[]
  readonly marks: readonly RailMark[]
  readonly gaps: readonly Gap[]
  readonly labels: readonly { readonly x: number; readonly says: string }[]
  readonly font: string
}

export const timelineHeight = (lanes: number): number => lanes * laneHeight + railHeight

/** Everything but the playhead, which moves by itself. */
export const drawTimeline = (context: CanvasRenderingContext2D, picture: TimelinePicture, colour: Colours): void => {
  const { width, lanes, counts } = picture
  const height = timelineHeight(lanes.length)
  context.clearRect(0, 0, width, height)
  let most = 1
  for (const count of counts) if (count > most) most = count
  const scale = 1 / Math.log2(most + 1)
  context.fillStyle = colour("traffic-2")
  for (let lane = 0; lane < lanes.length; lane++) context.fillRect(0, lane * laneHeight + barBase, width, 1)
  drawGaps(context, picture, lanes.length, colour)
  context.fillStyle = colour("traffic")
  // Where there are few, each is drawn wide enough to be seen.
  const wide = total(counts) < width ? 2 : 1
  for (let lane = 0; lane < lanes.length; lane++) {
    const top = lane * laneHeight + barBase
    for (let x = 0; x < width; x++) {
      const count = counts[lane * width + x]!
      if (count === 0) continue
      const bar = Math.max(3, Math.round(barHeight * Math.log2(count + 1) * scale))
      context.fillRect(x, top - bar, wide, bar)
    }
  }
  drawBelow(context, picture, picture.refused, 1, colour("ink-2"))
  drawBelow(context, picture, picture.failed, 3, colour("broken"))
  for (const { x, lane } of picture.ticks) {
    context.fillStyle = colour(lanes[lane]!.colour)
    context.fillRect(Math.round(x) - 1, lane * laneHeight + barBase - barHeight, 3, barHeight)
  }
  drawRail(context, picture, lanes.length * laneHeight, colour)
}

/** Below its lane: a refusal as a thin line, a failure as a square. */
const drawBelow = (
  context: CanvasRenderingContext2D,
  { lanes, width }: TimelinePicture,
  counts: Uint32Array,
  height: number,
  colour: string,
): void => {
  context.fillStyle = colour
  for (let lane = 0; lane < lanes.length; lane++)
    for (let x = 0; x < width; x++)
      if (counts[lane * width + x]! > 0) context.fillRect(x - 1, lane * laneHeight + barBase + 2, 3, height)
}

const total = (counts: Uint32Array): number => {
  let sum = 0
  for (const count of counts) sum += count
  return sum
}

/** Where quiet time was left out, the lanes' lines are broken. */
const drawGaps = (
  context: CanvasRenderingContext2D,
  { gaps, width: all }: TimelinePicture,
  lanes: number,
  colour: Colours,
): void => {
  context.fillStyle = colour("ground")
  for (const { x, width } of gaps)
    for (let lane = 0; lane < lanes; lane++)
      context.fillRect(x + 1, lane * laneHeight + barBase, Math.min(width - 1, all - x), 1)
}

const drawRail = (
  context: CanvasRenderingContext2D,
  { marks, labels, width, font }: TimelinePicture,
  top: number,
  colour: Colours,
): void => {
  context.font = font
  context.textBaseline = "middle"
  context.fillStyle = colour("ink-2")
  let free = -Infinity
  for (const { x, says } of labels) {
    const room = context.measureText(says).width
    const left = Math.min(Math.max(0, x), width - room)
    if (left < free) continue
    context.fillText(says, left, top + railHeight - 8)
    free = left + room + 16
  }
  // One at the very end is still to be seen whole.
  for (const { x, glyph } of marks)
    drawGlyph(
      context,
      glyph,
      Math.min(width - 5, Math.max(5, x)),
      top + 6,
      10,
      colour(glyph === "breach" ? "broken" : "ink"),
    )
}
