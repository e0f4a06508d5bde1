/** How well it ran: the figures of every API over time, those of the business, and stock and ledger at the present instant. */
import { css, html, nothing, type TemplateResult } from "lit"
import type { PartnerKpis } from "../../sim/report/result.ts"
import { apiSeriesOf, type ApiSeries, type Series } from "../core/api-series.ts"
import { Checkpoints, type Balance } from "../core/checkpoints.ts"
import { sparkline } from "../draw/sparkline.ts"
import { limits } from "../page/limits.ts"
import { base } from "../styles/base.ts"
import { scrolled } from "../styles/host.ts"
import type { TextKey } from "../texts/texts.ts"
import { when } from "./inspector-panels.ts"
import { systemMark } from "./mark.ts"
import { PageElement } from "./page-element.ts"

const stretches = 40

interface ApiRow {
  readonly name: TemplateResult | string
  readonly key: string
  readonly series: Series | null
  readonly kpis: PartnerKpis | null
}

export class Figures extends PageElement {
  static override styles = [
    base,
    scrolled,
    css`
      :host {
        padding: 4px 12px 20px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 16px;
        align-items: center;
        margin: 12px 0 6px;
      }
      .head:first-child {
        margin-top: 4px;
      }
      .wide {
        overflow-x: auto;
      }
      .wide table {
        min-width: 100%;
      }
      tbody tr {
        border-top: 1px solid var(--line);
      }
      td.api {
        padding: 4px 16px 2px 0;
        white-space: nowrap;
      }
      td.api strong {
        display: block;
        font-weight: 600;
      }
      th[scope="row"] {
        color: var(--ink);
        white-space: nowrap;
        vertical-align: middle;
      }
      svg.spark {
        display: block;
      }
      svg.spark path {
        fill: none;
        stroke: var(--ink-2);
        stroke-width: 1.25;
      }
      svg.spark circle {
        fill: var(--ink-2);
      }
      svg.spark .limit {
        stroke: var(--edge);
        stroke-dasharray: 3 3;
      }
      svg.spark .now {
        stroke: var(--line);
      }
      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
        gap: 14px 20px;
      }
      .tiles dt {
        color: var(--ink-2);
      }
      .tiles > div {
        display: flex;
        flex-direction: column-reverse;
        justify-content: flex-end;
        border-top: 1px solid var(--line);
        padding-top: 6px;
      }
      .tiles dd {
        font: var(--figure);
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
        gap: 0 32px;
      }
    `,
  ]

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
      ${when(api, (found) => this.#apis(byLink ? this.#links(found) : this.#systems(found), byLink))}
      <div class="head"><h2>${texts["figures.operations"]}</h2></div>
      ${this.#operations()}
      <div class="head">
        <h2>${texts["figures.books"]}</h2>
        <span class="dim">${texts["figures.atInstant"](format.instant(page.now))}</span>
      </div>
      ${this.#books()}`
  }

  override focus() {
    this.tabIndex = -1
    super.focus()
  }

  #systems({ partners }: ApiSeries): readonly ApiRow[] {
    const { model } = this.page
    const kpis = model!.footer?.result?.kpis.partners ?? {}
    return model!.lanes.flatMap((lane) => {
      const series = partners[lane.index] ?? null
      if (series === null) return []
      const name = html`${systemMark(lane, false)} ${lane.instance}`
      return [{ key: lane.instance, name, series, kpis: kpis[lane.instance] ?? null }]
    })
  }

  #links({ links }: ApiSeries): readonly ApiRow[] {
    const { lanes, footer } = this.page.model!
    const kpis = footer?.result?.kpis.links ?? {}
    return links.map(({ from, to, series }) => {
      const [sender, receiver] = [lanes[from]!, lanes[to]!]
      const key = `${sender.instance} > ${receiver.instance}`
      return { key, name: `${sender.instance} → ${receiver.instance}`, series, kpis: kpis[key] ?? null }
    })
  }

  #apis(rows: readonly ApiRow[], byLink: boolean): TemplateResult {
    const { page } = this
    const { texts, format } = page
    const now = page.axis.positionOf(page.now)
    const ms = (value: number | null | undefined): string => (value == null ? "—" : format.duration(value))
    const share = (value: number | null | undefined): string => (value == null ? "—" : format.share(value))
    const cell = (
      says: string,
      values: readonly (number | null)[],
      limit: number | null,
      span: number,
      top: number | null,
    ) => html`<td class="api"><strong>${says}</strong>${sparkline({ values, limit, now, span, top })}</td>`
    const over = (series: Series, of: (stretch: number) => number | null): readonly (number | null)[] =>
      Array.from({ length: stretches }, (_, stretch) => (series.requests[stretch] === 0 ? null : of(stretch)))
    return html`<div class="wide" tabindex="0" role="group" aria-label=${texts["figures.apis"]}>
      <table>
        <thead>
          <tr>
            <th scope="col">${texts[byLink ? "figures.link" : "figures.system"]}</th>
            ${(
              [
                ["figures.response", format.duration(limits.p95Ms)],
                ["figures.success", format.share(limits.successRate)],
                ["figures.errors", format.share(limits.errorRate)],
                ["figures.volume", null],
                ["figures.availability", format.share(limits.availability)],
              ] as const
            ).map(
              ([key, limit]) =>
                html`<th scope="col">
                  ${texts[key]}${limit === null ? nothing : html`<br /><small>${texts["figures.slo"](limit)}</small>`}
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, series, kpis }) =>
              html`<tr>
                <th scope="row">${name}</th>
                ${cell(
                  ms(kpis?.p95Ms),
                  over(series!, (at) => series!.percentile(at, 0.95)),
                  limits.p95Ms,
                  100,
                  null,
                )}
                ${cell(
                  share(kpis?.successRate),
                  over(series!, (at) => series!.successRate(at)),
                  limits.successRate,
                  0.05,
                  1,
                )}
                ${cell(
                  share(kpis?.errorRate),
                  over(series!, (at) => series!.errorRate(at)),
                  limits.errorRate,
                  0.05,
                  null,
                )}
                ${cell(
                  kpis?.volumePerDayMean == null ? "—" : format.number(kpis.volumePerDayMean),
                  Array.from(series!.requests),
                  null,
                  1,
                  null,
                )}
                ${cell(
                  share(kpis?.availability),
                  over(series!, (at) => series!.answeredRate(at)),
                  limits.availability,
                  0.05,
                  1,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }

  #operations(): TemplateResult {
    const { texts, model } = this.page
    const operations = model!.footer?.result?.kpis.operations
    if (operations === undefined) return html`<p class="dim">${texts["figures.none"]}</p>`
    const known = Object.entries(operations).filter(([, value]) => value !== null && value !== 0)
    const quiet = Object.entries(operations).filter(([, value]) => value === null || value === 0)
    return html`<dl class="tiles">
        ${known.map(
          ([key, value]) =>
            html`<div>
              <dt>${this.#labelOf(key)}</dt>
              <dd>${this.#valueOf(key, value!)}</dd>
            </div>`,
        )}
      </dl>
      ${
        quiet.length === 0
          ? nothing
          : html`<p class="dim" style="margin-top:10px">
              ${texts["figures.quiet"]}: ${quiet.map(([key]) => this.#labelOf(key)).join(", ")}
            </p>`
      }`
  }

  #labelOf(key: string): string {
    const known: string | undefined = this.page.texts[`kpi.${key}` as TextKey] as string | undefined
    if (known !== undefined) return known
    const words = key.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase()
    return words.charAt(0).toUpperCase() + words.slice(1)
  }

  #valueOf(key: string, value: number): string {
    const { format } = this.page
    if (/(Rate|Share)$/.test(key)) return format.share(value)
    if (/[hH]ours/.test(key)) return format.duration(value * 3_600_000)
    return format.number(value)
  }

  #books(): TemplateResult {
    const { page } = this
    const { model, texts } = page
    const checkpoints = page.loads.get(`checkpoints ${model!.version}`, () => Checkpoints.of(model!))
    return when(checkpoints, (found) => {
      const balances = page.loads.get(`balances ${model!.version} ${page.now}`, () => found.balancesAt(page.now))
      if (balances.state === "there") this.#last = balances.value
      if (this.#last === null) return html`<p class="dim" aria-busy="true">${texts["figures.loading"]} …</p>`
      return html`<div class="two">${this.#stock(this.#last)}${this.#ledger(this.#last)}</div>`
    })
  }
  /** What was shown last, until what is asked for is there: nothing flickers while somebody scrubs. */
  #last: readonly Balance[] | null = null

  #stock(balances: readonly Balance[]): TemplateResult {
    const { texts, format } = this.page
    const rows = balances.filter(({ book, sku, quantity }) => book === "stock" && sku !== "" && quantity !== 0)
    return this.#table(
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

  #ledger(balances: readonly Balance[]): TemplateResult {
    const { texts, format } = this.page
    const sums = new Map<string, { instance: string; account: string; currency: string; amount: number }>()
    for (const { book, instance, account, currency, amount } of balances) {
      if (book !== "money") continue
      const key = `${instance}\n${account}\n${currency}`
      const sum = sums.get(key) ?? { instance, account, currency, amount: 0 }
      sum.amount += amount
      sums.set(key, sum)
    }
    const rows = [...sums.values()].filter(({ amount }) => amount !== 0)
    return this.#table(
      texts["figures.ledger"],
      [texts["figures.system"], texts["figures.account"], texts["figures.balance"]],
      rows.map(({ instance, account, currency, amount }) => [instance, account, format.money(amount, currency)]),
    )
  }

  #table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): TemplateResult {
    const { texts } = this.page
    return html`<div>
      <h3>${title}</h3>
      ${
        rows.length === 0
          ? html`<p class="dim">${texts["figures.empty"]}</p>`
          : html`<div class="wide" tabindex="0" role="group" aria-label=${title}>
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
}

customElements.define("bl-figures", Figures)
