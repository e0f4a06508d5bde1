/** The figures of every API, by system or by connection: each over the whole run, with its course and its limit. */
import { html, nothing, type TemplateResult } from "lit"
import type { PartnerKpis } from "../../sim/report/result.ts"
import type { ApiSeries, Series } from "../core/api-series.ts"
import { sparkline } from "../draw/sparkline.ts"
import { limits } from "../page/limits.ts"
import type { Page } from "../page/page.ts"
import { systemMark } from "./mark.ts"

/** So many points has a course. */
export const stretches = 40

interface ApiRow {
  readonly name: TemplateResult | string
  readonly key: string
  readonly series: Series | null
  readonly kpis: PartnerKpis | null
}

export const apiTable = (page: Page, found: ApiSeries, byLink: boolean): TemplateResult => {
  const rows = byLink ? linksOf(page, found) : systemsOf(page, found)
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
  return html`<div class="wide" tabindex="0" role="region" aria-label=${texts["figures.apis"]}>
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

const systemsOf = ({ model }: Page, { partners }: ApiSeries): readonly ApiRow[] => {
  const kpis = model!.footer?.result?.kpis.partners ?? {}
  return model!.lanes.flatMap((lane) => {
    const series = partners[lane.index] ?? null
    if (series === null) return []
    const name = html`${systemMark(lane, false)} ${lane.instance}`
    return [{ key: lane.instance, name, series, kpis: kpis[lane.instance] ?? null }]
  })
}

const linksOf = ({ model }: Page, { links }: ApiSeries): readonly ApiRow[] => {
  const { lanes, footer } = model!
  const kpis = footer?.result?.kpis.links ?? {}
  return links.map(({ from, to, series }) => {
    const [sender, receiver] = [lanes[from]!, lanes[to]!]
    const key = `${sender.instance} > ${receiver.instance}`
    return { key, name: `${sender.instance} → ${receiver.instance}`, series, kpis: kpis[key] ?? null }
  })
}
