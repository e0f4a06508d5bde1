/** One statechart as SVG: the states that are active, and lit the transition that was taken to them. */
import { css, html, svg, type CSSResult, type SVGTemplateResult, type TemplateResult } from "lit"
import type { ArrowLayout, ChartLayout, StateLayout } from "../charts/chart-layout.ts"
import { labelLines } from "../charts/label-lines.ts"

export interface ChartView {
  readonly layout: ChartLayout
  readonly active: ReadonlySet<string>
  readonly taken: ReadonlySet<ArrowLayout>
  readonly says: string
  /** Left, top, width, height of the part in sight. */
  readonly part: readonly [number, number, number, number]
  readonly stays: (events: string) => string
}

export const chartStyles: CSSResult = css`
  svg.chart {
    display: block;
    width: 100%;
    height: 100%;
    font:
      11px system-ui,
      "Open Sans",
      sans-serif;
  }
  svg.chart rect {
    fill: var(--ground);
    stroke: var(--edge);
    stroke-width: 1;
  }
  svg.chart .inner > rect {
    fill: var(--field);
    stroke: var(--line);
  }
  svg.chart .active > rect {
    stroke: var(--ink);
    stroke-width: 2.5;
  }
  svg.chart .leaf.active > rect {
    fill: var(--ink);
  }
  svg.chart .leaf.active > text {
    fill: var(--ground);
    font-weight: 600;
  }
  svg.chart .final > rect.second {
    fill: none;
    stroke-width: 1;
  }
  svg.chart text {
    fill: var(--ink);
  }
  svg.chart .arrow path {
    fill: none;
    stroke: var(--edge);
  }
  svg.chart .arrow polygon {
    fill: var(--edge);
  }
  svg.chart .arrow text {
    fill: var(--ink-2);
  }
  svg.chart .arrow.taken path {
    stroke: var(--ink);
    stroke-width: 2.5;
  }
  svg.chart .arrow.taken polygon {
    fill: var(--ink);
  }
  svg.chart .arrow.taken text {
    fill: var(--ink);
    font-weight: 600;
  }
  svg.chart circle {
    fill: var(--ink-2);
  }
  @media (forced-colors: active) {
    svg.chart {
      forced-color-adjust: none;
    }
    svg.chart .leaf.active > rect {
      fill: Highlight;
    }
    svg.chart .leaf.active > text {
      fill: HighlightText;
    }
    svg.chart .arrow.taken path {
      stroke: Highlight;
    }
  }
`

export const chart = ({ layout, active, taken, says, part, stays }: ChartView): TemplateResult => {
  const plain = layout.arrows.filter((arrow) => !taken.has(arrow))
  return html`<svg
    class="chart"
    role="img"
    aria-label=${says}
    viewBox=${part.join(" ")}
    preserveAspectRatio="xMidYMid meet"
  >
    ${layout.states.map((state) => stateBox(state, layout, active, stays))}
    ${[...plain, ...taken].map((arrow) => arrowLine(arrow, taken.has(arrow)))}
  </svg>`
}

const stateBox = (
  { path, type, isInitial, stays, box }: StateLayout,
  layout: ChartLayout,
  active: ReadonlySet<string>,
  staysText: (events: string) => string,
): SVGTemplateResult => {
  const [x, y, width, height] = box
  const isInner = layout.states.some(
    (other) => other.path !== path && (path === "" || other.path.startsWith(`${path}.`)),
  )
  if (path === "") return svg``
  const classes = [isInner ? "inner" : "leaf", type, active.has(path) ? "active" : ""].join(" ")
  const name = type === "history" ? "H" : path.slice(path.lastIndexOf(".") + 1)
  return svg`<g class=${classes}>
    <title>${path}${stays.length === 0 ? "" : `: ${staysText(stays.join(", "))}`}</title>
    <rect x=${x} y=${y} width=${width} height=${height} rx="6"></rect>
    ${type === "final" ? svg`<rect class="second" x=${x + 3} y=${y + 3} width=${width - 6} height=${height - 6} rx="4"></rect>` : ""}
    ${isInitial ? svg`<circle cx=${x} cy=${y} r="4"></circle>` : ""}
    <text x=${x + width / 2} y=${isInner ? y + 18 : y + height / 2 + 4} text-anchor="middle">${name}</text>
  </g>`
}

const arrowLine = ({ points, events, label }: ArrowLayout, isTaken: boolean): SVGTemplateResult => {
  const pairs: [number, number][] = []
  for (let at = 0; at + 1 < points.length; at += 2) pairs.push([points[at]!, points[at + 1]!])
  const [x2, y2] = pairs.at(-1) ?? [0, 0]
  const [x1, y1] = pairs.at(-2) ?? [x2, y2 - 1]
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI
  const line = pairs.map(([x, y], at) => `${at === 0 ? "M" : "L"}${x} ${y}`).join("")
  return svg`<g class="arrow ${isTaken ? "taken" : ""}">
    <title>${events.join(", ")}</title>
    <path d=${line}></path>
    <polygon points="0,0 -7,-3.5 -7,3.5" transform="translate(${x2} ${y2}) rotate(${angle})"></polygon>
    ${labelLines(events).map((text, place) => svg`<text x=${label[0]} y=${label[1] + 10 + place * 14}>${text}</text>`)}
  </g>`
}

/** A window of a size onto a chart: all of it where it fits, else around the states that are active. */
export const partAround = (
  layout: ChartLayout,
  active: ReadonlySet<string>,
  width: number,
  height: number,
): readonly [number, number, number, number] => {
  if (layout.width <= width && layout.height <= height) return [0, 0, layout.width, layout.height]
  const boxes = layout.states.filter(
    ({ path }) => active.has(path) && !layout.states.some((other) => other.path.startsWith(`${path}.`)),
  )
  const centre = (from: 0 | 1): number =>
    boxes.length === 0 ? 0 : boxes.reduce((sum, { box }) => sum + box[from] + box[from + 2]! / 2, 0) / boxes.length
  const start = (middle: number, length: number, all: number): number =>
    Math.round(Math.max(0, Math.min(all - length, middle - length / 2)))
  const wide = Math.min(width, layout.width)
  const high = Math.min(height, layout.height)
  return [start(centre(0), wide, layout.width), start(centre(1), high, layout.height), wide, high]
}
