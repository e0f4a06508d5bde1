/** One message from all sides: what was asked, what came back, what it changed, where it came from. */
import { css, html, nothing, type TemplateResult } from "lit"
import { kindOf } from "../core/message-columns.ts"
import type { FaultMark } from "../core/run-model.ts"
import { glyphOfNote } from "../draw/glyphs.ts"
import { notesAt } from "../page/notes.ts"
import { faultPlace } from "../page/fault-place.ts"
import type { Page } from "../page/page.ts"
import { operationText, receiverText, resultOf, senderText } from "../page/words.ts"
import { base } from "../styles/base.ts"
import { column } from "../styles/host.ts"
import { lines } from "../styles/lines.ts"
import { causePanel, diffPanel, requestPanel, responsePanel, statePanel } from "./inspector-panels.ts"
import "./json-view.ts"
import { gradeMark, mark } from "./mark.ts"
import { PageElement } from "./page-element.ts"

export const tabs = ["request", "response", "state", "cause", "diff"] as const
export type Tab = (typeof tabs)[number]

export class Inspector extends PageElement {
  static override styles = [
    base,
    column,
    lines,
    css`
      :host {
        background: var(--ground);
      }
      header {
        padding: 8px 16px 0;
      }
      h2 {
        overflow-wrap: anywhere;
      }
      [role="tablist"] {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        padding: 8px 16px;
      }
      [role="tabpanel"] {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: 4px 16px 16px;
        outline-offset: -2px;
      }
      .none {
        padding: 24px 16px;
        color: var(--ink-2);
      }
      pre.start {
        font-weight: 600;
        margin-bottom: 4px;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      pre.headers {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        padding: 4px 0 8px;
      }
      summary {
        cursor: pointer;
        color: var(--ink-2);
      }
      .wide {
        overflow-x: auto;
      }
      table {
        width: 100%;
      }
      td:first-child {
        overflow-wrap: anywhere;
        min-width: 12ch;
      }
      [role="tabpanel"] {
        container-type: inline-size;
      }
      tbody tr {
        border-top: 1px solid var(--line);
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        padding: 6px 16px;
        border-top: 1px solid var(--line);
      }
      h3 {
        margin: 12px 0 4px;
      }
      .result {
        font-weight: 400;
        margin-inline-start: 6px;
      }
      .result.normal {
        color: var(--ink-2);
      }
      .note {
        margin-top: 4px;
        overflow-wrap: anywhere;
        font-weight: 600;
      }
      .befell {
        overflow-wrap: anywhere;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
        color: var(--ink-2);
      }
    `,
  ]

  override render() {
    const { page } = this
    const { texts, index, model, row, format } = page
    if (model === null || index === null) return nothing
    if (index.all.length === 0) return nothing
    if (row < 0) return html`<p class="none">${texts["look.none"]}</p>`
    const ask = index.askOf(row)
    const { text, grade } = resultOf(page, index, ask)
    const tab = this.tab
    const followed = page.followable(ask)
    return html`<header>
        <h2>
          ${operationText(model, ask)}
          ${text === "" ? nothing : html`<span class="result ${grade}">${gradeMark(grade)} ${text}</span>`}
        </h2>
        <p class="facts">
          <span>${senderText(page, ask)} ${mark("arrow")} ${receiverText(page, ask)}</span>
          <span>${texts[`kind.${kindOf(model, ask)}`]}</span>
          <span>${model.subjectOf(ask)}</span>
          <span>${format.instant(model.columns.sentAt[ask]!)}</span>
        </p>
        ${befell(page, ask).map(({ kind, says }) => html`<p class="befell">${mark(glyphOfNote(kind))} ${says}</p>`)}
        ${notesAt(page, ask).map(({ text }) => html`<p class="note">${mark("note")} ${text}</p>`)}
      </header>
      <div role="tablist" aria-label=${texts["look.title"]} @keydown=${this.#keyed}>
        ${tabs.map(
          (name) =>
            html`<button
              role="tab"
              id="tab-${name}"
              aria-selected=${name === tab ? "true" : "false"}
              aria-controls="panel"
              tabindex=${name === tab ? 0 : -1}
              @click=${() => page.setMore("tab", name, "replace")}
            >
              ${texts[`look.${name}`]}
            </button>`,
        )}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby="tab-${tab}" tabindex="0">${this.#panel(tab, ask)}</div>
      <div class="tools">
        ${
          followed === null
            ? nothing
            : html`<button
                aria-pressed=${page.state.o === followed ? "true" : "false"}
                @click=${() => page.act("follow")}
              >
                ${texts[page.state.o === followed ? "look.following" : "look.followOrder"](followed)}
              </button>`
        }
        ${
          [ask, index.answers[ask] ?? -1].some((row) => row >= 0 && faultPlace(model, row) >= 0)
            ? html`<button @click=${() => page.act("withoutFault")}>${mark("bolt")} ${texts["without.button"]}</button>`
            : nothing
        }
        <button @click=${() => page.act("copyCurl")}>${texts["look.copyCurl"]}</button>
        <button @click=${() => page.act("copyTest")}>${texts["look.copyTest"]}</button>
      </div>`
  }

  override focus() {
    this.renderRoot.querySelector<HTMLElement>("[role=tabpanel]")?.focus()
  }

  get tab(): Tab {
    const { page } = this
    const wanted = tabs.find((name) => name === page.more("tab"))
    return wanted ?? (page.index!.isAnswer(page.row) ? "response" : "request")
  }

  #panel(tab: Tab, ask: number): TemplateResult {
    switch (tab) {
      case "request":
        return requestPanel(this.page, ask)
      case "response":
        return responsePanel(this.page, ask)
      case "state":
        return statePanel(this.page, ask)
      case "cause":
        return causePanel(this.page, ask)
      case "diff":
        return diffPanel(this.page, ask)
    }
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    const next = tabs[(tabs.indexOf(this.tab) + by + tabs.length) % tabs.length]!
    this.page.setMore("tab", next, "replace")
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus())
  }
}

/** Faults that acted on a message or its answer, and what else was noted of them. */
const befell = ({ model, index }: Page, ask: number): readonly FaultMark[] => {
  const answer = index!.answers[ask] ?? -1
  return model!.faults.filter(({ row }) => row === ask || (row >= 0 && row === answer))
}

customElements.define("bl-inspector", Inspector)
