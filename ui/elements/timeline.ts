/**
 * The timeline: a lane for each system, the playhead as a real range control, and the buttons of the clock. The picture is drawn when
 * what it shows changes; the playhead moves by itself.
 */
import { html, nothing, type PropertyDeclarations } from "lit"
import { instantOf, xOf } from "../draw/axis.ts"
import { ColourProbe } from "../draw/colours.ts"
import { colourOfKind, glyphOfKind, glyphOfNote } from "../draw/glyphs.ts"
import { drawTimeline, railHeight, timelineHeight } from "../draw/timeline.ts"
import { pressText, actions, textOf, type ActionId } from "../keys.ts"
import { speeds } from "../page/clock.ts"
import { pan, zoom } from "../page/sight.ts"
import { timelineMarks, timelinePictureOf } from "../page/timeline-picture.ts"
import { base } from "../styles/base.ts"
import { mark } from "./mark.ts"
import { timelineStyles } from "./timeline-styles.ts"
import { PageElement } from "./page-element.ts"

export class Timeline extends PageElement {
  static override properties: PropertyDeclarations = { _width: { state: true } }
  static override styles = [base, timelineStyles]

  declare _width: number
  #probe: ColourProbe | null = null
  #canvas: HTMLCanvasElement | null = null
  #drawn = ""
  readonly #observer = new ResizeObserver(([entry]) => {
    this._width = Math.max(1, Math.floor(entry!.contentRect.width))
  })

  constructor() {
    super()
    this._width = 1
  }

  override render() {
    const { page } = this
    const { model, index, texts, format } = page
    if (model === null || index === null) return nothing
    const { lanes } = model
    const { axis, stretch } = page
    const x = xOf(axis, stretch, this._width, page.now)
    const share = Math.min(1, Math.max(0, x / this._width))
    const isSeen = x >= 0 && x <= this._width
    const place = page.row < 0 ? 0 : index.placeOf(index.all, page.row) + 1
    const value = texts["time.value"](format.instant(page.now), format.number(place), format.number(model.rows))
    return html`<section aria-label=${texts["time.title"]} class="lanes">
      <div>
        ${lanes.map(
          ({ kind, code, instance }) =>
            html`<div class="name" title=${instance}>
              <span style="color:var(--${page.state.o === null ? "ink-2" : colourOfKind(kind)})"
                >${mark(glyphOfKind[kind] ?? "disc")}</span
              >
              <span class="code">${code}</span><span class="dim">${instance}</span>
            </div>`,
        )}
      </div>
      <div class="picture" @pointerdown=${this.#pressed} @wheel=${this.#wheeled}>
        <canvas
          role="img"
          aria-label=${texts["time.label"](lanes.length, format.number(model.rows))}
          style="height:${timelineHeight(lanes.length)}px"
        ></canvas>
        ${isSeen ? html`<div class="playhead" style="left:${x}px"></div>` : nothing}
      </div>
      <div class="range">
        <input
          type="range"
          min="0"
          max="1"
          step="any"
          .value=${String(share)}
          aria-label=${texts["time.playhead"]}
          aria-valuetext=${value}
          style="--done:${share * 100}%"
          @input=${(event: Event) => this.#scrub(Number((event.target as HTMLInputElement).value) * this._width)}
        />
      </div>
      <div class="controls">
        ${this.#button("first", "start")} ${this.#button("previousMessage", "back")}
        ${this.#button("playOrPause", page.clock.isPlaying ? "pause" : "play")}
        ${this.#button("nextMessage", "forward")} ${this.#button("last", "end")}
        <button
          title="${texts["time.speedTitle"]}"
          aria-label="${texts["time.speed"]} ${page.clock.speed}×"
          @click=${() => page.clock.setSpeed(speeds[(speeds.indexOf(page.clock.speed) + 1) % speeds.length]!)}
        >
          ${page.clock.speed}×
        </button>
        ${this.#button("zoomOut", "minus")} ${this.#button("zoomIn", "plus")}
        <span class="now">${format.instant(page.now)}</span>
        ${this.#legend()}
      </div>
    </section>`
  }

  override firstUpdated() {
    this.#probe = new ColourProbe(this.renderRoot as unknown as HTMLElement, () => {
      this.#drawn = ""
      this.requestUpdate()
    })
  }

  override updated() {
    const picture = this.renderRoot.querySelector<HTMLElement>(".picture")
    if (picture === null) return
    this.#canvas ??= picture.querySelector("canvas")
    this.#observer.observe(picture)
    this.#draw()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.#observer.disconnect()
    this.#probe?.stop()
  }

  #button(id: ActionId, glyph: Parameters<typeof mark>[0]) {
    const { page } = this
    const [press] = actions.find((action) => action.id === id)!.presses
    const says = page.text(textOf(id))
    return html`<button
      aria-label=${says}
      title="${says}${press === undefined ? "" : ` (${pressText(press)})`}"
      @click=${() => page.act(id)}
    >
      ${mark(glyph)}
    </button>`
  }

  #legend() {
    const { page } = this
    const { texts, model } = page
    return html`<div class="legend" aria-hidden="true">
      <span><i class="swatch"></i>${texts["time.legendAll"]}</span>
      ${
        page.state.o === null
          ? nothing
          : html`<span
              ><i class="swatch" style="background:var(--oms)"></i>${texts["time.legendOrder"](page.state.o)}</span
            >`
      }
      <span><i class="swatch error"></i>${texts["time.legendError"]}</span>
      <span><i class="swatch refused"></i>${texts["time.legendRefused"]}</span>
      ${model!.faults.some(({ kind }) => glyphOfNote(kind) === "bolt") ? html`<span>${mark("bolt")}${texts["time.legendFault"]}</span>` : nothing}
      ${
        model!.breaches.length > 0
          ? html`<span
              ><span class=${page.breachGlyph === "breach" ? "broken" : ""}>${mark(page.breachGlyph)}</span
              >${texts[page.breachGlyph === "breach" ? "time.legendBreach" : "time.legendForetold"]}</span
            >`
          : nothing
      }
      ${page.state.notes.length > 0 ? html`<span>${mark("note")}${texts["time.legendNote"]}</span>` : nothing}
      ${page.axis.gaps.length > 0 ? html`<span><i class="swatch gap"></i>${texts["time.legendGap"]}</span>` : nothing}
    </div>`
  }

  #draw(): void {
    const { page } = this
    const canvas = this.#canvas
    const { model } = page
    if (canvas === null || model === null || this._width <= 1) return
    const { axis, stretch } = page
    const key = JSON.stringify([
      model.version,
      page.breachGlyph,
      stretch,
      this._width,
      page.state.o,
      page.state.notes,
      page.language,
      devicePixelRatio,
      axis.gaps.length,
    ])
    if (key === this.#drawn) return
    this.#drawn = key
    const height = timelineHeight(model.lanes.length)
    canvas.width = this._width * devicePixelRatio
    canvas.height = height * devicePixelRatio
    const context = canvas.getContext("2d")!
    context.scale(devicePixelRatio, devicePixelRatio)
    drawTimeline(context, timelinePictureOf(page, this._width, getComputedStyle(this).font), this.#probe!.colour)
  }

  #scrub(x: number): void {
    const { page } = this
    page.clock.pause()
    page.moveTo(instantOf(page.axis, page.stretch, this._width, Math.min(this._width, Math.max(0, x))))
  }

  readonly #pressed = (event: PointerEvent): void => {
    if (event.button !== 0) return
    const picture = event.currentTarget as HTMLElement
    const left = picture.getBoundingClientRect().left
    const isOnRail = event.offsetY > timelineHeight(this.page.model!.lanes.length) - railHeight
    const mark = isOnRail ? this.#markAt(event.clientX - left) : undefined
    if (mark !== undefined) {
      if (mark.row >= 0) this.page.choose(mark.row)
      else this.page.moveTo(mark.at, "push")
      return
    }
    picture.setPointerCapture(event.pointerId)
    const moved = (move: PointerEvent): void => this.#scrub(move.clientX - left)
    moved(event)
    picture.addEventListener("pointermove", moved)
    picture.addEventListener("lostpointercapture", () => picture.removeEventListener("pointermove", moved), {
      once: true,
    })
  }

  /** The fault, breach or note that is drawn there. */
  #markAt(x: number): { readonly at: number; readonly row: number } | undefined {
    const { axis, stretch } = this.page
    const [near] = timelineMarks(this.page)
      .map(({ at, row }) => ({ at, row, distance: Math.abs(xOf(axis, stretch, this._width, at) - x) }))
      .filter(({ distance }) => distance <= 8)
      .sort((a, b) => a.distance - b.distance)
    return near
  }

  readonly #wheeled = (event: WheelEvent): void => {
    event.preventDefault()
    const { page } = this
    const x = event.clientX - (event.currentTarget as HTMLElement).getBoundingClientRect().left
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey)
      pan(page, (event.deltaX || event.deltaY) / this._width)
    else zoom(page, event.deltaY > 0 ? 1.25 : 0.8, x / this._width)
  }
}

customElements.define("bl-timeline", Timeline)
