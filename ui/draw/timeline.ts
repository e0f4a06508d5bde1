/**
 * The timeline as a picture: a row for each lane with its traffic in grey, the followed order in the colours of its systems, errors
 * below; then the rail with faults, breaches and quiet times left out. The work depends on pixels, not on messages.
 */
import type { Colours } from "./colours.ts"
import { glyphs, type GlyphName } from "./glyphs.ts"

export const laneHeight = 20
export const railHeight = 30
const barHeight = 13
const barBase = 15

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
  readonly glyph: "bolt" | "breach"
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
  /** Messages and errors by lane and pixel, lane by lane. */
  readonly counts: Uint32Array
  readonly errors: Uint32Array
  readonly ticks: readonly OrderTick[]
  readonly marks: readonly RailMark[]
  readonly gaps: readonly Gap[]
  readonly labels: readonly { readonly x: number; readonly says: string }[]
  readonly font: string
}

export const timelineHeight = (lanes: number): number => lanes * laneHeight + railHeight

/** Everything but the playhead, which moves by itself. */
export const drawTimeline = (context: CanvasRenderingContext2D, picture: TimelinePicture, colour: Colours): void => {
  const { width, lanes, counts, errors } = picture
  const height = timelineHeight(lanes.length)
  context.clearRect(0, 0, width, height)
  drawGaps(context, picture, height, colour)
  let most = 1
  for (const count of counts) if (count > most) most = count
  const scale = 1 / Math.log2(most + 1)
  context.fillStyle = colour("traffic-2")
  for (let lane = 0; lane < lanes.length; lane++) context.fillRect(0, lane * laneHeight + barBase, width, 1)
  context.fillStyle = colour("traffic")
  for (let lane = 0; lane < lanes.length; lane++) {
    const top = lane * laneHeight + barBase
    for (let x = 0; x < width; x++) {
      const count = counts[lane * width + x]!
      if (count === 0) continue
      const bar = Math.max(3, Math.round(barHeight * Math.log2(count + 1) * scale))
      context.fillRect(x, top - bar, 1, bar)
    }
  }
  context.fillStyle = colour("broken")
  for (let lane = 0; lane < lanes.length; lane++) {
    for (let x = 0; x < width; x++)
      if (errors[lane * width + x]! > 0) context.fillRect(x - 1, lane * laneHeight + barBase + 1, 3, 3)
  }
  for (const { x, lane } of picture.ticks) {
    context.fillStyle = colour(lanes[lane]!.colour)
    context.fillRect(Math.round(x) - 1, lane * laneHeight + barBase - barHeight, 3, barHeight)
  }
  drawRail(context, picture, lanes.length * laneHeight, colour)
}

const drawGaps = (
  context: CanvasRenderingContext2D,
  { gaps }: TimelinePicture,
  height: number,
  colour: Colours,
): void => {
  for (const { x, width } of gaps) {
    context.fillStyle = colour("ground")
    context.fillRect(x, 0, width, height)
    context.strokeStyle = colour("edge")
    context.lineWidth = 1
    context.setLineDash([2, 3])
    for (const at of [x + 0.5, x + width - 0.5]) {
      context.beginPath()
      context.moveTo(at, 0)
      context.lineTo(at, height - railHeight)
      context.stroke()
    }
    context.setLineDash([])
  }
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
  for (const { x, glyph } of marks)
    drawGlyph(context, glyph, x, top + 6, 10, colour(glyph === "breach" ? "broken" : "ink"))
}

export const drawGlyph = (
  context: CanvasRenderingContext2D,
  glyph: GlyphName,
  x: number,
  y: number,
  size: number,
  colour: string,
): void => {
  context.save()
  context.translate(x - size / 2, y - size / 2)
  context.scale(size / 10, size / 10)
  context.fillStyle = colour
  const path = new Path2D(glyphs[glyph])
  context.fill(path, "evenodd")
  context.restore()
}
