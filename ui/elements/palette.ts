/** Every action by its name, with its keys: typed, chosen with arrows, done with Enter. */
import { css, html, nothing, type PropertyDeclarations } from "lit"
import { actions, isOf, textOf, type Action } from "../keys.ts"
import { base } from "../styles/base.ts"
import { dialogStyles } from "./dialog-styles.ts"
import { keyCap } from "./mark.ts"
import { PageElement } from "./page-element.ts"

export class Palette extends PageElement {
  static override properties: PropertyDeclarations = {
    _typed: { state: true },
    _place: { state: true },
  }
  static override styles = [
    base,
    dialogStyles,
    css`
      input {
        width: 100%;
      }
      [role="listbox"] {
        margin-top: 8px;
        max-height: 50vh;
        overflow: auto;
      }
      [role="option"] {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        align-items: center;
        min-height: var(--row);
        padding: 0 8px;
        border-radius: var(--radius);
        cursor: pointer;
      }
      [role="option"][aria-selected="true"] {
        background: var(--chosen);
      }
      @media (forced-colors: active) {
        [role="option"][aria-selected="true"] {
          outline: 3px solid Highlight;
          outline-offset: -3px;
        }
      }
    `,
  ]

  declare _typed: string
  declare _place: number

  constructor() {
    super()
    this._typed = ""
    this._place = 0
  }

  override render() {
    const { page } = this
    const { texts } = page
    const found = this.#found()
    return html`<dialog aria-label=${texts["palette.title"]} @close=${() => (this._typed = "")}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="found"
        aria-autocomplete="list"
        aria-label=${texts["palette.title"]}
        aria-activedescendant=${found.length === 0 ? nothing : `found-${this._place}`}
        placeholder=${texts["palette.title"]}
        .value=${this._typed}
        @input=${(event: Event) => {
          this._typed = (event.target as HTMLInputElement).value
          this._place = 0
        }}
        @keydown=${this.#keyed}
      />
      ${
        found.length === 0
          ? html`<p class="dim" style="padding:8px">${texts["palette.none"]}</p>`
          : html`<div id="found" role="listbox" aria-label=${texts["palette.title"]}>
              ${found.map(
                ({ id, presses }, place) =>
                  html`<div
                    role="option"
                    id="found-${place}"
                    aria-selected=${place === this._place ? "true" : "false"}
                    @click=${() => this.#act(place)}
                  >
                    <span>${page.text(textOf(id))}</span><span>${presses.map(keyCap)}</span>
                  </div>`,
              )}
            </div>`
      }
    </dialog>`
  }

  open(): void {
    const dialog = this.renderRoot.querySelector("dialog")!
    if (dialog.open) return
    this._place = 0
    dialog.showModal()
    this.renderRoot.querySelector("input")!.focus()
  }

  #found(): readonly Action[] {
    const words = this._typed.toLowerCase().split(/\s+/)
    return actions.filter(({ id }) => {
      const text = this.page.text(textOf(id)).toLowerCase()
      return isOf(id, this.page.state.place) && words.every((word) => text.includes(word))
    })
  }

  #act(place: number): void {
    const action = this.#found()[place]
    this.renderRoot.querySelector("dialog")!.close()
    if (action !== undefined) this.page.act(action.id)
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    const count = this.#found().length
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    if (event.key === "Enter") {
      event.preventDefault()
      this.#act(this._place)
    } else if (by !== 0 && count > 0) {
      event.preventDefault()
      this._place = (this._place + by + count) % count
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector(`#found-${this._place}`)?.scrollIntoView({ block: "nearest" }),
      )
    }
    event.stopPropagation()
  }
}

customElements.define("bl-palette", Palette)
