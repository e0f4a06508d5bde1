/** Lets somebody choose faults of the run in sight, and shows how it would have gone without them. */
import { css, html, type PropertyDeclarations } from "lit"
import { idWithout, madeFrom } from "../page/counterfactuals.ts"
import { faultPlace } from "../page/fault-place.ts"
import { base } from "../styles/base.ts"
import { dialogStyles } from "./dialog-styles.ts"
import { mark } from "./mark.ts"
import { PageElement } from "./page-element.ts"

export class WithoutFaults extends PageElement {
  static override properties: PropertyDeclarations = { _chosen: { state: true } }
  static override styles = [
    base,
    dialogStyles,
    css`
      label {
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: var(--row);
      }
      label .dim {
        margin-inline-start: auto;
        white-space: nowrap;
      }
      form button {
        margin-top: 12px;
      }
    `,
  ]

  declare _chosen: ReadonlySet<number>

  constructor() {
    super()
    this._chosen = new Set()
  }

  override render() {
    const { page } = this
    const { texts } = page
    return html`<dialog aria-labelledby="title">
      <div class="head"><h2 id="title">${texts["do.withoutFault"]}</h2></div>
      <p class="dim">${texts["without.says"]}</p>
      <form method="dialog" @submit=${this.#submitted}>
        ${page.faults.map(
          ({ says, acted }, place) =>
            html`<label>
              <input
                type="checkbox"
                .checked=${this._chosen.has(place)}
                @change=${(event: Event) => this.#choose(place, (event.target as HTMLInputElement).checked)}
              />
              ${mark("bolt")} <span>${says}</span>
              <span class="dim">${texts["without.acted"](acted)}</span>
            </label>`,
        )}
        <button ?disabled=${this._chosen.size === 0}>${texts["without.run"]}</button>
      </form>
    </dialog>`
  }

  /** With what is left out now, or else with what acted on the chosen message, or else with all that acted. */
  open(): void {
    const { page } = this
    const dialog = this.renderRoot.querySelector("dialog")!
    if (dialog.open) return
    if (page.faults.length === 0) return page.hands.say(page.texts["without.none"])
    const { vs } = page.state
    this._chosen = new Set((vs === null ? null : madeFrom(vs))?.without ?? this.#likely())
    dialog.showModal()
  }

  #likely(): readonly number[] {
    const { model, index, row, faults } = this.page
    const here =
      model === null || index === null || row < 0
        ? []
        : [index.askOf(row), index.answers[index.askOf(row)] ?? -1].map((at) => faultPlace(model, at))
    const found = here.filter((place) => place >= 0)
    return found.length > 0 ? found : faults.flatMap((fault, place) => (fault.acted > 0 ? [place] : []))
  }

  #choose(place: number, isOut: boolean): void {
    const chosen = new Set(this._chosen)
    if (isOut) chosen.add(place)
    else chosen.delete(place)
    this._chosen = chosen
  }

  readonly #submitted = (): void => {
    const { page } = this
    const { run, more } = page.state
    page.set({ vs: idWithout(madeFrom(run)?.id ?? run, [...this._chosen]), more: { ...more, side: "1", tab: "diff" } })
  }
}

customElements.define("bl-without-faults", WithoutFaults)
