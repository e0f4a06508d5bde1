/** Two runs side by side: how far they are equal, where they part, and every message that differs. */
import { css, html, nothing, type TemplateResult } from "lit"
import type { RunModel } from "../core/run-model.ts"
import { madeFrom } from "../page/counterfactuals.ts"
import type { Loaded } from "../page/loads.ts"
import type { Difference, OtherRun } from "../page/other-run.ts"
import { laneOf, operationText } from "../page/words.ts"
import { base } from "../styles/base.ts"
import { column } from "../styles/host.ts"
import { cameTo, cameToOf } from "./came-to.ts"
import { when } from "./inspector-panels.ts"
import { mark, systemMark } from "./mark.ts"
import "./rows.ts"
import type { RowView } from "./rows.ts"
import { PageElement } from "./page-element.ts"

export class Compare extends PageElement {
  static override styles = [
    base,
    column,
    css`
      :host {
        flex: 1;
      }
      .says {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
        padding: 4px 12px 8px;
      }
      bl-rows {
        flex: 1;
        --columns: 20px 148px 110px minmax(100px, 1fr) minmax(80px, 140px);
      }
      .about {
        color: var(--ink-2);
      }
      @media (max-width: 860px) {
        bl-rows {
          flex: none;
          height: 420px;
          --columns: 16px 92px minmax(0, 1fr);
        }
      }
    `,
  ]

  override render() {
    const { page } = this
    const { texts, other } = page
    if (page.model === null || other === null) return nothing
    return html`<div class="says">
        <strong>${this.#title(other)}</strong>
        ${
          /* The answer to most questions about two runs. */
          other.state === "there" ? cameTo(texts, cameToOf(other.value.model)) : nothing
        }
        <button @click=${() => page.act("versus")}>${texts["compare.stop"]}</button>
      </div>
      ${when(other, (found) => this.#aligned(found))}`
  }

  override focus() {
    this.renderRoot.querySelector<HTMLElement>("bl-rows")?.focus()
  }

  #title(other: Loaded<OtherRun>): string {
    const { texts, faults, state } = this.page
    const made = madeFrom(state.vs ?? "")
    if (made !== null) return texts["without.with"](made.without.map((place) => faults[place]?.says ?? "").join(", "))
    return other.state === "there" ? texts["compare.with"](other.value.name) : texts["compare.title"]
  }

  #aligned(other: OtherRun): TemplateResult {
    const { page } = this
    const { texts, format, model } = page
    const { alignment, differences } = other
    const { divergence } = alignment
    const isNarrow = matchMedia("(max-width: 860px)").matches
    if (divergence === null) return html`<p class="says">${mark("check")} ${texts["compare.none"]}</p>`
    const sentAt = ({ columns }: RunModel, row: number): number => (row < 0 ? Infinity : columns.sentAt[row]!)
    const [here, there] = [sentAt(model!, divergence.first), sentAt(other.model, divergence.second)]
    // Where one run goes on with something that the other does not have, that is the difference.
    const at = Math.min(here, there)
    const isHere = here <= there
    const chosen = differences.findIndex(({ what, row }) => what !== "there" && row === page.row)
    return html`<p class="says">
        <span>${texts["compare.equal"](format.number(divergence.equal))}</span>
        ${isNarrow ? nothing : mark("arrow")}
        <button @click=${() => (isHere ? page.choose(divergence.first) : page.moveTo(at, "push"))}>
          ${texts["compare.divergence"]}: ${format.instant(at)}
        </button>
        <span class="dim"
          >${isHere ? operationText(model!, divergence.first) : operationText(other.model, divergence.second)}
          ${divergence.columns.join(", ")}</span
        >
      </p>
      <bl-rows
        .count=${differences.length}
        .chosen=${chosen}
        .label=${texts["compare.columns"]}
        .head=${html`<span role="columnheader"><span class="unseen">${texts["compare.changed"]}</span></span>
          <span role="columnheader">${texts["list.time"]}</span>
          ${isNarrow ? nothing : html`<span role="columnheader">${texts["list.fromTo"]}</span>`}
          <span role="columnheader">${texts["list.message"]}</span>
          ${isNarrow ? nothing : html`<span role="columnheader">${texts["compare.field"]}</span>`}`}
        .row=${(place: number) => this.#rowOf(differences[place]!, other, isNarrow)}
        .version=${other}
        @pick=${(event: CustomEvent<number>) => this.#pick(differences[event.detail]!, other)}
      ></bl-rows>`
  }

  #rowOf({ what, row, columns }: Difference, other: OtherRun, isNarrow: boolean): RowView {
    const { page } = this
    const { texts, format } = page
    const model = what === "there" ? other.model : page.model!
    const sign = { here: "+", there: "−", changed: "Δ" }[what]
    const says = {
      here: texts["compare.only"](texts["compare.here"]),
      there: texts["compare.only"](texts["compare.there"]),
      changed: texts["compare.changed"],
    }[what]
    const end = (from: RunModel, name: number) => {
      const lane = laneOf(from, name)
      return lane === null ? html`··` : systemMark(lane, false)
    }
    const sentAt = model.columns.sentAt[row]!
    return {
      cells: html`<span role="gridcell" title=${says}
          ><span aria-hidden="true">${sign}</span><span class="unseen">${says}</span></span
        >
        <span role="gridcell">${isNarrow ? format.clock(sentAt) : format.moment(sentAt)}</span>
        ${
          isNarrow
            ? nothing
            : html`<span role="gridcell"
                >${end(model, model.columns.sender[row]!)} ${mark("arrow")}
                ${end(model, model.columns.receiver[row]!)}</span
              >`
        }
        <span role="gridcell"
          >${operationText(model, row)}
          <span class="about">${model.subjectOf(row)}</span>
          ${model.columns.status[row] === 0 ? nothing : html`<span class="about">${model.columns.status[row]}</span>`}</span
        >
        ${isNarrow ? nothing : html`<span role="gridcell" class="about">${columns.join(", ")}</span>`}`,
    }
  }

  #pick({ what, row }: Difference, other: OtherRun): void {
    const { page } = this
    if (what === "there") page.moveTo(other.model.columns.sentAt[row]!, "push")
    else {
      page.choose(row)
      page.setMore("tab", "diff", "replace")
    }
  }
}

customElements.define("bl-compare", Compare)
