/**
 * The timeline: a lane for each system, the playhead as a real range control, and the buttons of the clock. The picture is drawn when
 * what it shows changes; the playhead moves by itself.
 */
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit"
import type { TimeAxis } from "../core/time-axis.ts"
import { instantOf, xOf, type Stretch } from "../draw/axis.ts"
import { ColourProbe } from "../draw/colours.ts"
import { glyphOfKind } from "../draw/glyphs.ts"
import { drawTimeline, laneHeight, timelineHeight, type TimelinePicture } from "../draw/timeline.ts"
import { pressText, actions, textOf, type ActionId } from "../keys.ts"
import type { Page } from "../page/page.ts"
import { speeds } from "../page/clock.ts"
import { base } from "../styles/base.ts"
import { colourOfKind, mark } from "./mark.ts"
import { watch } from "./watching.ts"

const thumb = 16
/** Over a longer time the hour of a label says nothing. */
const longMs = 200 * 86_400_000

export class Timeline extends LitElement {
  static override properties: PropertyDeclarations = { page: { attribute: false }, _width: { state: true } }
  static override styles = [
    base,
    css`
      :host {
        background: var(--ground);
        border-bottom: 1px solid var(--line);
        padding: 8px 16px 8px;
        --names: 132px;
      }
      .lanes {
        display: grid;
        grid-template-columns: var(--names) minmax(0, 1fr);
      }
      .name {
        height: ${laneHeight}px;
        display: flex;
        align-items: center;
        gap: 6px;
        overflow: hidden;
        white-space: nowrap;
      }
      .name .code {
        font: inherit;
        width: 28px;
        flex: none;
      }
      .name .dim {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .picture {
        position: relative;
        min-width: 0;
        cursor: crosshair;
        touch-action: pan-y;
      }
      canvas {
        display: block;
        width: 100%;
      }
      .playhead {
        position: absolute;
        top: 0;
        bottom: 26px;
        width: 2px;
        margin-inline-start: -1px;
        background: var(--ink);
        pointer-events: none;
      }
      .range {
        grid-column: 2;
        margin: 0 ${-thumb / 2}px;
        height: 20px;
        position: relative;
      }
      input[type="range"] {
        appearance: none;
        width: 100%;
        height: 20px;
        margin: 0;
        background: none;
        cursor: pointer;
      }
      input[type="range"]::-webkit-slider-runnable-track {
        height: 4px;
        margin: 0 ${thumb / 2}px;
        border-radius: 2px;
        background: linear-gradient(to right, var(--ink) var(--done), var(--line) var(--done));
      }
      input[type="range"]::-moz-range-track {
        height: 4px;
        border-radius: 2px;
        background: linear-gradient(to right, var(--ink) var(--done), var(--line) var(--done));
      }
      input[type="range"]::-webkit-slider-thumb {
        appearance: none;
        width: ${thumb}px;
        height: ${thumb}px;
        margin-top: -6px;
        border-radius: 50%;
        background: var(--ink);
        border: 2px solid var(--ground);
      }
      input[type="range"]::-moz-range-thumb {
        width: ${thumb}px;
        height: ${thumb}px;
        border-radius: 50%;
        background: var(--ink);
        border: 2px solid var(--ground);
      }
      .controls {
        grid-column: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
        margin-top: 4px;
      }
      .controls button {
        padding: 0 7px;
      }
      .now {
        margin-inline: 8px;
        font-weight: 600;
        white-space: nowrap;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
        margin-inline-start: auto;
        color: var(--ink-2);
      }
      .legend span {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        white-space: nowrap;
      }
      .swatch {
        width: 10px;
        height: 10px;
        background: var(--traffic);
        forced-color-adjust: none;
      }
      .swatch.error {
        width: 6px;
        height: 4px;
        background: var(--broken);
      }
      .swatch.refused {
        width: 6px;
        height: 2px;
        background: var(--ink-2);
      }
      .swatch.gap {
        width: 18px;
        height: 1px;
        background: linear-gradient(to right, var(--edge) 6px, transparent 6px 12px, var(--edge) 12px);
      }
      @media (max-width: 720px) {
        :host {
          --names: 34px;
          padding: 8px 12px;
        }
        .name .dim,
        .legend {
          display: none;
        }
        .name svg {
          display: none;
        }
        .controls {
          grid-column: 1 / -1;
        }
      }
      @media (forced-colors: active) {
        .playhead {
          background: Highlight;
          forced-color-adjust: none;
        }
        .swatch,
        canvas {
          forced-color-adjust: none;
        }
        input[type="range"] {
          appearance: auto;
        }
      }
    `,
  ]

  declare page: Page
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
    watch(this)
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
      ${model!.faults.length > 0 ? html`<span>${mark("bolt")}${texts["time.legendFault"]}</span>` : nothing}
      ${
        model!.breaches.length > 0
          ? html`<span
              ><span class=${page.breachGlyph === "breach" ? "broken" : ""}>${mark(page.breachGlyph)}</span
              >${texts[page.breachGlyph === "breach" ? "time.legendBreach" : "time.legendForetold"]}</span
            >`
          : nothing
      }
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
    drawTimeline(context, this.#picture(axis, stretch), this.#probe!.colour)
  }

  #picture(axis: TimeAxis, stretch: Stretch): TimelinePicture {
    const { page } = this
    const width = this._width
    const { model, format, texts } = page
    const x = (at: number): number => xOf(axis, stretch, width, at)
    const { all: counts, failed, refused } = page.index!.density.read(stretch.from, stretch.until, width)
    const inSight = <Mark extends { readonly x: number }>(marks: readonly Mark[]): readonly Mark[] =>
      marks.filter((mark) => mark.x >= -6 && mark.x <= width + 6)
    return {
      width,
      lanes: model!.lanes.map(({ kind }) => ({ colour: colourOfKind(kind) })),
      counts,
      failed,
      refused,
      ticks: page.followedTicks
        .map(({ at, lane }) => ({ x: x(at), lane }))
        .filter((tick) => tick.x >= 0 && tick.x <= width),
      marks: inSight([
        ...model!.faults.map(({ at }) => ({ x: x(at), glyph: "bolt" as const })),
        ...model!.breaches.map(({ at }) => ({ x: x(at), glyph: page.breachGlyph })),
      ]),
      gaps: axis.gaps
        .map(({ from, until }) => ({
          x: Math.round(x(from)),
          width: Math.max(4, Math.round(x(until) - x(from))),
          says: texts["time.fold"](format.duration(until - from)),
        }))
        .filter((gap) => gap.x + gap.width >= 0 && gap.x <= width),
      labels: this.#labels(axis, stretch),
      font: getComputedStyle(this).font,
    }
  }

  /** Instants to write below: as many as there is room for, without what their neighbours say already. */
  #labels(axis: TimeAxis, stretch: Stretch): readonly { readonly x: number; readonly says: string }[] {
    const { format } = this.page
    const labels: { x: number; says: string }[] = []
    const isLong = axis.instantAt(stretch.until) - axis.instantAt(stretch.from) > longMs
    let day = ""
    for (let x = 0; x < this._width - 60; x += 130) {
      const at = instantOf(axis, stretch, this._width, x)
      const today = format.day(at)
      const clock = isLong ? "" : format.clock(at).slice(0, 5)
      labels.push({ x, says: today === day ? clock : `${today} ${clock}`.trimEnd() })
      day = today
    }
    return labels
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
    const mark =
      event.offsetY > timelineHeight(this.page.model!.lanes.length) - 30 ? this.#markAt(event.clientX - left) : -1
    if (mark >= 0) {
      this.page.choose(mark)
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

  /** The message of a fault or breach that is drawn there, -1 for none. */
  #markAt(x: number): number {
    const { axis, stretch, model } = this.page
    const near = [...model!.breaches, ...model!.faults]
      .map(({ at, row }) => ({ row, distance: Math.abs(xOf(axis, stretch, this._width, at) - x) }))
      .filter(({ row, distance }) => row >= 0 && distance <= 8)
      .sort((a, b) => a.distance - b.distance)
    return near[0]?.row ?? -1
  }

  readonly #wheeled = (event: WheelEvent): void => {
    event.preventDefault()
    const { page } = this
    const x = event.clientX - (event.currentTarget as HTMLElement).getBoundingClientRect().left
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey)
      page.pan((event.deltaX || event.deltaY) / this._width)
    else page.zoom(event.deltaY > 0 ? 1.25 : 0.8, x / this._width)
  }
}

customElements.define("bl-timeline", Timeline)
