/**
 * Where the messages of one order stand in its picture. One layout for three pictures, by two switches:
 *
 *     arrows by time   space-time: systems side by side, time downwards, a slow message slants
 *     arrows evenly    sequence: the same with one step a message
 *     bars by time     waterfall: a row for each exchange, as long as it took
 *     bars evenly      the same with one step a message, so that short ones are seen
 */
import { TimeAxis } from "../core/time-axis.ts"

export const shapes = ["arrows", "bars"] as const
export type Shape = (typeof shapes)[number]
export const spacings = ["time", "even"] as const
export type Spacing = (typeof spacings)[number]

export interface PathMessage {
  readonly row: number
  /** Columns of the systems at both ends, -1 for whoever is outside. */
  readonly from: number
  readonly to: number
  readonly sentAt: number
  /** -1 when it was lost. */
  readonly deliveredAt: number
  readonly isAnswer: boolean
  /** Row of the message that it answers; its own for all others. */
  readonly ask: number
}

export interface PathItem {
  readonly row: number
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly isLost: boolean
  readonly isAnswer: boolean
}

export interface PathGap {
  /** Across the picture for arrows, down it for bars. */
  readonly at: number
  readonly size: number
  readonly length: number
}

export interface PathLayout {
  readonly shape: Shape
  readonly width: number
  readonly height: number
  /** Where the systems' lines are, for arrows. */
  readonly columns: readonly number[]
  readonly items: readonly PathItem[]
  readonly gaps: readonly PathGap[]
  /** Left of everything that is drawn, where times and names stand. */
  readonly margin: number
}

export const stepHeight = 24
const top = 14
const right = 16

export interface PathInput {
  /** By instant. */
  readonly messages: readonly PathMessage[]
  readonly columns: number
  readonly shape: Shape
  readonly spacing: Spacing
  readonly width: number
  readonly margin: number
}

export const layOutPath = (input: PathInput): PathLayout => (input.shape === "arrows" ? arrows(input) : bars(input))

const axisOf = (messages: readonly PathMessage[]): TimeAxis =>
  TimeAxis.of(
    messages
      .flatMap(({ sentAt, deliveredAt }) => (deliveredAt < 0 ? [sentAt] : [sentAt, deliveredAt]))
      .toSorted((a, b) => a - b),
  )

const arrows = ({ messages, columns: count, spacing, width, margin }: PathInput): PathLayout => {
  const space = Math.max(60, (width - margin - right) / Math.max(1, count))
  const columns = Array.from({ length: count }, (_, column) => margin + space * (column + 0.5))
  const axis = axisOf(messages)
  const length = Math.max(240, messages.length * stepHeight)
  const yOf = (at: number): number => top + axis.positionOf(at) * length
  const xOf = (column: number): number => columns[column] ?? margin - 6
  const items = messages.map(({ row, from, to, sentAt, deliveredAt, isAnswer }, place): PathItem => {
    const even = top + stepHeight * (place + 0.5)
    const isLost = deliveredAt < 0
    const x1 = xOf(from)
    // A lost message ends on its way.
    const x2 = isLost ? x1 + (xOf(to) - x1) * 0.6 : xOf(to)
    const y1 = spacing === "even" ? even : yOf(sentAt)
    const y2 = spacing === "even" ? even : yOf(isLost ? sentAt : deliveredAt)
    return { row, x1, x2, y1, y2, isLost, isAnswer }
  })
  const gaps =
    spacing === "even"
      ? evenGaps(messages, (place) => top + stepHeight * place)
      : axis.gaps.map(({ from, until, left, right }) => ({
          at: top + left * length,
          size: (right - left) * length,
          length: until - from,
        }))
  const widest = Math.max(width, margin + space * count + right)
  return { shape: "arrows", width: widest, height: top * 2 + length, columns, items, gaps, margin }
}

/** Long pauses between two steps, as marks between them. */
const evenGaps = (messages: readonly PathMessage[], placeOf: (place: number) => number): PathGap[] => {
  const gaps: PathGap[] = []
  for (let place = 1; place < messages.length; place++) {
    const length = messages[place]!.sentAt - messages[place - 1]!.sentAt
    if (length >= pauseMs) gaps.push({ at: placeOf(place), size: 0, length })
  }
  return gaps
}

/** A pause that is worth a mark. */
const pauseMs = 600_000

const bars = ({ messages, spacing, width, margin }: PathInput): PathLayout => {
  const asks = messages.filter(({ isAnswer }) => !isAnswer)
  const ends = new Map<number, PathMessage>()
  for (const message of messages) if (message.isAnswer && !ends.has(message.ask)) ends.set(message.ask, message)
  const axis = axisOf(messages)
  const length = Math.max(120, width - margin - right)
  const places = new Map(messages.map(({ row }, place) => [row, place]))
  const xOf = (message: PathMessage, at: number): number =>
    margin + length * (spacing === "even" ? (places.get(message.row)! + 0.5) / messages.length : axis.positionOf(at))
  const items = asks.map((ask, place): PathItem => {
    const answer = ends.get(ask.row)
    const isLost = ask.deliveredAt < 0 || (answer !== undefined && answer.deliveredAt < 0)
    const x1 = xOf(ask, ask.sentAt)
    const end = answer ?? ask
    const x2 = Math.max(x1 + 3, xOf(end, end.deliveredAt < 0 ? end.sentAt : end.deliveredAt))
    const y = top + stepHeight * (place + 0.5)
    return { row: ask.row, x1, x2, y1: y, y2: y, isLost, isAnswer: false }
  })
  const gaps =
    spacing === "even"
      ? []
      : axis.gaps.map(({ from, until, left, right }) => ({
          at: margin + left * length,
          size: (right - left) * length,
          length: until - from,
        }))
  return { shape: "bars", width, height: top * 2 + stepHeight * asks.length, columns: [], items, gaps, margin }
}

/** The message that is drawn nearest to a point, -1 where there is none near. */
export const itemAt = (layout: PathLayout, x: number, y: number): number => {
  let best = -1
  let nearest = stepHeight * 0.75
  for (const { row, x1, y1, x2, y2 } of layout.items) {
    const distance = distanceTo(x, y, x1, y1, x2, y2, layout.shape === "bars")
    if (distance < nearest) {
      nearest = distance
      best = row
    }
  }
  return best
}

const distanceTo = (x: number, y: number, x1: number, y1: number, x2: number, y2: number, rowOnly: boolean): number => {
  if (rowOnly) return Math.abs(y - y1)
  const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / squared))
  return Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1))
}
