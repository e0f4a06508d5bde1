/** A suite in the list of runs: how many of its runs stand how, and the runs, each with what it is for and what went wrong. */
import { html, nothing, type TemplateResult } from "lit"
import type { Page } from "../page/page.ts"
import { standings, type Standing, type Suite, type SuiteRun } from "../page/suites.ts"
import { cameTo } from "./came-to.ts"
import { mark } from "./mark.ts"

export const suiteSection = (page: Page, suite: Suite, isOpen: boolean, toggle: () => void): TemplateResult =>
  html`<section class="suite">
    <h3>
      <button aria-expanded=${isOpen ? "true" : "false"} title=${suite.folder ?? ""} @click=${toggle}>
        <span class="name">${mark("play")} ${suite.folder === null ? page.texts["runs.other"] : suite.name}</span>
        ${countsText(page, [suite])}
      </button>
    </h3>
    ${
      isOpen
        ? html`<ul>
            ${suite.runs.map((run) => runItem(page, run))}
          </ul>`
        : nothing
    }
  </section>`

/** How many runs of some suites stand how; what there is none of is not told. */
export const countsText = (page: Page, suites: readonly Suite[]): TemplateResult => {
  const counts = standings.map(
    (standing) => [standing, suites.reduce((sum, suite) => sum + suite.counts[standing], 0)] as const,
  )
  return html`<span class="counts"
    >${counts.map(([standing, count]) =>
      count === 0
        ? nothing
        : html`<span class=${classOf[standing]}
            >${markOf[standing]} ${page.texts[`standing.${standing}`](count, page.format.number(count))}</span
          >`,
    )}</span
  >`
}

const classOf: Readonly<Record<Standing, string>> = { broken: "broken", doubtful: "warn", goesOn: "", held: "held" }

const markOf: Readonly<Record<Standing, TemplateResult | typeof nothing>> = {
  broken: mark("cross"),
  doubtful: mark("warning"),
  goesOn: nothing,
  held: mark("check"),
}

const runItem = (page: Page, { id, bytes, summary, standing, isEarlier }: SuiteRun): TemplateResult => {
  const { texts, format } = page
  const { scenario, purpose, file, seed, messages, worst, problem, goesOn } = summary
  const says = worst ?? (goesOn ? null : problem)
  const facts = [
    isEarlier ? texts["runs.earlier"] : "",
    file?.replaceAll("\\", "/").split("/").at(-1) ?? "",
    seed === null ? "" : texts["run.seed"](String(seed)),
    messages === null ? "" : page.counted("run.messages", messages),
    `${format.number(bytes / 1000)} kB`,
  ].filter((fact) => fact !== "")
  return html`<li class=${standing === "held" || isEarlier ? "calm" : ""}>
    <div>
      <a href="#/run/${encodeURIComponent(id)}" data-run=${id} @focus=${() => page.set({ run: id }, "replace")}
        >${scenario || id}</a
      >
      ${purpose === "" ? nothing : html`<p>${purpose}</p>`}
      ${says === null ? nothing : html`<p class="says ${worst === null ? "warn" : "broken"}">${says}</p>`}
      <p class="dim">${facts.join(" · ")}</p>
    </div>
    <div class="came">${scenario === "" && problem !== null ? nothing : cameTo(texts, summary, page.rules)}</div>
  </li>`
}
