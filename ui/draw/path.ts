/** The path of an order as a picture: what `path-layout.ts` has placed. */
import type { Colours } from "./colours.ts"
import { drawGlyph } from "./glyph-on-canvas.ts"
import type { MarkGlyph } from "./glyphs.ts"
import type { PathItem, PathLayout } from "./path-layout.ts"

export interface PathWords {
  /** Over the arrow, or before the bar. */
  readonly name: string
  /** The result, where it is worth telling: of a failure, which is wrong, and of a refusal, which is not. */
  readonly result: string
  readonly isWrong: boolean
  readonly isMarked: MarkGlyph | null
  /** Token of the colour of who sends it. */
  readonly colour: string
  /** When it was sent, in short. */
  readonly time: string
}

export interface PathPicture {
  readonly layout: PathLayout
  /** The part in sight. */
  readonly view: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  readonly wordsOf: (row: number) => PathWords
  /** Rows of the chosen message and its answer. */
  readonly chosen: ReadonlySet<number>
  /** Messages after the playhead are not yet there. */
  readonly isPast: (row: number) => boolean
  readonly gapText: (length: number) => string
  readonly font: string
}

export const drawPath = (context: CanvasRenderingContext2D, picture: PathPicture, colour: Colours): void => {
  const { layout, view } = picture
  context.clearRect(0, 0, view.width, view.height)
  context.translate(-view.left, -view.top)
  context.font = picture.font
  context.textBaseline = "middle"
  context.fillStyle = colour("line")
  for (const x of layout.columns) context.fillRect(Math.round(x), view.top, 1, view.height)
  drawGaps(context, picture, colour)
  const isArrows = layout.shape === "arrows"
  const inSight = layout.items
    .filter(({ y1, y2 }) => y1 <= view.top + view.height + spareHeight && y2 >= view.top - spareHeight)
    .map((item) => ({ item, words: picture.wordsOf(item.row) }))
  for (const { item, words } of inSight) {
    context.globalAlpha = alphaOf(picture, item)
    if (picture.chosen.has(item.row)) drawChosen(context, picture, item, colour)
    const ink = colour(words.isWrong ? "broken" : item.isAnswer ? "ink-2" : words.colour)
    if (isArrows) drawArrow(context, item, ink)
    else drawBar(context, item, words, ink, layout.margin, colour)
  }
  if (isArrows) drawAllWords(context, picture, inSight, colour)
  context.globalAlpha = 1
}

/** What reaches into the part in sight from outside of it. */
const spareHeight = 40

/** What is still to come is faint. */
const alphaOf = ({ isPast }: PathPicture, { row }: PathItem): number => (isPast(row) ? 1 : 0.4)

/** Names over the arrows, where there is room; the chosen one in any case, and an answer only when it says no. */
const drawAllWords = (
  context: CanvasRenderingContext2D,
  picture: PathPicture,
  inSight: readonly { readonly item: PathItem; readonly words: PathWords }[],
  colour: Colours,
): void => {
  let free = -Infinity
  for (const { item, words } of inSight) {
    if (item.isAnswer && words.result === "") continue
    const y = Math.min(item.y1, item.y2)
    if (y - free < 13 && !picture.chosen.has(item.row)) continue
    context.globalAlpha = alphaOf(picture, item)
    drawWords(context, item, words, picture.chosen.has(item.row), colour)
    free = y
  }
}

const drawGaps = (context: CanvasRenderingContext2D, { layout, gapText }: PathPicture, colour: Colours): void => {
  for (const { at, size, length } of layout.gaps) {
    context.fillStyle = colour("field")
    context.strokeStyle = colour("edge")
    context.setLineDash([2, 3])
    context.lineWidth = 1
    context.beginPath()
    if (layout.shape === "bars") {
      context.fillRect(at, 0, size, layout.height)
      context.moveTo(at + 0.5, 0)
      context.lineTo(at + 0.5, layout.height)
    } else {
      context.fillRect(layout.margin, at, layout.width - layout.margin, size)
      context.moveTo(layout.margin, Math.round(at) + 0.5)
      context.lineTo(layout.width, Math.round(at) + 0.5)
    }
    context.stroke()
    context.setLineDash([])
    if (layout.shape === "arrows") {
      const says = gapText(length)
      context.fillStyle = colour("ground")
      const room = context.measureText(says).width
      context.fillRect(layout.width - room - 12, at - 7, room + 8, 14)
      context.fillStyle = colour("ink-2")
      context.fillText(says, layout.width - room - 8, at)
    }
  }
}

const drawChosen = (
  context: CanvasRenderingContext2D,
  { layout }: PathPicture,
  { y1, y2 }: PathItem,
  colour: Colours,
): void => {
  const top = Math.min(y1, y2) - 12
  const height = Math.abs(y2 - y1) + 24
  context.fillStyle = colour("chosen")
  context.fillRect(0, top, layout.width, height)
  context.fillStyle = colour("ink")
  context.fillRect(0, top, 3, height)
}

const drawArrow = (
  context: CanvasRenderingContext2D,
  { x1, y1, x2, y2, isLost, isAnswer }: PathItem,
  ink: string,
): void => {
  context.strokeStyle = context.fillStyle = ink
  context.lineWidth = isAnswer ? 1 : 1.75
  context.setLineDash(isAnswer ? [4, 3] : [])
  context.beginPath()
  if (x1 === x2) {
    context.moveTo(x1, y1)
    context.bezierCurveTo(x1 + 34, y1 - 4, x1 + 34, y2 + 10, x2, y2 + 6)
  } else {
    context.moveTo(x1, y1)
    context.lineTo(x2, y2)
  }
  context.stroke()
  context.setLineDash([])
  if (isLost) {
    drawGlyph(context, "cross", x2, y2, 10, ink)
    return
  }
  const angle = x1 === x2 ? Math.PI : Math.atan2(y2 - y1, x2 - x1)
  context.save()
  context.translate(x2, x1 === x2 ? y2 + 6 : y2)
  context.rotate(angle)
  context.beginPath()
  context.moveTo(0, 0)
  context.lineTo(-7, -4)
  context.lineTo(-7, 4)
  context.fill()
  context.restore()
}

const drawWords = (
  context: CanvasRenderingContext2D,
  { x1, x2, y1, y2 }: PathItem,
  { name, result, isWrong, isMarked, time }: PathWords,
  isChosen: boolean,
  colour: Colours,
): void => {
  const y = Math.min(y1, y2) + Math.abs(y2 - y1) * 0.15 - 7
  const text = result === "" ? name : `${name} ${result}`
  const room = context.measureText(text).width
  const left = Math.min(x1, x2) + 8
  context.fillStyle = colour(isChosen ? "chosen" : "ground")
  context.fillRect(left - 2, y - 6, room + 4, 12)
  context.fillStyle = colour(isWrong ? "broken" : "ink")
  context.fillText(text, left, y)
  if (isMarked !== null)
    drawGlyph(context, isMarked, left + room + 10, y, 10, colour(isMarked === "breach" ? "broken" : "ink"))
  context.fillStyle = colour("ink-2")
  context.fillText(time, 8, y1)
}

const drawBar = (
  context: CanvasRenderingContext2D,
  { x1, x2, y1, isLost }: PathItem,
  { name, result, isWrong, isMarked, time }: PathWords,
  ink: string,
  margin: number,
  colour: Colours,
): void => {
  context.fillStyle = colour("ink-2")
  context.fillText(time, 8, y1)
  const after = context.measureText(time).width + 20
  context.fillStyle = colour(isWrong ? "broken" : "ink")
  context.save()
  context.beginPath()
  context.rect(0, y1 - 10, margin - 8, 20)
  context.clip()
  context.fillText(result === "" ? name : `${name} ${result}`, after, y1)
  context.restore()
  context.fillStyle = isLost ? colour("broken") : ink
  context.fillRect(x1, y1 - 6, x2 - x1, 12)
  if (isMarked !== null) drawGlyph(context, isMarked, x2 + 10, y1, 10, colour(isMarked === "breach" ? "broken" : "ink"))
}
