/** How the kinds of partners are told apart on the screen: their order, two letters and a glyph. Colours are the styles' business. */

export interface KindMark {
  readonly kind: string
  readonly code: string
  readonly glyph: string
}

/** In the order in which an order meets them. */
export const kindMarks: readonly KindMark[] = [
  { kind: "buyer", code: "BU", glyph: "□" },
  { kind: "storefront", code: "SF", glyph: "■" },
  { kind: "marketplace", code: "MP", glyph: "◆" },
  { kind: "oms", code: "OM", glyph: "●" },
  { kind: "wms", code: "WM", glyph: "▲" },
  { kind: "carrier", code: "CA", glyph: "▶" },
  { kind: "payment", code: "PS", glyph: "✚" },
  { kind: "erp", code: "ER", glyph: "⬟" },
  { kind: "notification", code: "NO", glyph: "○" },
  { kind: "supplier", code: "SU", glyph: "◇" },
]

const unknownMark: KindMark = { kind: "", code: "··", glyph: "·" }

export const markOf = (kind: string): KindMark => kindMarks.find((mark) => mark.kind === kind) ?? unknownMark

/** Place of a kind from top to bottom; unknown ones come last. */
export const placeOf = (kind: string): number => {
  const place = kindMarks.findIndex((mark) => mark.kind === kind)
  return place === -1 ? kindMarks.length : place
}
