/** Stock and ledger at an instant, as balances. */
import { html, type TemplateResult } from "lit"
import type { Balance } from "../core/checkpoints.ts"
import type { Page } from "../page/page.ts"
import type { Texts } from "../texts/texts.ts"

export const bookTables = (page: Page, balances: readonly Balance[]): TemplateResult =>
  html`<div class="two">${stockTable(page, balances)}${ledgerTable(page, balances)}</div>`

const stockTable = ({ texts, format }: Page, balances: readonly Balance[]): TemplateResult => {
  const rows = balances.filter(({ book, sku, quantity }) => book === "stock" && sku !== "" && quantity !== 0)
  return table(
    texts,
    texts["figures.stock"],
    [texts["figures.system"], texts["figures.sku"], texts["figures.account"], texts["figures.balance"]],
    rows.map(({ instance, sku, site, account, quantity }) => [
      site === "" || site === instance ? instance : `${instance} · ${site}`,
      sku,
      account,
      format.number(quantity),
    ]),
  )
}

const ledgerTable = ({ texts, format }: Page, balances: readonly Balance[]): TemplateResult => {
  const sums = new Map<string, { instance: string; account: string; currency: string; amount: number }>()
  for (const { book, instance, account, currency, amount } of balances) {
    if (book !== "money") continue
    const key = `${instance}\n${account}\n${currency}`
    const sum = sums.get(key) ?? { instance, account, currency, amount: 0 }
    sum.amount += amount
    sums.set(key, sum)
  }
  const rows = [...sums.values()].filter(({ amount }) => amount !== 0)
  return table(
    texts,
    texts["figures.ledger"],
    [texts["figures.system"], texts["figures.account"], texts["figures.balance"]],
    rows.map(({ instance, account, currency, amount }) => [instance, account, format.money(amount, currency)]),
  )
}

const table = (
  texts: Texts,
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): TemplateResult => {
  return html`<div>
    <h3>${title}</h3>
    ${
      rows.length === 0
        ? html`<p class="dim">${texts["figures.empty"]}</p>`
        : html`<div class="wide" tabindex="0" role="region" aria-label=${title}>
            <table>
              <thead>
                <tr>
                  ${heads.map((head, at) => html`<th scope="col" class=${at === heads.length - 1 ? "number" : ""}>${head}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (cells) =>
                    html`<tr>
                      ${cells.map((text, at) => html`<td class=${at === cells.length - 1 ? "number" : ""}>${text}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </div>`
}
