/**
 * A list of any length: a pool of rows as high as the window, filled anew when it scrolls.
 *
 * Browsers stop at some height, so above `heightMax` the scroll bar's way is mapped onto the rows; the wheel still moves by single rows.
 */
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit"
import { base } from "../styles/base.ts"
import { column } from "../styles/host.ts"

export const rowHeight = 28
const heightMax = 8_000_000
const spare = 3

export interface RowView {
  readonly cells: TemplateResult
  /** Classes of the row, and what it says of itself. */
  readonly classes?: string
}

export class Rows extends LitElement {
  static override properties: PropertyDeclarations = {
    count: { type: Number },
    chosen: { type: Number },
    label: { type: String },
    head: { attribute: false },
    row: { attribute: false },
    version: { attribute: false },
    _first: { state: true },
  }
  static override styles = [
    base,
    column,
    css`
      :host {
        overflow: hidden;
      }
      .top {
        position: sticky;
        top: 0;
        z-index: 1;
        background: var(--ground);
      }
      .head {
        color: var(--ink-2);
        border-bottom: 1px solid var(--line);
      }
      .window {
        flex: 1;
        overflow-y: scroll;
        overflow-x: hidden;
        position: relative;
        min-height: 0;
        outline-offset: -2px;
      }
      .pool {
        position: sticky;
        top: ${rowHeight}px;
        height: 0;
        overflow: visible;
      }
      .row {
        position: absolute;
        inset-inline: 0;
        height: ${rowHeight}px;
        cursor: pointer;
        overflow: hidden;
      }
      .row,
      .head {
        display: grid;
        grid-template-columns: var(--columns);
        column-gap: 12px;
        align-items: center;
        padding: 0 12px;
      }
      .head {
        height: ${rowHeight}px;
      }
      .row > *,
      .head > * {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        min-width: 0;
      }
      .row:hover {
        background: var(--hover);
      }
      .row.faint:not([aria-selected="true"]),
      .row.faint:not([aria-selected="true"]) * {
        color: var(--faint) !important;
        font-weight: 400;
      }
      .row[aria-selected="true"] {
        background: var(--chosen);
        box-shadow: inset 3px 0 0 var(--ink);
      }
      @media (forced-colors: active) {
        .row[aria-selected="true"] {
          outline: 3px solid Highlight;
          outline-offset: -3px;
        }
      }
    `,
  ]

  declare count: number
  declare chosen: number
  declare label: string
  declare head: TemplateResult
  declare row: (index: number) => RowView
  declare version: unknown
  declare _first: number
  #window: HTMLElement | null = null
  #visible = 1
  #observer = new ResizeObserver(() => this.#measure())

  constructor() {
    super()
    this.count = 0
    this.chosen = -1
    this.label = ""
    this.head = html``
    this.row = () => ({ cells: html`` })
    this._first = 0
  }

  override render() {
    const height = Math.min(this.count * rowHeight, heightMax)
    const first = Math.floor(this._first)
    const shift = (this._first - first) * rowHeight
    const last = Math.min(this.count, first + this.#visible + spare)
    const rows: number[] = []
    for (let index = first; index < last; index++) rows.push(index)
    const isSeen = this.chosen >= first && this.chosen < last
    return html`<div
      class="window"
      role="grid"
      tabindex="0"
      aria-label=${this.label}
      aria-rowcount=${this.count + 1}
      aria-activedescendant=${isSeen ? `row-${this.chosen}` : nothing}
      @scroll=${this.#scrolled}
      @wheel=${this.#wheeled}
      @click=${this.#clicked}
    >
      <div class="top" role="rowgroup">
        <div class="head" role="row" aria-rowindex="1">${this.head}</div>
      </div>
      ${
        rows.length === 0
          ? ""
          : html`<div class="pool" role="rowgroup">
              ${rows.map((index, place) => {
                const { cells, classes = "" } = this.row(index)
                return html`<div
                  class="row ${classes}"
                  id="row-${index}"
                  role="row"
                  aria-rowindex=${index + 2}
                  aria-selected=${index === this.chosen ? "true" : "false"}
                  data-index=${index}
                  style="top:${place * rowHeight - shift}px"
                >
                  ${cells}
                </div>`
              })}
            </div>`
      }
      <div role="presentation" style="height:${height}px"></div>
    </div>`
  }

  override firstUpdated() {
    this.#window = this.renderRoot.querySelector(".window")
    this.#observer.observe(this)
    this.#measure()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.#observer.disconnect()
  }

  override connectedCallback() {
    super.connectedCallback()
    if (this.hasUpdated) this.#observer.observe(this)
  }

  /** Before the rows are drawn, so that they are drawn once. */
  override willUpdate(changed: Map<string, unknown>) {
    if (!this.hasUpdated) return
    if (changed.has("chosen") && this.chosen >= 0) this.show(this.chosen)
    else if (changed.has("count")) this.#place(Math.min(this._first, this.#firstMax))
  }

  /** Scrolls no more than it must. */
  show(index: number): void {
    const whole = Math.max(1, this.#visible - 1)
    if (index < this._first) this.#place(index)
    else if (index > this._first + whole - 1)
      this.#place(Math.min(this.#firstMax, index - (index > this._first + whole * 2 ? whole / 2 : whole - 1)))
  }

  override focus() {
    this.#window?.focus()
  }

  /** How much of the window shows rows. To ask the browser for it makes it lay out the page. */
  #height = 0

  get #firstMax(): number {
    return Math.max(0, this.count - this.#height / rowHeight)
  }

  #measure(): void {
    this.#height = Math.max(0, (this.#window?.clientHeight ?? 0) - rowHeight)
    this.#visible = Math.ceil(this.#height / rowHeight) + 1
    if (this.chosen >= 0) this.show(this.chosen)
    this.requestUpdate()
  }

  #place(first: number): void {
    this._first = Math.max(0, first)
    this.#isBarDue = true
    requestAnimationFrame(this.#moveBar)
  }

  /** The scroll bar follows once in each picture, when the rows are there already. */
  readonly #moveBar = (): void => {
    const window = this.#window
    if (window === null || !this.#isBarDue) return
    this.#isBarDue = false
    const way = window.scrollHeight - window.clientHeight
    const wanted = this.#firstMax === 0 ? 0 : (this._first / this.#firstMax) * way
    this.#placed = Math.round(wanted)
    if (Math.abs(window.scrollTop - wanted) > 0.5) window.scrollTop = wanted
  }

  #isBarDue = false

  /** Where the scroll bar was put from here: its event then says nothing new. */
  #placed = -1

  readonly #scrolled = (): void => {
    const window = this.#window!
    if (Math.abs(window.scrollTop - this.#placed) <= 1) return
    this.#placed = -1
    const way = window.scrollHeight - window.clientHeight
    this._first = way <= 0 ? 0 : (window.scrollTop / way) * this.#firstMax
  }

  readonly #wheeled = (event: WheelEvent): void => {
    if (this.count * rowHeight <= heightMax || event.ctrlKey) return
    event.preventDefault()
    const rows = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY : event.deltaY / rowHeight
    this.#place(Math.min(this.#firstMax, Math.max(0, this._first + rows)))
  }

  readonly #clicked = (event: MouseEvent): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>(".row")
    if (row === null) return
    this.dispatchEvent(new CustomEvent("pick", { detail: Number(row.dataset["index"]) }))
  }
}

customElements.define("bl-rows", Rows)
