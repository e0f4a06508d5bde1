/** What stands under the tabs of the inspector. */
import { html, nothing, type TemplateResult } from "lit"
import { linesOf, type JsonLine } from "../core/json-lines.ts"
import { nodeOf } from "../core/json-node.ts"
import type { PostingRow, TransitionRow } from "../core/object-rows.ts"
import { isHttp } from "../core/message-columns.ts"
import type { Loaded } from "../page/loads.ts"
import type { Page } from "../page/page.ts"
import { eventText } from "../../sim/statechart/event-text.ts"
import { previousVersion } from "../page/versions.ts"
import { operationText } from "../page/words.ts"
import type { Header } from "../../sim/report/export/wire-names.ts"
import { mark } from "./mark.ts"
import { messageLine } from "./message-line.ts"

/** How a message looked on the wire is worked out by code that the first picture does without. */
const wire = () => import("../core/wire.ts")

/** Of what a message led to, so many are listed. */
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
      ? when(
          page.loads.get(`request ${ask}`, async () => (await wire()).requestOf(model, ask)),
          ({ method, path, headers }) =>
            html`<pre class="start">${method} ${path}</pre>
              ${headersOf(page, headers)}`,
        )
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
    ${when(
      page.loads.get(`headers ${answer}`, async () => (await wire()).answerHeaders(model, answer)),
      (headers) => headersOf(page, headers),
    )}
    ${bodyOf(page, answer)}`
}

const headersOf = (page: Page, headers: readonly Header[]): TemplateResult =>
  html`<details open>
    <summary>${page.texts["look.headers"]}</summary>
    <pre class="headers">
${headers.map(({ name, value }) => html`<span><span class="dim">${name}:</span> ${value}${"\n"}</span>`)}</pre>
  </details>`

const bodyOf = (page: Page, row: number): TemplateResult =>
  when(
    page.loads.get(`body ${row}`, () => page.model!.body(row)),
    (body) =>
      body === undefined
        ? html`<p class="dim">${page.texts["look.noBody"]}</p>`
        : html`<bl-json .lines=${linesOf(nodeOf(body))} .texts=${page.texts}></bl-json>`,
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
  html`<div class="wide" tabindex="0" role="region" aria-label=${texts["look.states"]}>
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
              <td>${eventText(event)}</td>
              <td><strong>${stateText(to)}</strong></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

const stateText = (state: string): string => (state === "" ? "—" : state.replaceAll("|", ", "))

const postingTable = ({ texts, format }: Page, rows: readonly PostingRow[]): TemplateResult =>
  html`<div class="wide" tabindex="0" role="region" aria-label=${texts["look.postings"]}>
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
  const chain = index.chainOf(ask)
  const effects = index.effectsOf(ask)
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

/** What changed: since the message's like in the other run when two are compared, else since its earlier version. */
export const diffPanel = (page: Page, ask: number): TemplateResult => {
  const { texts, format } = page
  const model = page.model!
  const { other } = page
  const row = page.row >= 0 && page.index!.isAnswer(page.row) ? page.row : ask
  if (other !== null && other.state === "there") {
    const like = other.value.alignment.inSecond[row] ?? -1
    const says = texts["look.previous"](other.value.name)
    if (like < 0) return html`<p class="dim">${texts["compare.only"](texts["compare.here"])}</p>`
    return diffOf(page, `vs ${page.state.vs} ${row}`, says, row, () => other.value.model.body(like))
  }
  const before = previousVersion(model, row)
  if (before < 0) return html`<p class="dim">${texts["look.noPrevious"]}</p>`
  const says = texts["look.previous"](
    `${operationText(model, before)}, ${format.moment(model.columns.sentAt[before]!)}`,
  )
  return diffOf(page, `diff ${before} ${row}`, says, row, () => model.body(before))
}

const diffOf = (page: Page, key: string, says: string, row: number, before: () => Promise<unknown>): TemplateResult => {
  const lines = page.loads.get(key, async (): Promise<readonly JsonLine[]> => {
    const { diffLines } = await import("../core/json-diff.ts")
    return diffLines(await before(), await page.model!.body(row))
  })
  return when(
    lines,
    (found) =>
      html`<p class="dim">${says}</p>
        ${found.every(({ change }) => change === "same") ? html`<p>${page.texts["look.same"]}</p>` : nothing}
        <bl-json .lines=${found} .texts=${page.texts}></bl-json>`,
  )
}
