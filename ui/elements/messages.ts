/** The list of messages in time, each with how it went; a filter hides the rest or only fades it. */
import { css, html, nothing } from "lit"
import { isRead } from "../page/indexing.ts"
import type { RunIndex } from "../page/run-index.ts"
import { laneOf, marksBeside, operationText, receiverText, resultOf, senderText } from "../page/words.ts"
import { base } from "../styles/base.ts"
import { column } from "../styles/host.ts"
import { gradeMark, mark, systemMark } from "./mark.ts"
import "./rows.ts"
import type { Rows, RowView } from "./rows.ts"
import { PageElement } from "./page-element.ts"

export class Messages extends PageElement {
  static override styles = [
    base,
    column,
    css`
      bl-rows {
        flex: 1;
        --columns: 148px 124px minmax(120px, 1fr) 74px;
      }
      .about {
        color: var(--ink-2);
      }
      .empty {
        padding: 24px 12px;
        display: flex;
        gap: 12px;
        align-items: center;
        flex-wrap: wrap;
      }
      @media (max-width: 560px) {
        bl-rows {
          --columns: 92px minmax(0, 1fr) 54px;
        }
      }
    `,
  ]

  override render() {
    const { page } = this
    const { model, index, texts } = page
    if (model === null || index === null) return nothing
    const { rows, isMatch } = page.shown
    if (rows.length === 0 && page.state.q !== "") {
      return html`<p class="empty">
        ${texts["list.nothing"]}
        <button @click=${() => page.set({ q: "" })}>${texts["list.clear"]}</button>
      </p>`
    }
    if (index.all.length === 0 && isRead(model)) return html`<p class="empty">${texts["list.none"]}</p>`
    const isNarrow = matchMedia("(max-width: 560px)").matches
    const chosen = page.row < 0 ? -1 : index.placeOf(rows, rows === index.all ? page.row : index.askOf(page.row))
    return html`<bl-rows
      .count=${rows.length}
      .chosen=${rows[chosen] === undefined ? -1 : chosen}
      .label=${texts["list.label"]}
      .head=${html`<span role="columnheader">${texts["list.time"]}</span>
        ${isNarrow ? nothing : html`<span role="columnheader">${texts["list.fromTo"]}</span>`}
        <span role="columnheader">${texts["list.message"]}</span>
        <span role="columnheader" class="result">${texts["list.result"]}</span>`}
      .row=${(place: number) => this.#rowOf(index, rows[place]!, isNarrow, isMatch)}
      .version=${model.version}
      @pick=${(event: CustomEvent<number>) => page.choose(rows[event.detail]!)}
    ></bl-rows>`
  }

  override focus() {
    this.renderRoot.querySelector<Rows>("bl-rows")?.focus()
  }

  #rowOf(index: RunIndex, row: number, isNarrow: boolean, isMatch: (row: number) => boolean): RowView {
    const { page } = this
    const { model, format, texts } = page
    const { columns } = model!
    const followed = page.isFollowed(row)
    const ends = html`<span role="gridcell" title="${senderText(page, row)} → ${receiverText(page, row)}"
      >${this.#end(columns.sender[row]!, followed)} ${mark("arrow")}
      ${this.#end(columns.receiver[row]!, followed)}</span
    >`
    const { text, grade } = resultOf(page, index, row)
    const notes = [
      index.isAnswer(row) ? texts["list.answer"] : "",
      columns.count[row]! > 1 ? texts["list.polls"](format.number(columns.count[row]!)) : "",
      columns.attempt[row]! > 1 ? texts["list.try"](columns.attempt[row]!) : "",
      columns.copy[row]! > 0 ? texts["list.copy"](columns.copy[row]!) : "",
    ].filter((note) => note !== "")
    return {
      classes: isMatch(row) ? "" : "faint",
      cells: html`<span role="gridcell" title=${format.instant(columns.sentAt[row]!)}
          >${isNarrow ? format.clock(columns.sentAt[row]!) : format.moment(columns.sentAt[row]!)}</span
        >
        ${isNarrow ? nothing : ends}
        <span role="gridcell"
          >${operationText(model!, row)}
          <span class="about">${model!.subjectOf(row)}</span>
          ${notes.length === 0 ? nothing : html`<span class="about">· ${notes.join(" · ")}</span>`}</span
        >
        <span role="gridcell" class=${grade === "normal" ? "dim" : grade}
          >${marksBeside(page, row).map((name) => html`${mark(name)} `)}${gradeMark(grade)} ${text}</span
        >`,
    }
  }

  #end(name: number, followed: boolean) {
    const lane = laneOf(this.page.model!, name)
    return lane === null ? html`<span class="dim">··</span>` : systemMark(lane, followed)
  }
}

customElements.define("bl-messages", Messages)
