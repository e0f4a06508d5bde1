/** The filter: what is typed applies at once; what cannot be read is said below, at its place. */
import { css, html, nothing } from "lit"
import { base } from "../styles/base.ts"
import { filterProblemText } from "../page/filter-problem.ts"
import { mark } from "./mark.ts"
import { PageElement } from "./page-element.ts"

export class FilterBox extends PageElement {
  static override styles = [
    base,
    css`
      :host {
        position: relative;
      }
      .box {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .field {
        position: relative;
        flex: 1;
        min-width: 0;
      }
      input[type="search"] {
        width: 100%;
        padding-inline-start: 28px;
        font: var(--code);
      }
      .field .mark {
        position: absolute;
        inset-inline-start: 9px;
        top: 9px;
        color: var(--ink-2);
        pointer-events: none;
      }
      .count {
        color: var(--ink-2);
        white-space: nowrap;
      }
      .problem {
        position: absolute;
        z-index: 3;
        inset-inline: 0;
        top: calc(100% + 2px);
        background: var(--raised);
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        padding: 6px 10px;
      }
      .problem pre {
        color: var(--broken);
      }
      @media (max-width: 560px) {
        .box {
          flex-wrap: wrap;
        }
        .field {
          flex: 1 0 calc(100% - 48px);
        }
      }
    `,
  ]

  override render() {
    const { page } = this
    const { texts, format } = page
    if (page.index === null) return nothing
    const { matches, problem, hides, searched } = page.shown
    const isOn = page.state.q.trim() !== ""
    return html`<div class="box" role="search">
        <span class="field"
          >${mark("search")}<input
            type="search"
            aria-label=${texts["list.filter"]}
            aria-invalid=${problem === null ? "false" : "true"}
            aria-describedby="problem"
            placeholder=${texts["list.filterExample"]}
            spellcheck="false"
            autocomplete="off"
            .value=${page.state.q}
            @input=${(event: Event) => page.set({ q: (event.target as HTMLInputElement).value }, "replace")}
            @keydown=${this.#keyed}
        /></span>
        <button
          class="plain"
          aria-label=${texts["do.filterWords"]}
          title=${texts["do.filterWords"]}
          @click=${() => page.act("filterWords")}
        >
          ?
        </button>
        ${
          isOn
            ? html`<button
                aria-pressed=${hides ? "false" : "true"}
                @click=${() => page.setMore("rest", hides ? "faint" : null)}
              >
                ${texts["list.highlight"]}
              </button>`
            : nothing
        }
        <button
          aria-pressed=${page.more("answers") === null ? "false" : "true"}
          @click=${() => page.setMore("answers", page.more("answers") === null ? "1" : null)}
        >
          ${texts["list.answers"]}
        </button>
        ${
          isOn
            ? html`<span class="count"
                >${texts["list.count"](format.number(matches), format.number(this.#all))}${searched === null ? nothing : html` · ${format.share(searched)}`}</span
              >`
            : nothing
        }
      </div>
      <div id="problem">
        ${
          problem === null
            ? nothing
            : html`<div class="problem">
                <pre>
${`${page.state.q}\n${" ".repeat(problem.position)}${"^".repeat(Math.max(1, problem.length))}`}</pre>
                ${filterProblemText(page.texts, problem)}
              </div>`
        }
      </div>`
  }

  get #all(): number {
    const index = this.page.index!
    return this.page.more("answers") === null ? index.asks.length : index.all.length
  }

  override focus() {
    const input = this.renderRoot.querySelector("input")
    input?.focus()
    input?.select()
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== "Escape") return
    event.stopPropagation()
    event.preventDefault()
    this.dispatchEvent(new CustomEvent("done"))
  }
}

customElements.define("bl-filter", FilterBox)
