/** How well it ran: what held, the figures of every API over time, those of the business, and stock and ledger at the present instant. */
import { html, nothing, type TemplateResult } from "lit"
import { apiSeriesOf } from "../core/api-series.ts"
import { Checkpoints, type Balance } from "../core/checkpoints.ts"
import { base } from "../styles/base.ts"
import { scrolled } from "../styles/host.ts"
import { apiTable, stretches } from "./api-table.ts"
import { bookTables } from "./book-tables.ts"
import { figuresStyles } from "./figures-styles.ts"
import { when } from "./inspector-panels.ts"
import { operationTiles } from "./operation-tiles.ts"
import { PageElement } from "./page-element.ts"
import { refusedTable } from "./refused-table.ts"
import { rulesTable } from "./rules-table.ts"

export class Figures extends PageElement {
  static override styles = [base, scrolled, figuresStyles]

  override render() {
    const { page } = this
    const { texts, model, format } = page
    if (model === null) return nothing
    const byLink = page.more("by") === "link"
    const api = page.loads.get(`api ${model.version}`, () => apiSeriesOf(model, page.axis, stretches))
    return html`<div class="head">
        <h2>${texts["figures.apis"]}</h2>
        <button aria-pressed=${byLink ? "false" : "true"} @click=${() => page.setMore("by", null)}>
          ${texts["figures.perSystem"]}
        </button>
        <button aria-pressed=${byLink ? "true" : "false"} @click=${() => page.setMore("by", "link")}>
          ${texts["figures.perLink"]}
        </button>
        <span class="dim">${texts["figures.wholeRun"]}</span>
      </div>
      ${when(api, (found) => apiTable(page, found, byLink))}
      <div class="head"><h2>${texts["figures.operations"]}</h2></div>
      ${operationTiles(page)}
      <div class="head">
        <h2>${texts["figures.books"]}</h2>
        <span class="dim">${texts["figures.atInstant"](format.instant(page.now))}</span>
      </div>
      ${this.#books()} ${refusedTable(page)} ${rulesTable(page)}`
  }

  override focus() {
    this.tabIndex = -1
    super.focus()
  }

  #books(): TemplateResult {
    const { page } = this
    const { model, texts } = page
    const checkpoints = page.loads.get(`checkpoints ${model!.version}`, () => Checkpoints.of(model!))
    return when(checkpoints, (found) => {
      const balances = page.loads.get(`balances ${model!.version} ${page.now}`, () => found.balancesAt(page.now))
      if (balances.state === "there") this.#last = balances.value
      if (this.#last === null) return html`<p class="dim" aria-busy="true">${texts["figures.loading"]} …</p>`
      return bookTables(page, this.#last)
    })
  }
  /** What was shown last, until what is asked for is there: nothing flickers while somebody scrubs. */
  #last: readonly Balance[] | null = null
}

customElements.define("bl-figures", Figures)
