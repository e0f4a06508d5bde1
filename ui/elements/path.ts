/** The path of the followed order: one picture with two switches, and the same as a table for whoever cannot see it. */
import { html, nothing, type PropertyDeclarations } from "lit"
import type { Lane } from "../core/lanes.ts"
import { ColourProbe } from "../draw/colours.ts"
import { colourOfKind, glyphOfKind } from "../draw/glyphs.ts"
import { drawPath, type PathWords } from "../draw/path.ts"
import {
  itemAt,
  layOutPath,
  shapes,
  spacings,
  type PathLayout,
  type PathMessage,
  type Shape,
  type Spacing,
} from "../draw/path-layout.ts"
import { operationText, resultOf } from "../page/words.ts"
import { base } from "../styles/base.ts"
import { column } from "../styles/host.ts"
import { lines } from "../styles/lines.ts"
import { mark } from "./mark.ts"
import { messageLine } from "./message-line.ts"
import { PageElement } from "./page-element.ts"
import { headHeight, pathStyles } from "./path-styles.ts"

const shapeText = { arrows: "path.arrows", bars: "path.bars" } as const
const spacingText = { time: "path.byTime", even: "path.evenly" } as const

/** So many rows of the table are shown; all are in the list of messages. */
const tableMax = 500

interface Made {
  readonly key: string
  /** Null until the width is known. */
  readonly layout: PathLayout | null
  readonly lanes: readonly Lane[]
}

export class Path extends PageElement {
  static override properties: PropertyDeclarations = {
    _width: { state: true },
    _height: { state: true },
    _asTable: { state: true },
  }
  static override styles = [base, column, lines, pathStyles]

  declare _width: number
  declare _height: number
  declare _asTable: boolean
  #probe: ColourProbe | null = null
  #made: Made | null = null
  #seen = -1
  readonly #observer = new ResizeObserver(([entry]) => {
    this._width = Math.floor(entry!.contentRect.width)
    this._height = Math.floor(entry!.contentRect.height)
  })

  constructor() {
    super()
    this._width = 0
    this._height = 0
    this._asTable = false
  }

  override render() {
    const { page } = this
    const { texts, model, index, format } = page
    if (model === null || index === null) return nothing
    const order = page.state.o
    const rows = page.followedRows
    if (order === null || rows.length === 0)
      return html`<p class="none">${texts["path.none"]} ${texts["time.followNothing"]}</p>`
    const shape = shapes.find((name) => name === page.more("shape")) ?? "arrows"
    const spacing = spacings.find((name) => name === page.more("axis")) ?? "even"
    const { layout, lanes } = this.#drawn(order, rows, shape, spacing)
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
      <div class="window" tabindex="0" role="region" aria-label=${texts["path.title"]} @scroll=${this.#scrolled}>
        ${
          shape === "arrows" && layout !== null
            ? html`<div class="heads" aria-hidden="true" style="width:${layout.width}px">
                ${lanes.map(
                  ({ kind, code, instance }, column) =>
                    html`<span style="left:${layout.columns[column]}px" title=${instance}
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
        <div class="room" style="width:${layout?.width ?? 0}px;height:${layout?.height ?? 0}px"></div>
      </div>
      <details ?open=${this._asTable} @toggle=${this.#toggled}>
        <summary>${texts["path.table"]}</summary>
        ${this._asTable ? this.#table(rows) : nothing}
      </details>`
  }

  #table(rows: Int32Array) {
    const { page } = this
    const asks = rows.filter((row) => !page.index!.isAnswer(row))
    return html`<ol>
        ${[...asks.subarray(0, tableMax)].map((row) => html`<li>${messageLine(page, row)}</li>`)}
      </ol>
      ${asks.length > tableMax ? html`<p class="dim">${page.texts["verdict.more"](asks.length - tableMax)}</p>` : nothing}`
  }

  readonly #toggled = (event: Event): void => {
    this._asTable = (event.currentTarget as HTMLDetailsElement).open
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

  /** The layout, made anew when anything that it hangs on has changed. */
  #drawn(order: string, rows: Int32Array, shape: Shape, spacing: Spacing): Made {
    const { page } = this
    const model = page.model!
    const key = JSON.stringify([order, model.version, rows.length, shape, spacing, this._width])
    if (this.#made?.key === key) return this.#made
    const used = new Set<number>()
    for (const row of rows)
      for (const name of [model.columns.sender[row]!, model.columns.receiver[row]!]) used.add(model.laneOf(name))
    const lanes = model.lanes.filter(({ index }) => used.has(index))
    const columns = new Map(lanes.map(({ index }, column) => [index, column]))
    const messages = Array.from(rows, (row) => this.#messageOf(row, columns))
    const margin = shape === "arrows" ? 112 : Math.min(360, Math.max(180, this._width * 0.42))
    const layout =
      this._width === 0
        ? null
        : layOutPath({ messages, columns: lanes.length, shape, spacing, width: this._width, margin })
    this.#made = { key, layout, lanes }
    this.#seen = -1
    return this.#made
  }

  #messageOf(row: number, columns: ReadonlyMap<number, number>): PathMessage {
    const { model, index } = this.page
    const { sender, receiver, sentAt, deliveredAt } = model!.columns
    const column = (name: number): number => columns.get(model!.laneOf(name)) ?? -1
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

  /** Only the part in sight is drawn: the canvas stays where it is, and the picture moves below it. */
  #draw(window: HTMLElement): void {
    const layout = this.#made?.layout ?? null
    const canvas = this.renderRoot.querySelector("canvas")
    if (layout === null || canvas === null || this._height === 0) return
    const { page } = this
    const ask = page.index!.askOf(page.row)
    this.#reveal(window, layout, ask)
    const head = layout.shape === "arrows" ? headHeight : 0
    const height = Math.max(1, this._height - head)
    canvas.width = this._width * devicePixelRatio
    canvas.height = height * devicePixelRatio
    canvas.style.width = `${this._width}px`
    canvas.style.height = `${height}px`
    canvas.style.top = `${head}px`
    const context = canvas.getContext("2d")!
    context.scale(devicePixelRatio, devicePixelRatio)
    drawPath(
      context,
      {
        layout,
        view: { left: window.scrollLeft, top: window.scrollTop, width: this._width, height },
        wordsOf: (row) => this.#wordsOf(row),
        chosen: new Set([ask]),
        isPast: (row) => page.model!.columns.sentAt[row]! <= page.now,
        gapText: (length) => page.texts["path.fold"](page.format.duration(length)),
        font: getComputedStyle(this).font.replace("13px", "12px"),
      },
      this.#probe!.colour,
    )
  }

  /** Scrolls to the chosen message when another one was chosen. */
  #reveal(window: HTMLElement, layout: PathLayout, ask: number): void {
    if (this.#seen === ask) return
    this.#seen = ask
    const item = layout.items.find(({ row }) => row === ask)
    if (item === undefined) return
    if (item.y1 < window.scrollTop + 40 || item.y1 > window.scrollTop + window.clientHeight - 60)
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
      result: grade === "normal" ? "" : text,
      isWrong: grade === "broken",
      isMarked: marked ?? null,
      colour: lane === undefined ? "ink-2" : colourOfKind(lane.kind),
      time: format.moment(model!.columns.sentAt[row]!).replace(/\.\d+$/, ""),
    }
  }

  readonly #scrolled = (): void => {
    this.#draw(this.renderRoot.querySelector<HTMLElement>(".window")!)
  }

  readonly #clicked = (event: MouseEvent): void => {
    const layout = this.#made?.layout ?? null
    const window = this.renderRoot.querySelector<HTMLElement>(".window")!
    if (layout === null) return
    const row = itemAt(layout, event.offsetX + window.scrollLeft, event.offsetY + window.scrollTop)
    if (row >= 0) this.page.choose(row)
  }
}

customElements.define("bl-path", Path)
