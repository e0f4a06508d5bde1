/** What stands under the tabs of the inspector. */
import { html, nothing, type TemplateResult } from "lit"
import type { PostingRow, TransitionRow } from "../core/object-rows.ts"
import { chainOf, effectsOf } from "../page/causes.ts"
import type { Loaded } from "../page/loads.ts"
import type { Page } from "../page/page.ts"
import { answerHeaders, isHttp, requestHeaders, startLineOf } from "../page/wire.ts"
import type { Header } from "../../sim/report/export/wire-names.ts"
import { mark } from "./mark.ts"
import { messageLine } from "./message-line.ts"

/** A body that is longer than this is shown in part until somebody asks for the rest. */
const effectsMax = 50

export const when = <Value>(loaded: Loaded<Value>, show: (value: Value) => TemplateResult): TemplateResult => {
  if (loaded.state === "loading") return html`<p class="dim" aria-busy="true">…</p>`
  if (loaded.state === "failed") return html`<p class="broken">${loaded.says}</p>`
  return show(loaded.value)
}

export const requestPanel = (page: Page, ask: number): TemplateResult => {
  const model = page.model!
  return html`${
    isHttp(model, ask)
      ? html`<pre class="start">${startLineOf(model, ask)}</pre>
          ${headersOf(
            page,
            page.loads.get(`headers ${ask}`, () => requestHeaders(model, ask)),
          )}`
      : nothing
  }
  ${model.columns.deliveredAt[ask]! < 0 ? html`<p class="broken">${mark("cross")} ${page.texts["look.lostRequest"]}</p>` : nothing}
  ${bodyOf(page, ask)}`
}

export const responsePanel = (page: Page, ask: number): TemplateResult => {
  const model = page.model!
  const answer = page.index!.answers[ask] ?? -1
  if (answer < 0) return html`<p class="dim">${page.texts["look.noResponse"]}</p>`
  return html`<pre class="start">${model.columns.status[answer]}</pre>
    ${model.columns.deliveredAt[answer]! < 0 ? html`<p class="broken">${mark("cross")} ${page.texts["look.lostAnswer"]}</p>` : nothing}
    ${headersOf(
      page,
      page.loads.get(`headers ${answer}`, () => answerHeaders(model, answer)),
    )}
    ${bodyOf(page, answer)}`
}

const headersOf = (page: Page, loaded: Loaded<readonly Header[]>): TemplateResult =>
  when(
    loaded,
    (headers) =>
      html`<details open>
        <summary>${page.texts["look.headers"]}</summary>
        <pre class="headers">
${headers.map(({ name, value }) => html`<span><span class="dim">${name}:</span> ${value}${"\n"}</span>`)}</pre>
      </details>`,
  )

const bodyOf = (page: Page, row: number): TemplateResult =>
  when(
    page.loads.get(`body ${row}`, () => page.model!.body(row)),
    (body) =>
      body === undefined
        ? html`<p class="dim">${page.texts["look.noBody"]}</p>`
        : html`<bl-json .text=${JSON.stringify(body)}></bl-json>`,
  )

export const statePanel = (page: Page, ask: number): TemplateResult => {
  const model = page.model!
  const { texts } = page
  const rows = [ask, page.index!.answers[ask] ?? -1].filter((row) => row >= 0)
  const changes = page.loads.get(`changes ${rows.join()}`, async () => ({
    transitions: (await Promise.all(rows.map((row) => model.transitionsOfMessage(row)))).flat(),
    postings: (await Promise.all(rows.map((row) => model.postingsOfMessage(row)))).flat(),
  }))
  return when(
    changes,
    ({ transitions, postings }) =>
      html`<h3>${texts["look.states"]}</h3>
        ${transitions.length === 0 ? html`<p class="dim">${texts["look.noStates"]}</p>` : transitionTable(page, transitions)}
        <h3>${texts["look.postings"]}</h3>
        ${postings.length === 0 ? html`<p class="dim">${texts["look.noPostings"]}</p>` : postingTable(page, postings)}`,
  )
}

const transitionTable = ({ texts, format }: Page, rows: readonly TransitionRow[]): TemplateResult =>
  html`<div class="wide" tabindex="0" role="group" aria-label=${texts["look.states"]}>
    <table>
      <thead>
        <tr>
          <th scope="col">${texts["look.object"]}</th>
          <th scope="col">${texts["look.before"]}</th>
          <th scope="col">${texts["look.event"]}</th>
          <th scope="col">${texts["look.after"]}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ instance, object, id, from, event, to, at }) =>
            html`<tr title=${format.instant(at)}>
              <td>${instance} ${object}<br /><span class="dim">${id}</span></td>
              <td class="dim">${stateText(from)}</td>
              <td>${event}</td>
              <td><strong>${stateText(to)}</strong></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

const stateText = (state: string): string => (state === "" ? "—" : state.replaceAll("|", ", "))

const postingTable = ({ texts, format }: Page, rows: readonly PostingRow[]): TemplateResult =>
  html`<div class="wide" tabindex="0" role="group" aria-label=${texts["look.postings"]}>
    <table>
      <thead>
        <tr>
          <th scope="col">${texts["look.account"]}</th>
          <th scope="col">${texts["look.what"]}</th>
          <th scope="col" class="number">${texts["look.amount"]}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ instance, account, rule, sku, site, subject, book, quantity, amount, currency }) =>
            html`<tr>
              <td>${instance} ${account}<br /><span class="dim">${rule}</span></td>
              <td>${[sku, site].filter((part) => part !== "").join(" · ") || subject}</td>
              <td class="number">${book === "money" ? format.money(amount, currency) : format.number(quantity)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

export const causePanel = (page: Page, ask: number): TemplateResult => {
  const index = page.index!
  const { texts } = page
  const chain = chainOf(index, ask)
  const effects = effectsOf(index, ask)
  return html`<h3>${texts["look.because"]}</h3>
    ${chain.length === 1 ? html`<p class="dim">${texts["look.first"]}</p>` : nothing}
    <ol>
      ${chain.map((row) => html`<li>${messageLine(page, row)}</li>`)}
    </ol>
    ${
      effects.length === 0
        ? nothing
        : html`<h3>${texts["look.leads"]}</h3>
            <ol>
              ${effects.slice(0, effectsMax).map((row) => html`<li>${messageLine(page, row)}</li>`)}
            </ol>
            ${
              effects.length > effectsMax
                ? html`<p class="dim">${texts["verdict.more"](effects.length - effectsMax)}</p>`
                : nothing
            }`
    }`
}
