/** The runs that there are, by suites, with their verdicts; files from a disk come in by the button or by dropping them anywhere. */
import { html, nothing, type TemplateResult } from "lit"
import type { ListedRun } from "../core/session.ts"
import { isOpen, narrowed, suitesOf, toggled, type Suite } from "../page/suites.ts"
import { base } from "../styles/base.ts"
import { when } from "./inspector-panels.ts"
import { PageElement } from "./page-element.ts"
import { runsStyles } from "./runs-styles.ts"
import { countsText, suiteSection } from "./suite.ts"

/** While a run goes on, the list is asked for this often. */
const againMs = 2000

export class RunsScreen extends PageElement {
  static override styles = [base, runsStyles]

  #again: ReturnType<typeof setTimeout> | undefined = undefined
  #isFound = false
  #suites: { readonly of: readonly ListedRun[]; readonly suites: readonly Suite[] } | null = null

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#again)
  }

  /** Runs may have come since the list was last seen. */
  override firstUpdated(): void {
    this.page.loads.refresh("list", this.#load)
  }

  override render() {
    const { page } = this
    const { texts } = page
    const runs = page.loads.get("list", this.#load)
    const suites = runs.state === "there" ? this.#suitesOf(runs.value) : []
    return html`<div class="head">
        <h2>${texts["runs.title"]}</h2>
        ${countsText(page, suites)} ${runs.state === "there" && runs.value.length > 1 ? this.#narrowing() : nothing}
        <button class="open" @click=${() => this.renderRoot.querySelector<HTMLElement>("input[type=file]")!.click()}>
          ${texts["runs.open"]}
        </button>
        <input type="file" accept=".backlot" multiple hidden aria-label=${texts["runs.open"]} @change=${this.#chosen} />
      </div>
      ${when(runs, (found) => this.#list(found, suites))}
      <p class="drop">${texts["runs.drop"]}</p>`
  }

  override updated(): void {
    this.#findAgain()
    const runs = this.page.loads.get("list", this.#load)
    clearTimeout(this.#again)
    if (runs.state === "there" && runs.value.some(({ summary }) => summary.goesOn))
      this.#again = setTimeout(() => this.page.loads.refresh("list", this.#load), againMs)
  }

  /** Moves the focus among suites and runs. */
  step(by: 1 | -1): void {
    const stops = [...this.renderRoot.querySelectorAll<HTMLElement>("h3 button, li a")]
    const here = stops.indexOf(this.shadowRoot!.activeElement as HTMLElement)
    const last = stops.findIndex((stop) => stop.dataset["run"] === this.page.state.run)
    const next = here >= 0 ? here + by : last >= 0 ? last : 0
    stops[Math.min(stops.length - 1, Math.max(0, next))]?.focus()
  }

  focusFilter(): void {
    this.renderRoot.querySelector<HTMLElement>("input[type=search]")?.focus()
  }

  readonly #load = (): Promise<readonly ListedRun[]> => this.page.session.library.list()

  #suitesOf(runs: readonly ListedRun[]): readonly Suite[] {
    if (this.#suites?.of !== runs) this.#suites = { of: runs, suites: suitesOf(runs) }
    return this.#suites.suites
  }

  #narrowing(): TemplateResult {
    const { page } = this
    const { texts } = page
    return html`<input
        type="search"
        aria-label=${texts["runs.filter"]}
        placeholder=${texts["runs.filter"]}
        .value=${page.state.q}
        @input=${(event: Event) => page.set({ q: (event.target as HTMLInputElement).value }, "replace")}
        @keydown=${this.#keyed}
      />
      <button
        aria-pressed=${page.more("only") === "failed" ? "true" : "false"}
        title=${texts["do.onlyFailed"]}
        @click=${() => page.act("onlyFailed")}
      >
        ${texts["runs.onlyFailed"]} <kbd>E</kbd>
      </button>`
  }

  #list(runs: readonly ListedRun[], suites: readonly Suite[]): TemplateResult {
    const { page } = this
    const { texts } = page
    if (runs.length === 0) return html`<p>${texts["runs.none"]} ${texts["runs.noneHow"]}</p>`
    const { q } = page.state
    const onlyFailed = page.more("only") === "failed"
    const shown = narrowed(suites, { q, onlyFailed })
    if (shown.length === 0)
      return html`<p role="status">
        ${texts[q === "" ? "runs.noneFailed" : "runs.noneFits"]}
        <button @click=${() => page.set({ q: "", more: without(page.state.more, "only") })}>
          ${texts["runs.showAll"]}
        </button>
      </p>`
    const flipped = page.more("flip")
    const isNarrow = q.trim() !== "" || onlyFailed
    return html`${shown.map((suite) =>
      suiteSection(page, suite, isOpen(suite, { flipped, isNarrow, runs: runs.length }), () =>
        page.setMore("flip", toggled(flipped, suite), "replace"),
      ),
    )}`
  }

  /** The run that the address names is the one that somebody came from: there it goes on. */
  #findAgain(): void {
    const links = [...this.renderRoot.querySelectorAll<HTMLElement>("li a")]
    if (this.#isFound || links.length === 0) return
    this.#isFound = true
    const link = links.find(({ dataset }) => dataset["run"] === this.page.state.run)
    link?.focus()
    link?.scrollIntoView({ block: "center" })
  }

  /** From the words straight into the list. */
  readonly #keyed = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return
    event.preventDefault()
    event.stopPropagation()
    this.renderRoot.querySelector<HTMLElement>("li a")?.focus()
  }

  readonly #chosen = (event: Event): void => {
    const { files } = event.target as HTMLInputElement
    if (files !== null) this.page.openFiles([...files])
  }
}

const without = (more: Readonly<Record<string, string>>, key: string): Readonly<Record<string, string>> => {
  const { [key]: _, ...rest } = more
  return rest
}

customElements.define("bl-runs", RunsScreen)
