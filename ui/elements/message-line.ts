/** A message on one line, to be chosen: when, who to whom, what about, how it went. */
import { html, type TemplateResult } from "lit"
import type { Page } from "../page/page.ts"
import { marksBeside, laneOf, operationText, resultOf } from "../page/words.ts"
import { gradeMark, mark, systemMark } from "./mark.ts"

export const messageLine = (page: Page, row: number, note: string | TemplateResult = ""): TemplateResult => {
  const { model, format } = page
  const index = page.index!
  const end = (name: number) => {
    const lane = laneOf(model!, name)
    return lane === null ? html`··` : systemMark(lane, page.isFollowed(row))
  }
  const at = model!.columns.sentAt[row]!
  const { text, grade } = resultOf(page, index, row)
  const isHere = index.askOf(page.row) === index.askOf(row)
  return html`<button class="plain line" aria-current=${isHere ? "true" : "false"} @click=${() => page.choose(row)}>
    <span class="when"><span class="day">${format.day(at)} </span>${format.clock(at)}</span>
    <span class="ends">${end(model!.columns.sender[row]!)} ${mark("arrow")} ${end(model!.columns.receiver[row]!)}</span>
    <span class="what">${operationText(model!, row)} <span class="dim">${model!.subjectOf(row)}</span> ${note}</span>
    <span class=${grade === "normal" ? "dim" : grade}
      >${marksBeside(page, row).map((name) => html`${mark(name)} `)}${gradeMark(grade)} ${text}</span
    >
  </button>`
}
