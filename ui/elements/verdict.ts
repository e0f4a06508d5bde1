/** The verdict strip: in a sentence what broke, where and when, and at most seven messages that led to it. */
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit"
import type { Page } from "../page/page.ts"
import { base } from "../styles/base.ts"
import { mark } from "./mark.ts"
import { watch } from "./watching.ts"

export class Verdict extends LitElement {
  static override properties: PropertyDeclarations = { page: { attribute: false } }
  static override styles = [
    base,
    css`
      :host {
        background: var(--field);
        border-bottom: 1px solid var(--line);
        padding: 8px 16px;
      }
      .strip {
        background: var(--ground);
        border-inline-start: 4px solid var(--edge);
        padding: 8px 12px;
      }
      .strip.bad {
        border-inline-start-color: var(--broken);
      }
      .says {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
      }
      .says strong {
        font-weight: 600;
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
    const { model, texts, format } = page
    if (model === null) return nothing
    const [breach] = model.breaches
    if (breach === undefined) return nothing
    return html`<section class="strip bad">
      <p class="says">
        <span class="broken">${mark("breach")} ${breach.invariant}</span>
        <strong>${breach.says}</strong>
        <span class="dim">${format.instant(breach.at)}</span>
        <button @click=${() => page.show(breach)}>${texts["verdict.show"]}</button>
      </p>
    </section>`
  }
}

customElements.define("bl-verdict", Verdict)
