/** How well the business ran: a number for each figure that is not nought, and the names of the others. */
import { html, nothing, type TemplateResult } from "lit"
import type { Page } from "../page/page.ts"
import type { Format } from "../texts/format.ts"
import type { TextKey, Texts } from "../texts/texts.ts"

export const operationTiles = ({ texts, format, model }: Page): TemplateResult => {
  const operations = model!.footer?.result?.kpis.operations
  if (operations === undefined) return html`<p class="dim">${texts["figures.none"]}</p>`
  const known = Object.entries(operations).filter(([, value]) => value !== null && value !== 0)
  const quiet = Object.entries(operations).filter(([, value]) => value === null || value === 0)
  return html`<dl class="tiles">
      ${known.map(
        ([key, value]) =>
          html`<div>
            <dt>${labelOf(texts, key)}</dt>
            <dd>${valueOf(format, key, value!)}</dd>
          </div>`,
      )}
    </dl>
    ${
      quiet.length === 0
        ? nothing
        : html`<p class="dim" style="margin-top:10px">
            ${texts["figures.quiet"]}: ${quiet.map(([key]) => labelOf(texts, key)).join(", ")}
          </p>`
    }`
}

const labelOf = (texts: Texts, key: string): string => {
  const known: string | undefined = texts[`kpi.${key}` as TextKey] as string | undefined
  if (known !== undefined) return known
  const words = key.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const valueOf = (format: Format, key: string, value: number): string => {
  if (/(Rate|Share)$/.test(key)) return format.share(value)
  if (/[hH]ours/.test(key)) return format.duration(value * 3_600_000)
  return format.number(value)
}
