/** Marks in the text: a glyph, and a system by its glyph, colour and two letters. */
import { html, nothing, svg, type TemplateResult } from "lit"
import type { Lane } from "../core/lanes.ts"
import { pressText, type Press } from "../keys.ts"
import type { Grade } from "../page/words.ts"
import { colourOfKind, glyphOfKind, glyphs, type GlyphName } from "../draw/glyphs.ts"

export const mark = (name: GlyphName): TemplateResult =>
  html`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true">
    ${svg`<path d=${glyphs[name]} fill-rule="evenodd" stroke="none"></path>`}
  </svg>`

/** How it went, as a mark; what went well has none. */
export const gradeMark = (grade: Grade): TemplateResult | typeof nothing =>
  grade === "normal" ? nothing : mark(grade === "broken" ? "cross" : "refused")

const turns: Readonly<Record<string, string>> = { "←": "scaleX(-1)", "↑": "rotate(-90deg)", "↓": "rotate(90deg)" }

/** A key as a cap. Arrows are drawn: not every font has them. */
export const keyCap = (press: Press): TemplateResult => {
  const text = pressText(press)
  const arrow = /[←→↑↓]/.exec(text)?.[0]
  if (arrow === undefined) return html`<kbd>${text}</kbd> `
  const turn = arrow === "→" ? "" : `display:inline-block;transform:${turns[arrow]}`
  return html`<kbd
    >${text.replace(arrow, "")}<span style=${turn}>${mark("arrow")}</span><span class="unseen">${arrow}</span></kbd
  > `
}

/** `coloured` only for what is followed. */
export const systemMark = ({ kind, code, instance }: Lane, coloured: boolean): TemplateResult =>
  html`<span class="system" title=${instance}
    ><span style="color:var(--${coloured ? colourOfKind(kind) : "ink-2"})">${mark(glyphOfKind[kind] ?? "disc")}</span>
    ${code}</span
  >`
