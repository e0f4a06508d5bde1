/** A figure over time as a thin line, broken where there is nothing to tell, with what it is held to beside it. */
import { svg, type SVGTemplateResult } from "lit"

export interface Sparkline {
  /** From left to right; null where nothing happened. */
  readonly values: readonly (number | null)[]
  readonly limit: number | null
  /** Position of the playhead, 0 to 1. */
  readonly now: number
  /** The least span of the scale, so that tiny changes stay tiny. */
  readonly span: number
  /** Where the scale ends in any case: 1 for rates. */
  readonly top: number | null
}

export const sparkWidth = 120
export const sparkHeight = 24

export const sparkline = ({ values, limit, now, span, top }: Sparkline): SVGTemplateResult => {
  const known = values.filter((value) => value !== null)
  const most = Math.max(top ?? -Infinity, limit ?? -Infinity, ...known)
  const least = Math.min(most - span, limit ?? Infinity, ...known)
  const yOf = (value: number): number =>
    most === least ? sparkHeight / 2 : 2 + (1 - (value - least) / (most - least)) * (sparkHeight - 4)
  const xOf = (place: number): number => ((place + 0.5) / values.length) * sparkWidth
  const line = pieces(values)
    .map((piece) =>
      piece.map(([place, value], at) => `${at === 0 ? "M" : "L"}${round(xOf(place))} ${round(yOf(value))}`).join(""),
    )
    .join("")
  const dots = pieces(values).filter((piece) => piece.length === 1)
  return svg`<svg class="spark" width=${sparkWidth} height=${sparkHeight} viewBox="0 0 ${sparkWidth} ${sparkHeight}" aria-hidden="true">
    ${limit === null || known.length === 0 ? "" : svg`<line class="limit" x1="0" x2=${sparkWidth} y1=${round(yOf(limit))} y2=${round(yOf(limit))}></line>`}
    <line class="now" x1=${round(now * sparkWidth)} x2=${round(now * sparkWidth)} y1="0" y2=${sparkHeight}></line>
    <path d=${line}></path>
    ${dots.map(([dot]) => svg`<circle cx=${round(xOf(dot![0]))} cy=${round(yOf(dot![1]))} r="1.5"></circle>`)}
  </svg>`
}

/** Stretches without holes. */
const pieces = (values: readonly (number | null)[]): readonly (readonly (readonly [number, number])[])[] => {
  const found: (readonly [number, number])[][] = []
  let open = false
  for (const [place, value] of values.entries()) {
    if (value === null) open = false
    else if (open) found.at(-1)!.push([place, value])
    else {
      found.push([[place, value]])
      open = true
    }
  }
  return found
}

const round = (value: number): number => Math.round(value * 10) / 10
