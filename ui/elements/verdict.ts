/** The verdict strip: in a sentence what broke, where and when, and at most seven messages that led to it. */
import { css, html, nothing, type TemplateResult } from "lit"
import type { CausalItem } from "../core/causes.ts"
import type { VerdictStrip } from "../core/verdict.ts"
import type { GlyphName } from "../draw/glyphs.ts"
import { operationText, receiverText, resultOf, senderText } from "../page/words.ts"
import { refusedActsOf } from "../page/refused-acts.ts"
import { base } from "../styles/base.ts"
import { ruleOf } from "../texts/rules.ts"
import { mark } from "./mark.ts"
import { PageElement } from "./page-element.ts"

const roleGlyph: Partial<Readonly<Record<CausalItem["role"], GlyphName>>> = {
  fault: "bolt",
  lost: "cross",
  error: "cross",
  retry: "warning",
  copy: "warning",
}

export class Verdict extends PageElement {
  static override styles = [
    base,
    css`
      :host {
        background: var(--field);
        border-bottom: 1px solid var(--line);
        padding: 8px 16px;
      }
      .strip {
        background: var(--ground);
        border-inline-start: 4px solid var(--edge);
        padding: 6px 12px;
      }
      .strip.bad {
        border-inline-start-color: var(--broken);
      }
      .says {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        align-items: center;
        min-height: var(--row);
      }
      .says strong {
        font-weight: 600;
      }
      .causes {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 4px;
        align-items: center;
      }
      .causes li {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .causes li:not(:last-child)::after {
        content: "";
        width: 10px;
        border-top: 1px solid var(--edge);
      }
      .causes button {
        font-weight: 400;
        display: inline-flex;
        gap: 6px;
        align-items: center;
      }
      .causes button[aria-current="true"] {
        border-color: var(--ink);
        background: var(--chosen);
      }
      .causes .wrong {
        color: var(--broken);
      }
      .foot {
        display: flex;
        gap: 2px 12px;
        align-items: flex-end;
      }
      .causes {
        flex: 1;
      }
      .more {
        display: flex;
        gap: 6px;
        flex: none;
        margin-inline-start: auto;
      }
      .place {
        color: var(--ink-2);
      }
      @media (max-width: 860px) {
        .foot {
          flex-direction: column;
          align-items: stretch;
        }
        .causes {
          flex-direction: column;
          align-items: stretch;
        }
        .causes button {
          white-space: normal;
          text-align: start;
        }
        .causes li:not(:last-child)::after {
          display: none;
        }
      }
    `,
  ]

  override render() {
    const { page } = this
    const { model, index, texts, format } = page
    if (model === null || index === null) return nothing
    const strip = page.explained
    const { finding, at, row, order, others, causes } = strip
    // Of a run whose end is not known nothing is said, and no empty strip stands for it.
    this.hidden = finding.kind === "nothing" && model.footer === null
    if (finding.kind === "nothing") return this.#nothing(strip)
    const isForetold = finding.kind === "breach" && page.breachGlyph === "foretold"
    return html`<section class="strip ${isForetold ? "" : "bad"}" aria-label=${texts["runs.verdict"]}>
      <p class="says">
        ${this.#name(strip)}
        <strong>${finding.says}</strong>
        <span class="dim"
          >${at === null ? nothing : format.instant(at)}
          ${order === null ? nothing : html` · ${texts["time.legendOrder"](order)}`}
          ${isForetold ? html` · ${texts["run.expected"]}` : nothing}</span
        >
      </p>
      ${this.#rule(strip)}
      <div class="foot">
        ${
          causes.length === 0
            ? nothing
            : html`<ol class="causes" aria-label=${texts["verdict.causes"]}>
                ${causes.map((item, place) => html`<li>${this.#cause(item, place)}</li>`)}
              </ol>`
        }
        <span class="more">
          ${
            others > 0
              ? html`<button @click=${() => page.act("nextFinding")}>
                  ${texts["verdict.next"](page.findingPlace + 1, others + 1)}
                </button>`
              : nothing
          }
          ${row < 0 ? nothing : html`<button @click=${() => page.act("cause")}>${texts["verdict.chain"]}</button>`}
          ${
            page.faults.length === 0
              ? nothing
              : html`<button @click=${() => page.act("withoutFault")}>
                  ${mark("bolt")} ${texts["do.withoutFault"]}
                </button>`
          }
        </span>
      </div>
    </section>`
  }

  #nothing({ faults, faultsActed }: VerdictStrip): TemplateResult | typeof nothing {
    const { model, texts, format } = this.page
    if (model!.footer === null) return nothing
    const checked = (model!.footer.result?.invariants ?? []).filter(({ exercised }) => exercised > 0).length
    const refused = refusedActsOf(this.page).length
    return html`<section class="strip" aria-label=${texts["runs.verdict"]}>
      <p class="says">
        <span>${mark("check")}</span>
        <strong>${checked === 0 ? texts["verdict.none"] : texts["verdict.held"](format.number(checked))}</strong>
        ${faults === 0 ? nothing : html`<span class="dim">${texts["verdict.faults"](faultsActed, faults)}</span>`}
        ${
          refused === 0
            ? nothing
            : html`<button @click=${() => this.page.act("viewFigures")}>
                ${mark("refused")} ${texts["verdict.refused"](refused)}
              </button>`
        }
      </p>
    </section>`
  }

  #name({ finding }: VerdictStrip): TemplateResult | typeof nothing {
    const { texts, rules, breachGlyph } = this.page
    switch (finding.kind) {
      case "breach":
        return html`<span class=${breachGlyph === "breach" ? "broken" : ""}
          >${mark(breachGlyph)} ${finding.invariant} ${ruleOf(rules, finding.invariant, finding.name).name}</span
        >`
      case "expectation":
        return html`<span class="broken">${mark("cross")} ${texts["verdict.expectation"]}</span>`
      case "defect":
        return html`<span class="broken">${mark("cross")} ${texts["verdict.defect"]}</span>`
      case "unexercised":
        return html`<span class="warn">${mark("warning")} ${texts["verdict.unexercised"]}</span>`
      case "nothing":
        return nothing
    }
  }

  /** What must hold, where it did not. */
  #rule({ finding }: VerdictStrip): TemplateResult | typeof nothing {
    const { texts, rules } = this.page
    if (finding.kind !== "breach") return nothing
    const { says } = ruleOf(rules, finding.invariant, finding.name)
    return says === "" ? nothing : html`<p class="rule dim">${texts["verdict.must"]} ${says}</p>`
  }

  #cause({ row, role, fault }: CausalItem, place: number): TemplateResult {
    const { page } = this
    const { model, format } = page
    const index = page.index!
    const ask = index.askOf(row)
    const { text, grade } = resultOf(page, index, row)
    const glyph = role === "error" && grade === "refused" ? "refused" : roleGlyph[role]
    const isHere = index.askOf(page.row) === ask
    const ends = `${senderText(page, ask)} → ${receiverText(page, ask)}`
    const title = [format.instant(model!.columns.sentAt[row]!), ends, model!.subjectOf(row), fault?.says ?? ""]
    return html`<button
      class="plain"
      aria-current=${isHere ? "true" : "false"}
      title=${title.filter((part) => part !== "").join(" · ")}
      @click=${() => page.choose(row)}
    >
      <span class="place">${place + 1}</span>
      ${glyph === undefined ? nothing : html`<span class=${glyph === "cross" ? "wrong" : ""}>${mark(glyph)}</span>`}
      <span>${fault === null ? "" : `${fault.kind}: `}${operationText(model!, ask)}</span>
      <span class=${grade === "broken" ? "wrong" : "dim"}>${text}</span>
    </button>`
  }
}

customElements.define("bl-verdict", Verdict)
