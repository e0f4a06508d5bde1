/**
 * The marks of the page as paths in a box of ten by ten: one shape for each kind of partner, and those for what went wrong. Drawn and
 * not written, because no font is sure to have them; the same path serves SVG and canvas.
 */
export const glyphs = {
  square: "M1 1h8v8h-8z",
  diamond: "M5 0l5 5-5 5-5-5z",
  disc: "M5 .5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z",
  up: "M5 .8l4.8 8.4h-9.6z",
  right: "M1.2 .2l8.4 4.8-8.4 4.8z",
  pentagon: "M5 .3l4.8 3.5-1.8 5.6h-6l-1.8-5.6z",
  plus: "M3.4 .5h3.2v2.9h2.9v3.2h-2.9v2.9h-3.2v-2.9h-2.9v-3.2h2.9z",
  ring: "M5 .5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM5 2.7a2.3 2.3 0 1 0 0 4.6a2.3 2.3 0 1 0 0-4.6z",
  frame: "M1 1h8v8h-8zM3 3v4h4v-4z",
  kite: "M5 0l5 5-5 5-5-5zM5 2.8l-2.2 2.2 2.2 2.2 2.2-2.2z",
  cross: "M2 .6l3 3 3-3 1.4 1.4-3 3 3 3-1.4 1.4-3-3-3 3-1.4-1.4 3-3-3-3z",
  breach: "M0 0h10v10h-10zM2.9 2l-.9.9 2.1 2.1-2.1 2.1.9.9 2.1-2.1 2.1 2.1.9-.9-2.1-2.1 2.1-2.1-.9-.9-2.1 2.1z",
  foretold: "M0 0h10v10h-10zM1.3 1.3v7.4h7.4v-7.4zM2.3 5.2l1-1 1.2 1.2 2.2-2.7 1.1.9-3.2 3.9z",
  refused:
    "M5 .5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM5 1.8a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4zM2.7 4.4h4.6v1.2h-4.6z",
  bolt: "M6.2 0l-4.6 5.6h2.6l-.9 4.4 5-6h-2.9z",
  note: "M1.2 0h1.3v10h-1.3zM3.2 .6h6.2l-1.7 2.6 1.7 2.6h-6.2z",
  warning: "M5 .4l4.8 9h-9.6zM4.4 3.4v3h1.2v-3zM4.4 7.2v1.2h1.2v-1.2z",
  check: "M.8 5.2l1.3-1.3 2 2 4-4.6 1.3 1.2-5.3 6z",
  whole: "M.5 .5h3.6v1.4h-1.2l2.1 2.1-1 1-2.1-2.1v1.2h-1.4zM9.5 9.5h-3.6v-1.4h1.2l-2.1-2.1 1-1 2.1 2.1v-1.2h1.4z",
  minus: "M.8 4.2h8.4v1.6h-8.4z",
  play: "M2 .5l7 4.5-7 4.5z",
  pause: "M1.5 .8h2.6v8.4h-2.6zM5.9 .8h2.6v8.4h-2.6z",
  back: "M8 .5v9l-6.5-4.5z",
  forward: "M2 .5v9l6.5-4.5z",
  start: "M1 .8h1.6v8.4h-1.6zM9.2 .5v9l-6.2-4.5z",
  end: "M7.4 .8h1.6v8.4h-1.6zM.8 .5v9l6.2-4.5z",
  arrow: "M0 4.3h6.6l-2.4-2.4 1-1 4.6 4.1-4.6 4.1-1-1 2.4-2.4h-6.6z",
  search:
    "M4 .5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7zM4 1.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 1 0 0-4.4zM6.2 7.2l1-1 2.6 2.6-1 1z",
} as const

export type GlyphName = keyof typeof glyphs

/** What may befall a message and is shown at it in every view. */
export type MarkGlyph = "bolt" | "refused" | "breach" | "foretold" | "note"

/** Of what the journal notes of a message: people who were told no suffer no fault. */
export const glyphOfNote = (kind: string): MarkGlyph => (kind === "refused" ? "refused" : "bolt")

/** By kind of partner. More kinds than colours that can be told apart: shape, code and place in the list say the rest. */
export const glyphOfKind: Readonly<Record<string, GlyphName>> = {
  storefront: "square",
  marketplace: "diamond",
  oms: "disc",
  wms: "up",
  carrier: "right",
  erp: "pentagon",
  payment: "plus",
  notification: "ring",
  buyer: "kite",
  supplier: "frame",
}

/** The token of the colour of a kind of partner. */
export const colourOfKind = (kind: string): string => (glyphOfKind[kind] === undefined ? "ink-2" : kind)
