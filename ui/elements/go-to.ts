/** Goes to a time, a message or a step that somebody writes. */
import { html, nothing, type PropertyDeclarations } from "lit"
import { goalOf } from "../page/go-to.ts"
import { base } from "../styles/base.ts"
import { dialogForm, dialogStyles } from "./dialog-styles.ts"
import { PageElement } from "./page-element.ts"

export class GoTo extends PageElement {
  static override properties: PropertyDeclarations = { _isWrong: { state: true } }
  static override styles = [base, dialogStyles, dialogForm]

  declare _isWrong: boolean

  constructor() {
    super()
    this._isWrong = false
  }

  override render() {
    const { texts } = this.page
    return html`<dialog aria-labelledby="title">
      <div class="head"><h2 id="title">${texts["do.goToTime"]}</h2></div>
      <form method="dialog" @submit=${this.#submitted}>
        <input
          type="text"
          aria-label=${texts["do.goToTime"]}
          aria-describedby="says"
          aria-invalid=${this._isWrong ? "true" : "false"}
          @input=${() => (this._isWrong = false)}
        />
        <button>${texts["time.goTo"]}</button>
      </form>
      <p id="says" class="dim">
        ${this._isWrong ? html`<span class="broken">${texts["time.goToWrong"]}</span>` : nothing}
        ${texts["time.goToHelp"]}
      </p>
    </dialog>`
  }

  open(): void {
    const dialog = this.renderRoot.querySelector("dialog")!
    if (dialog.open || this.page.model === null) return
    const input = this.renderRoot.querySelector("input")!
    input.value = ""
    this._isWrong = false
    dialog.showModal()
    input.focus()
  }

  readonly #submitted = (event: Event): void => {
    const { page } = this
    const { value } = this.renderRoot.querySelector("input")!
    const goal = goalOf(value, page.now, page.texts.months.split(" "))
    if (goal === null || ("row" in goal && goal.row >= page.model!.rows)) {
      event.preventDefault()
      this._isWrong = true
    } else if ("row" in goal) page.choose(goal.row)
    else page.moveTo(goal.at, "push")
  }
}

customElements.define("bl-go-to", GoTo)
