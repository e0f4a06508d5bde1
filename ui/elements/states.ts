/** Where all objects of the followed order stand at the present instant: their statecharts, those that just moved first. */
import { css, html, nothing, type TemplateResult } from "lit"
import type { ChartLayout, ChartLayouts } from "../charts/chart-layout.ts"
import { OrderStates, type ObjectState } from "../core/order-states.ts"
import { activeIn, takenBy } from "../draw/chart-path.ts"
import { colourOfKind, glyphOfKind } from "../draw/glyphs.ts"
import { eventText } from "../../sim/statechart/event-text.ts"
import { base } from "../styles/base.ts"
import { scrolled } from "../styles/host.ts"
import { chart, chartStyles, partAround } from "./chart.ts"
import { when } from "./inspector-panels.ts"
import { mark } from "./mark.ts"
import { PageElement } from "./page-element.ts"

const windowWidth = 340
const windowHeight = 210

export class States extends PageElement {
  static override styles = [
    base,
    scrolled,
    chartStyles,
    css`
      :host {
        padding: 4px 12px 16px;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
        gap: 12px;
        margin-top: 8px;
      }
      article {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        padding: 8px 10px;
        min-width: 0;
      }
      article.moved {
        border: 2px solid var(--ink);
        padding: 7px 9px;
      }
      article header {
        display: flex;
        gap: 0 8px;
        align-items: center;
      }
      article header .dim {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        min-width: 0;
      }
      article h3 {
        white-space: nowrap;
      }
      .window {
        height: ${windowHeight}px;
        margin-top: 6px;
      }
      .whole {
        grid-column: 1 / -1;
      }
      .whole .window {
        height: auto;
        max-height: 70vh;
        overflow: auto;
      }
      .whole svg.chart {
        width: auto;
        height: auto;
        max-width: none;
      }
      article button {
        margin-inline-start: auto;
      }
      .none {
        padding: 20px 4px;
        color: var(--ink-2);
      }
      .rest {
        margin-top: 12px;
        color: var(--ink-2);
      }
    `,
  ]

  override render() {
    const { page } = this
    const { texts, model, format } = page
    const order = page.state.o
    if (model === null) return nothing
    if (order === null) return html`<p class="none">${texts["states.none"]} ${texts["time.followNothing"]}</p>`
    const layouts = page.loads.get("charts", async () => (await import("../charts/charts.json")).default)
    const states = page.loads.get(`states ${order} ${model.version}`, () => OrderStates.of(model, order))
    return html`<h2>
        ${texts["time.legendOrder"](order)} <span class="dim">${texts["states.at"](format.instant(page.now))}</span>
      </h2>
      ${when(layouts, (known) =>
        when(states, (found) => this.#grid(known as unknown as ChartLayouts, found.at(this.#playhead))),
      )}`
  }

  override focus() {
    this.tabIndex = -1
    super.focus()
  }

  get #playhead() {
    const { page } = this
    return page.state.t ?? { at: page.now, row: page.row }
  }

  #grid(layouts: ChartLayouts, objects: readonly ObjectState[]): TemplateResult {
    const { page } = this
    const { texts } = page
    const there = objects.filter(({ state }) => state !== null)
    const moved = (object: ObjectState): boolean => object.by !== null && this.#isNow(object)
    const ended = (object: ObjectState): boolean => object.next === null && !moved(object)
    const sorted = [
      ...there.filter(moved),
      ...there.filter((one) => !moved(one) && !ended(one)),
      ...there.filter((one) => !moved(one) && ended(one)),
    ]
    const later = objects.filter(({ state }) => state === null)
    if (there.length === 0) return html`<p class="none">${texts["states.nothingYet"]}</p>`
    return html`<div class="grid">${sorted.map((object) => this.#card(layouts, object, moved(object)))}</div>
      ${
        later.length === 0
          ? nothing
          : html`<p class="rest">
              ${texts["states.notYet"]}:
              ${later.map(({ instance, object, id }) => `${instance} ${object} ${id}`).join(", ")}
            </p>`
      }`
  }

  /** Did it get where it is by the chosen message or its answer? */
  #isNow({ by }: ObjectState): boolean {
    const { page } = this
    const ask = page.index!.askOf(page.row)
    return by !== null && (by.message === ask || page.index!.askOf(by.message) === ask) && by.at <= page.now
  }

  #card(layouts: ChartLayouts, { instance, object, id, state, by }: ObjectState, isMoved: boolean): TemplateResult {
    const { page } = this
    const { texts, format, model } = page
    const kind = model!.lanes.find((lane) => lane.instance === instance)?.kind ?? ""
    const layout = layouts[`${kind}/${object}`] ?? layouts[`*/${object}`]
    const key = `${instance} ${object} ${id}`
    const isWhole = page.more("chart") === key
    const label = state ?? ""
    return html`<article class="${isMoved ? "moved" : ""} ${isWhole ? "whole" : ""}">
      <header>
        <span style="color:var(--${colourOfKind(kind)})">${mark(glyphOfKind[kind] ?? "disc")}</span>
        <h3>${instance} ${object}</h3>
        <span class="dim" title=${id}>${id}</span>
        ${
          layout === undefined
            ? nothing
            : html`<button
                class="plain"
                aria-pressed=${isWhole ? "true" : "false"}
                aria-label="${texts["states.whole"]}: ${instance} ${object}"
                title=${texts["states.whole"]}
                @click=${() => page.setMore("chart", isWhole ? null : key)}
              >
                ${mark("whole")}
              </button>`
        }
      </header>
      <p>
        <strong>${label.replaceAll("|", ", ")}</strong>
        ${
          by === null
            ? nothing
            : html`<span class="dim"
                >${texts["states.byEvent"](eventText(by.event))}, ${texts["states.since"](format.moment(by.at))}</span
              >`
        }
      </p>
      ${layout === undefined ? nothing : html`<div class="window" tabindex=${isWhole ? 0 : nothing}>${this.#chart(layout, object, label, by, isWhole)}</div>`}
    </article>`
  }

  #chart(layout: ChartLayout, object: string, label: string, by: ObjectState["by"], isWhole: boolean): TemplateResult {
    const { texts } = this.page
    const active = activeIn(label)
    const part = isWhole
      ? ([0, 0, layout.width, layout.height] as const)
      : partAround(layout, active, windowWidth, windowHeight)
    return chart({
      layout,
      active,
      taken: by === null || by.from === "" ? new Set() : takenBy(layout, by.event, by.from, by.to),
      says: texts["states.chart"](object, label.replaceAll("|", ", ")),
      part,
      stays: texts["states.stays"],
    })
  }
}

customElements.define("bl-states", States)
