/** The path of the followed order: one picture with two switches, and the same as a table for whoever cannot see it. */
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit"
import type { Lane } from "../core/lanes.ts"
import { ColourProbe } from "../draw/colours.ts"
import { glyphOfKind } from "../draw/glyphs.ts"
import { drawPath, type PathWords } from "../draw/path.ts"
import { itemAt, layOutPath, shapes, spacings, type PathLayout, type PathMessage } from "../draw/path-layout.ts"
import type { Page } from "../page/page.ts"
import { operationText, resultOf } from "../page/words.ts"
import { base } from "../styles/base.ts"
import { lines } from "../styles/lines.ts"
import { colourOfKind, mark } from "./mark.ts"
import { messageLine } from "./message-line.ts"
import { watch } from "./watching.ts"

const shapeText = { arrows: "path.arrows", bars: "path.bars" } as const
const spacingText = { time: "path.byTime", even: "path.evenly" } as const

export class Path extends LitElement {
  static override properties: PropertyDeclarations = { page: { attribute: false }, _width: { state: true } }
  static override styles = [
    base,
    lines,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        flex: 1;
      }
      .switches {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 16px;
        padding: 4px 12px 8px;
        align-items: center;
      }
      .switches fieldset {
        border: 0;
        padding: 0;
        margin: 0;
        display: flex;
        gap: 4px;
      }
      .window {
        flex: 1;
        overflow: auto;
        min-height: 240px;
        position: relative;
        outline-offset: -2px;
      }
      .heads {
        position: sticky;
        top: 0;
        height: 24px;
        background: var(--ground);
        border-bottom: 1px solid var(--line);
        z-index: 1;
      }
      .heads > span {
        position: absolute;
        transform: translateX(-50%);
        white-space: nowrap;
        top: 2px;
      }
      canvas {
        display: block;
        cursor: pointer;
        forced-color-adjust: none;
      }
      .none {
        padding: 24px 16px;
        color: var(--ink-2);
      }
      details {
        border-top: 1px solid var(--line);
        padding: 6px 12px;
        max-height: 40%;
        overflow: auto;
      }
      summary {
        cursor: pointer;
        min-height: 24px;
      }
      @media (max-width: 860px) {
        .window {
          height: 480px;
          flex: none;
        }
      }
    `,
  ]

  declare page: Page
  declare _width: number
  #probe: ColourProbe | null = null
  #layout: PathLayout | null = null
  #messages: readonly PathMessage[] = []
  #seen = -1
  readonly #observer = new ResizeObserver(([entry]) => {
    this._width = Math.floor(entry!.contentRect.width)
  })

  constructor() {
    super()
    this._width = 0
    watch(this)
  }

  override render() {
    const { page } = this
    const { texts, model, index, format } = page
    if (model === null || index === null) return nothing
    const order = page.state.o
    const rows = order === null ? [] : page.followedRows
    if (order === null || rows.length === 0)
      return html`<p class="none">${texts["path.none"]} ${texts["time.followNothing"]}</p>`
    const shape = shapes.find((name) => name === page.more("shape")) ?? "arrows"
    const spacing = spacings.find((name) => name === page.more("axis")) ?? "even"
    const used = new Set<number>()
    for (const row of rows)
      for (const name of [model.columns.sender[row]!, model.columns.receiver[row]!]) used.add(model.laneOf(name))
    const lanes = model.lanes.filter(({ index }) => used.has(index))
    this.#messages = [...rows].map((row) => this.#messageOf(row, lanes))
    const margin = shape === "arrows" ? 112 : Math.min(360, Math.max(180, this._width * 0.42))
    this.#layout =
      this._width === 0
        ? null
        : layOutPath({ messages: this.#messages, columns: lanes.length, shape, spacing, width: this._width, margin })
    const asks = [...rows].filter((row) => !index.isAnswer(row))
    return html`<div class="switches">
        <strong>${texts["time.legendOrder"](order)}</strong>
        <fieldset aria-label=${texts["path.shape"]}>
          ${shapes.map(
            (name) =>
              html`<button
                aria-pressed=${name === shape ? "true" : "false"}
                @click=${() => page.setMore("shape", name === "arrows" ? null : name)}
              >
                ${texts[shapeText[name]]}
              </button>`,
          )}
        </fieldset>
        <fieldset aria-label=${texts["path.spacing"]}>
          ${spacings.map(
            (name) =>
              html`<button
                aria-pressed=${name === spacing ? "true" : "false"}
                @click=${() => page.setMore("axis", name === "even" ? null : name)}
              >
                ${texts[spacingText[name]]}
              </button>`,
          )}
        </fieldset>
        <span class="dim">${page.counted("run.messages", rows.length)}</span>
      </div>
      <div class="window" tabindex="0" role="group" aria-label=${texts["path.title"]}>
        ${
          shape === "arrows" && this.#layout !== null
            ? html`<div class="heads" aria-hidden="true" style="width:${this.#layout.width}px">
                ${lanes.map(
                  ({ kind, code, instance }, column) =>
                    html`<span style="left:${this.#layout!.columns[column]}px" title=${instance}
                      ><span style="color:var(--${colourOfKind(kind)})">${mark(glyphOfKind[kind] ?? "disc")}</span> ${
                        lanes.length > 8 || this._width < 700 ? code : instance
                      }</span
                    >`,
                )}
              </div>`
            : nothing
        }
        <canvas
          role="img"
          aria-label=${texts["path.label"](order, format.number(rows.length))}
          @click=${this.#clicked}
        ></canvas>
      </div>
      <details>
        <summary>${texts["path.table"]}</summary>
        <ol>
          ${asks.map((row) => html`<li>${messageLine(page, row)}</li>`)}
        </ol>
      </details>`
  }

  override updated() {
    const window = this.renderRoot.querySelector<HTMLElement>(".window")
    if (window === null) return
    this.#observer.observe(window)
    this.#probe ??= new ColourProbe(this.renderRoot as unknown as HTMLElement, () => this.requestUpdate())
    this.#draw(window)
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.#observer.disconnect()
    this.#probe?.stop()
    this.#probe = null
  }

  override focus() {
    this.renderRoot.querySelector<HTMLElement>(".window")?.focus()
  }

  #messageOf(row: number, lanes: readonly Lane[]): PathMessage {
    const { model, index } = this.page
    const { sender, receiver, sentAt, deliveredAt } = model!.columns
    const column = (name: number): number => lanes.findIndex((lane) => lane.index === model!.laneOf(name))
    return {
      row,
      from: column(sender[row]!),
      to: column(receiver[row]!),
      sentAt: sentAt[row]!,
      deliveredAt: deliveredAt[row]!,
      isAnswer: index!.isAnswer(row),
      ask: index!.askOf(row),
    }
  }

  #draw(window: HTMLElement): void {
    const layout = this.#layout
    const canvas = this.renderRoot.querySelector("canvas")
    if (layout === null || canvas === null) return
    const { page } = this
    canvas.width = layout.width * devicePixelRatio
    canvas.height = layout.height * devicePixelRatio
    canvas.style.width = `${layout.width}px`
    canvas.style.height = `${layout.height}px`
    const context = canvas.getContext("2d")!
    context.scale(devicePixelRatio, devicePixelRatio)
    const ask = page.index!.askOf(page.row)
    const chosen = new Set([ask])
    drawPath(
      context,
      {
        layout,
        words: new Map(this.#messages.map(({ row }) => [row, this.#wordsOf(row)])),
        chosen,
        isPast: (row) => page.model!.columns.sentAt[row]! <= page.now,
        gapText: (length) => page.texts["path.fold"](page.format.duration(length)),
        font: getComputedStyle(this).font.replace("13px", "12px"),
      },
      this.#probe!.colour,
    )
    if (this.#seen === ask) return
    this.#seen = ask
    const item = layout.items.find(({ row }) => row === ask)
    if (item === undefined) return
    const top = item.y1 - 40
    if (top < window.scrollTop || item.y1 > window.scrollTop + window.clientHeight - 60)
      window.scrollTop = Math.max(0, item.y1 - window.clientHeight / 2)
  }

  #wordsOf(row: number): PathWords {
    const { page } = this
    const { model, format } = page
    const index = page.index!
    const { text, grade } = resultOf(page, index, row)
    const [marked] = page.marksOf(row)
    const lane = model!.lanes[model!.laneOf(model!.columns.sender[row]!)]
    return {
      name: operationText(model!, row),
      result: grade === "broken" ? text : "",
      isWrong: grade === "broken",
      isMarked: marked === "bolt" || marked === "breach" ? marked : null,
      colour: lane === undefined ? "ink-2" : colourOfKind(lane.kind),
      time: format.moment(model!.columns.sentAt[row]!).replace(/\.\d+$/, ""),
    }
  }

  readonly #clicked = (event: MouseEvent): void => {
    const row = this.#layout === null ? -1 : itemAt(this.#layout, event.offsetX, event.offsetY)
    if (row >= 0) this.page.choose(row)
  }
}

customElements.define("bl-path", Path)
