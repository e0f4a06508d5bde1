/** What had to hold in a run, how often it was put to the test, and where it first broke. */
import { html, nothing, type TemplateResult } from "lit"
import type { InvariantResult } from "../../sim/report/result.ts"
import type { Page } from "../page/page.ts"
import { ruleOf } from "../texts/rules.ts"
import { mark } from "./mark.ts"

export const rulesTable = (page: Page): TemplateResult | typeof nothing => {
  const { texts, format, model } = page
  const invariants = model?.footer?.result?.invariants ?? []
  if (invariants.length === 0) return nothing
  return html`<div class="head"><h2>${texts["figures.rules"]}</h2></div>
    <div class="wide" tabindex="0" role="region" aria-label=${texts["figures.rules"]}>
      <table class="rules">
        <thead>
          <tr>
            <th scope="col">${texts["figures.rule"]}</th>
            <th scope="col">${texts["runs.verdict"]}</th>
            <th scope="col" class="number">${texts["figures.checked"]}</th>
          </tr>
        </thead>
        <tbody>
          ${invariants.toSorted(brokenFirst).map((invariant) => {
            const { name, says } = ruleOf(page.rules, invariant.id, invariant.name)
            return html`<tr>
              <td>
                <strong>${invariant.id} ${name}</strong>
                <div class="dim">${says}</div>
              </td>
              <td>${cameTo(page, invariant)}</td>
              <td class="number">${format.number(invariant.exercised)}</td>
            </tr>`
          })}
        </tbody>
      </table>
    </div>`
}

const brokenFirst = (a: InvariantResult, b: InvariantResult): number =>
  Number(b.verdict === "broken") - Number(a.verdict === "broken")

const cameTo = (page: Page, { verdict, breach, breaches }: InvariantResult): TemplateResult => {
  const { texts, format, breachGlyph } = page
  if (verdict === "held") return html`${mark("check")} ${texts["figures.held"]}`
  if (breach === null) return html`<span class="dim">${texts["figures.untried"]}</span>`
  const { at, message } = breach
  return html`<span class=${breachGlyph === "breach" ? "broken" : ""}
      >${mark(breachGlyph)} ${texts["figures.broke"](breaches, format.number(breaches))}</span
    ><br /><button class="plain" @click=${() => page.show({ at, row: message })}>${format.instant(at)}</button>`
}
