/** What people asked for and did not get: when, what, of whom, and why. */
import { html, nothing, type TemplateResult } from "lit"
import type { Page } from "../page/page.ts"
import { refusedActsOf } from "../page/refused-acts.ts"
import { mark } from "./mark.ts"

export const refusedTable = (page: Page): TemplateResult | typeof nothing => {
  const { texts, format } = page
  const acts = refusedActsOf(page)
  if (acts.length === 0) return nothing
  return html`<div class="head"><h2>${texts["figures.refused"]}</h2></div>
    <div class="wide" tabindex="0" role="region" aria-label=${texts["figures.refused"]}>
      <table class="rules refused">
        <thead>
          <tr>
            <th scope="col">${texts["figures.act"]}</th>
            <th scope="col">${texts["figures.why"]}</th>
          </tr>
        </thead>
        <tbody>
          ${acts.map(
            ({ at, to, operation, subject, says }) =>
              html`<tr>
                <td>
                  <strong>${operation}</strong> ${subject}
                  <div class="dim">${mark("arrow")} ${to}</div>
                  <button class="plain" @click=${() => page.moveTo(at, "push")}>${format.instant(at)}</button>
                </td>
                <td>${says}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
}
