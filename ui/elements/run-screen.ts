/** The screen of one run: verdict, timeline, and one of the views beside the inspector. */
import { css, html, nothing } from "lit"
import { views, type ViewName } from "../core/view-state.ts"
import { textOf } from "../keys.ts"
import { base } from "../styles/base.ts"
import { column } from "../styles/host.ts"
import "./filter-box.ts"
import "./inspector.ts"
import "./messages.ts"
import "./timeline.ts"
import "./verdict.ts"
import { PageElement } from "./page-element.ts"

const viewAction = {
  messages: "viewMessages",
  path: "viewPath",
  states: "viewStates",
  figures: "viewFigures",
} as const

/** Views that are not needed to begin with; an element that is defined later wakes up by itself. */
const loadViews = (): void => {
  void import("./path.ts")
  void import("./states.ts")
  void import("./figures.ts")
  void import("./compare.ts")
}

export class RunScreen extends PageElement {
  static override styles = [
    base,
    column,
    css`
      :host {
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

  override render() {
    const { page } = this
    const { texts, model } = page
    if (model === null) return nothing
    const { view } = page.state
    const isAside = page.state.vs !== null && page.more("side") !== null
    if (model.state !== "loading" || view !== "messages" || isAside) loadViews()
    return html`<bl-verdict .page=${page}></bl-verdict>
      <bl-timeline .page=${page}></bl-timeline>
      <div class="below">
        <div class="main">
          <nav aria-label=${texts["group.views"]}>
            ${views.map(
              (name) =>
                html`<button
                  aria-current=${name === view && !isAside ? "page" : "false"}
                  @click=${() => page.act(viewAction[name])}
                >
                  ${page.text(textOf(viewAction[name]))}
                </button>`,
            )}
            ${
              page.state.vs === null
                ? nothing
                : html`<button aria-current=${isAside ? "page" : "false"} @click=${() => page.setMore("side", "1")}>
                    ${texts["compare.title"]}
                  </button>`
            }
            ${
              view === "messages" && !isAside
                ? html`<bl-filter .page=${page} @done=${() => this.focusView()}></bl-filter>`
                : nothing
            }
          </nav>
          ${isAside ? html`<bl-compare .page=${page}></bl-compare>` : this.#view(view)}
        </div>
        <bl-inspector .page=${page}></bl-inspector>
      </div>`
  }

  focusView(): void {
    this.renderRoot.querySelector<HTMLElement>("bl-messages, bl-path, bl-states, bl-figures, bl-compare")?.focus()
  }

  focusFilter(): void {
    this.renderRoot.querySelector<HTMLElement>("bl-filter")?.focus()
  }

  focusInspector(): void {
    this.renderRoot.querySelector<HTMLElement>("bl-inspector")?.focus()
  }

  #view(view: ViewName) {
    switch (view) {
      case "messages":
        return html`<bl-messages .page=${this.page}></bl-messages>`
      case "path":
        return html`<bl-path .page=${this.page}></bl-path>`
      case "states":
        return html`<bl-states .page=${this.page}></bl-states>`
      case "figures":
        return html`<bl-figures .page=${this.page}></bl-figures>`
    }
  }
}

customElements.define("bl-run", RunScreen)
