/** What a run came to, in a few words with a mark: the same in the list of runs, at the head of one, and beside another. */
import { html, type TemplateResult } from "lit"
import type { Verdict } from "../../sim/report/result.ts"
import type { RunModel } from "../core/run-model.ts"
import { ruleOf, type Rules } from "../texts/rules.ts"
import type { Texts } from "../texts/texts.ts"
import { mark } from "./mark.ts"

export interface CameTo {
  /** Null while the run goes on, and when its end is lost. */
  readonly verdict: Verdict | null
  /** Ids of the invariants that broke, on purpose or not. */
  readonly broken: readonly string[]
  readonly goesOn: boolean
}

export const cameToOf = ({ breaches, footer, state }: RunModel): CameTo => ({
  verdict: footer?.verdict ?? null,
  broken: [...new Set(breaches.map(({ invariant }) => invariant))],
  goesOn: state === "live" || state === "loading",
})

/** With `rules` what broke is called by its name too; at the head of a run the strip below does that. */
export const cameTo = (
  texts: Texts,
  { verdict, broken, goesOn }: CameTo,
  rules: Rules | null = null,
): TemplateResult => {
  const ids = broken.map((id) => `${id} ${ruleOf(rules, id, id).name}`.trimEnd()).join(", ")
  switch (verdict) {
    case "held":
      return broken.length === 0
        ? html`<span>${mark("check")} ${texts["run.held"]}</span>`
        : html`<span>${mark("foretold")} ${texts["run.onPurpose"](ids)}</span>`
    case "broken":
      return html`<span class="broken"
        >${mark("cross")} ${broken.length === 0 ? texts["run.otherwise"] : texts["run.broken"](ids)}</span
      >`
    case "unknown":
      return html`<span class="warn">${mark("warning")} ${texts["run.unknown"]}</span>`
    case null:
      // What broke has broken, whatever is still to come.
      if (broken.length > 0) return html`<span class="broken">${mark("cross")} ${texts["run.broken"](ids)}</span>`
      return html`<span class="dim">${texts[goesOn ? "run.goesOn" : "run.cutOff"]}</span>`
  }
}
