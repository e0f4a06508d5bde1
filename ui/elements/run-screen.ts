/** The screen of one run: verdict, timeline, and one of the views beside the inspector. */
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit"
import { views, type ViewName } from "../core/view-state.ts"
import type { Page } from "../page/page.ts"
import { base } from "../styles/base.ts"
import "./filter-box.ts"
import "./inspector.ts"
import "./messages.ts"
import "./timeline.ts"
import "./verdict.ts"
import { watch } from "./watching.ts"

const viewText = {
  messages: "do.viewMessages",
  path: "do.viewPath",
  states: "do.viewStates",
  figures: "do.viewFigures",
} as const

export class RunScreen extends LitElement {
  static override properties: PropertyDeclarations = { page: { attribute: false } }
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        flex: 1;
      }
      .below {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      }
      .main {
        display: flex;
        flex-direction: column;
        min-height: 0;
        min-width: 0;
      }
      bl-inspector {
        border-inline-start: 1px solid var(--line);
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
        padding: 6px 12px;
      }
      nav bl-filter {
        flex: 1;
        min-width: 220px;
        margin-inline-start: 8px;
      }
      bl-messages {
        flex: 1;
      }
      @media (max-width: 860px) {
        .below {
          display: block;
          min-height: auto;
        }
        bl-messages {
          flex: none;
          height: 420px;
        }
        bl-inspector {
          border-inline-start: 0;
          border-top: 1px solid var(--line);
          min-height: 280px;
        }
        nav bl-filter {
          margin-inline-start: 0;
          flex-basis: 100%;
          min-width: 0;
        }
      }
    `,
  ]

  declare page: Page

  constructor() {
    super()
    watch(this)
  }

  override render() {
    const { page } = this
    const { texts, model } = page
    if (model === null) return nothing
    const { view } = page.state
    return html`<bl-verdict .page=${page}></bl-verdict>
      <bl-timeline .page=${page}></bl-timeline>
      <div class="below">
        <div class="main">
          <nav aria-label=${texts["group.views"]}>
            ${views.map(
              (name) =>
                html`<button aria-current=${name === view ? "page" : "false"} @click=${() => page.set({ view: name })}>
                  ${texts[viewText[name]]}
                </button>`,
            )}
            ${
              view === "messages"
                ? html`<bl-filter .page=${page} @done=${() => this.focusView()}></bl-filter>`
                : nothing
            }
          </nav>
          ${this.#view(view)}
        </div>
        <bl-inspector .page=${page}></bl-inspector>
      </div>`
  }

  focusView(): void {
    this.renderRoot.querySelector<HTMLElement>("bl-messages, bl-path, bl-states, bl-figures")?.focus()
  }

  focusFilter(): void {
    this.renderRoot.querySelector<HTMLElement>("bl-filter")?.focus()
  }

  focusInspector(): void {
    this.renderRoot.querySelector<HTMLElement>("bl-inspector")?.focus()
  }

  #view(view: ViewName) {
    return view === "messages" ? html`<bl-messages .page=${this.page}></bl-messages>` : nothing
  }
}

customElements.define("bl-run", RunScreen)
