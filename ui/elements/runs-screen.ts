/** The runs that there are, with their verdicts; files from a disk come in by the button or by dropping them anywhere. */
import { css, html, nothing, type TemplateResult } from "lit"
import type { RunEntry, RunSummary } from "../core/session.ts"
import type { Loaded } from "../page/loads.ts"
import { base } from "../styles/base.ts"
import { cameTo } from "./came-to.ts"
import { when } from "./inspector-panels.ts"
import { PageElement } from "./page-element.ts"

export class RunsScreen extends PageElement {
  static override styles = [
    base,
    css`
      :host {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: 16px;
        max-width: 1100px;
        width: 100%;
        margin-inline: auto;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
        margin-bottom: 12px;
      }
      .head button {
        margin-inline-start: auto;
      }
      table {
        width: 100%;
      }
      tbody tr {
        border-top: 1px solid var(--line);
      }
      tbody tr:hover {
        background: var(--hover);
      }
      td {
        padding: 6px 12px 6px 0;
      }
      td a {
        font-weight: 600;
        text-decoration: none;
        display: inline-block;
        min-height: 24px;
      }
      td a:hover {
        text-decoration: underline;
      }
      .drop {
        margin-top: 20px;
        border: 1px dashed var(--edge);
        border-radius: var(--radius);
        padding: 20px;
        text-align: center;
        color: var(--ink-2);
      }
      @media (max-width: 560px) {
        .optional {
          display: none;
        }
      }
    `,
  ]

  override render() {
    const { page } = this
    const { texts } = page
    const runs = page.loads.get("runs", () => page.session.library.runs())
    return html`<div class="head">
        <h2>${texts["runs.title"]}</h2>
        ${
          runs.state === "there" && runs.value.length > 8
            ? html`<input
                type="search"
                aria-label=${texts["runs.filter"]}
                placeholder=${texts["runs.filter"]}
                .value=${page.state.q}
                @input=${(event: Event) => page.set({ q: (event.target as HTMLInputElement).value }, "replace")}
              />`
            : nothing
        }
        <button @click=${() => this.renderRoot.querySelector<HTMLElement>("input[type=file]")!.click()}>
          ${texts["runs.open"]}
        </button>
        <input type="file" accept=".backlot" multiple hidden aria-label=${texts["runs.open"]} @change=${this.#chosen} />
      </div>
      ${when(runs, (found) => this.#list(found))}
      <p class="drop">${texts["runs.drop"]}</p>`
  }

  #list(runs: readonly RunEntry[]): TemplateResult {
    const { page } = this
    const { texts } = page
    if (runs.length === 0) return html`<p>${texts["runs.none"]} ${texts["runs.noneHow"]}</p>`
    const summaries = new Map(
      runs.map(({ id }) => [id, page.loads.get(`summary ${id}`, () => page.session.library.summary(id))]),
    )
    const words = page.state.q.toLowerCase().split(/\s+/)
    const shown = runs.filter(({ id }) => {
      const summary = summaries.get(id)!
      const text = `${id} ${summary.state === "there" ? summary.value.scenario : ""}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${texts["runs.name"]}</th>
          <th scope="col">${texts["runs.verdict"]}</th>
          <th scope="col" class="number optional">${texts["list.label"]}</th>
          <th scope="col" class="number optional">${texts["runs.size"]}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map((run) => this.#row(run, summaries.get(run.id)!))}
      </tbody>
    </table>`
  }

  #row({ id, bytes }: RunEntry, summary: Loaded<RunSummary>): TemplateResult {
    const { texts, format } = this.page
    const known = summary.state === "there" ? summary.value : null
    const facts =
      known === null ? [] : [known.file ?? "", known.seed === null ? "" : texts["run.seed"](String(known.seed))]
    return html`<tr>
      <td>
        <a href="#/run/${encodeURIComponent(id)}">${known?.scenario || id}</a>
        <div class="dim">${facts.filter((fact) => fact !== "").join(" · ")}</div>
      </td>
      <td>${this.#verdict(known)}</td>
      <td class="number optional">${known?.messages == null ? "" : format.number(known.messages)}</td>
      <td class="number optional">${format.number(bytes / 1000)} kB</td>
    </tr>`
  }

  #verdict(known: RunSummary | null): TemplateResult | typeof nothing {
    const { texts } = this.page
    if (known === null) return html`<span class="dim" aria-busy="true">…</span>`
    if (known.problem !== null && known.verdict === null)
      return html`<span class="warn" title=${known.problem}>${texts["run.cutOff"]}</span>`
    return cameTo(texts, { ...known, goesOn: true })
  }

  readonly #chosen = (event: Event): void => {
    const { files } = event.target as HTMLInputElement
    if (files !== null) this.page.openFiles([...files])
  }
}

customElements.define("bl-runs", RunsScreen)
