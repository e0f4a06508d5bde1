/** Writes a note where the clock stands, and lists all that there are: the letter of one goes to it. */
import { css, html, nothing } from "lit"
import type { Note } from "../core/view-state.ts"
import { goToNote, noteHere, removeNote, writeNote } from "../page/notes.ts"
import { operationText } from "../page/words.ts"
import { base } from "../styles/base.ts"
import { dialogForm, dialogStyles } from "./dialog-styles.ts"
import { mark } from "./mark.ts"
import { PageElement } from "./page-element.ts"

export class Notes extends PageElement {
  static override styles = [
    base,
    dialogStyles,
    dialogForm,
    css`
      ol {
        margin-top: 12px;
      }
      li {
        display: flex;
        gap: 8px;
        align-items: center;
        border-top: 1px solid var(--line);
        padding: 4px 0;
      }
      li .to {
        flex: 1;
        min-width: 0;
        text-align: start;
        white-space: normal;
        overflow-wrap: anywhere;
        padding: 4px 6px;
      }
      li .to span {
        display: block;
      }
    `,
  ]

  override render() {
    const { page } = this
    const { texts } = page
    const { notes } = page.state
    return html`<dialog aria-labelledby="title" @keydown=${this.#keyed}>
      <div class="head">
        <h2 id="title">${texts["notes.title"]}</h2>
        <button @click=${() => this.#dialog.close()}>${texts["page.close"]} <kbd>Esc</kbd></button>
      </div>
      <label for="text" class="dim">${texts["notes.here"](this.#placeOf(page.now, page.row))}</label>
      <form method="dialog" @submit=${this.#submitted}>
        <input id="text" type="text" autocomplete="off" maxlength="500" />
        <button>${texts["notes.keep"]}</button>
      </form>
      ${
        notes.length === 0
          ? nothing
          : html`<ol tabindex="-1" aria-label=${texts["notes.title"]}>
                ${notes.map((note) => this.#line(note))}
              </ol>
              <p class="dim">${texts["notes.how"]}</p>`
      }
    </dialog>`
  }

  /** To write one, with what is written here already. */
  openToWrite(): void {
    if (!this.#open()) return
    const input = this.renderRoot.querySelector("input")!
    input.value = noteHere(this.page)?.text ?? ""
    input.focus()
    input.select()
  }

  /** To go to one. */
  openToGo(): void {
    if (this.page.state.notes.length === 0) this.page.hands.say(this.page.texts["notes.none"])
    else if (this.#open()) this.renderRoot.querySelector<HTMLElement>("ol button")?.focus()
  }

  #open(): boolean {
    if (this.page.model === null || this.#dialog.open) return false
    this.renderRoot.querySelector("input")!.value = ""
    this.#dialog.showModal()
    return true
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog")!
  }

  #line({ letter, at, row, text }: Note) {
    const { page } = this
    return html`<li>
      <kbd>${letter.toUpperCase()}</kbd>
      <button class="plain to" @click=${() => this.#go(letter)}>
        <strong>${text}</strong><span class="dim">${this.#placeOf(at, row)}</span>
      </button>
      <button
        class="plain"
        aria-label="${page.texts["notes.remove"]}: ${text}"
        title=${page.texts["notes.remove"]}
        @click=${() => removeNote(page, letter)}
      >
        ${mark("cross")}
      </button>
    </li>`
  }

  #placeOf(at: number, row: number): string {
    const { model, index, format } = this.page
    if (model === null || index === null) return ""
    const isThere = row >= 0 && row < model.rows
    return `${format.instant(at)}${isThere ? ` · ${operationText(model, index.askOf(row))}` : ""}`
  }

  #go(letter: string): void {
    if (goToNote(this.page, letter)) this.#dialog.close()
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    const isWriting = event.composedPath()[0] instanceof HTMLInputElement
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return
    if (/^[a-z]$/i.test(event.key)) this.#go(event.key.toLowerCase())
  }

  readonly #submitted = (): void => {
    const { value } = this.renderRoot.querySelector("input")!
    if (!writeNote(this.page, value)) this.page.hands.say(this.page.texts["notes.full"])
  }
}

customElements.define("bl-notes", Notes)
