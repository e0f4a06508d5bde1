/** A mark on a canvas, around a point. */
import { glyphs, type GlyphName } from "./glyphs.ts"

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
