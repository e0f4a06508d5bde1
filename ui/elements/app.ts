/** The page: its head, the screen that the address names, dialogs, and the keys. */
import { html, LitElement, nothing, type PropertyDeclarations } from "lit"
import { formatHash } from "../core/view-state.ts"
import { actionOf, isOf, isSingle, type ActionId } from "../keys.ts"
import type { RunModel } from "../core/run-model.ts"
import type { Page } from "../page/page.ts"
import { commandOf } from "../page/command.ts"
import { themes } from "../page/settings.ts"
import { languages } from "../texts/texts.ts"
import { base } from "../styles/base.ts"
import { appStyles } from "./app-styles.ts"
import type { Help } from "./help.ts"
import { cameTo, cameToOf } from "./came-to.ts"
import { mark } from "./mark.ts"
import type { Notes } from "./notes.ts"
import "./run-screen.ts"
import type { RunScreen } from "./run-screen.ts"
import type { RunsScreen } from "./runs-screen.ts"
import { PageElement } from "./page-element.ts"

export class App extends PageElement {
  static override properties: PropertyDeclarations = { _said: { state: true } }
  static override styles = [base, appStyles]

  declare _said: string
  #afterG = false

  constructor() {
    super()
    this._said = ""
  }

  override connectedCallback() {
    super.connectedCallback()
    document.addEventListener("keydown", this.#keyed)
    document.addEventListener("dragover", this.#dragged)
    document.addEventListener("drop", this.#dropped)
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    document.removeEventListener("keydown", this.#keyed)
    document.removeEventListener("dragover", this.#dragged)
    document.removeEventListener("drop", this.#dropped)
  }

  override firstUpdated() {
    this.page.hands = { do: (id) => this.#hands[id]?.(), say: (text) => this.#say(text) }
  }

  override render() {
    const { page } = this
    const { texts } = page
    return html`<header>
        ${this.#title()}
        <span class="tools">
          <button @click=${() => page.act("copyLink")}>${texts["page.share"]}</button>
          <button @click=${() => page.act("palette")} title=${texts["do.palette"]}>
            ${texts["page.actions"]} <kbd>Ctrl K</kbd>
          </button>
        </span>
      </header>
      <main>${this.#screen()}</main>
      <bl-palette .page=${page}></bl-palette>
      <bl-help .page=${page}></bl-help>
      <bl-go-to .page=${page}></bl-go-to>
      <bl-notes .page=${page}></bl-notes>
      <bl-without-faults .page=${page}></bl-without-faults>
      <div class="said" role="status" aria-live="polite">${this._said}</div>`
  }

  #title() {
    const { page } = this
    const { texts, format, model } = page
    if (page.state.place === "runs") return html`<h1>Backlot</h1>`
    const result = model?.footer?.result ?? null
    const facts = [
      model?.header == null ? "" : texts["run.seed"](String(model.header.seed)),
      model === null ? "" : page.counted("run.messages", model.rows),
      result === null ? "" : page.counted("run.orders", result.orders),
      model === null ? "" : format.duration(lengthOf(page)),
    ].filter((fact) => fact !== "")
    return html`<button class="plain" @click=${() => page.act("runs")}>${texts["run.back"]}</button>
      <h1>${model?.header?.scenario || texts["run.unnamed"]}</h1>
      ${model === null ? nothing : cameTo(texts, cameToOf(model))}
      <span class="dim">${facts.join(" · ")}</span>`
  }

  /** How far a run has come in, or why there is only a part of it. */
  #progress() {
    const { texts, format, model } = this.page
    const { rows, rowsExpected, state, says } = model!
    if (state === "partial") return html`<p class="notice">${mark("warning")} ${texts["run.partly"]} ${says}</p>`
    if (state !== "loading") return nothing
    const share = rowsExpected === 0 ? null : rows / rowsExpected
    return html`<p class="notice" role="status">
      <progress aria-label=${texts["run.reading"]} .value=${share ?? nothing}></progress>
      ${texts["run.reading"]}${share === null ? " …" : `, ${texts["run.readSoFar"](format.share(share))}`}
    </p>`
  }

  #screen() {
    const { page } = this
    if (page.state.place === "runs") {
      void import("./runs-screen.ts")
      return html`<bl-runs .page=${page}></bl-runs>`
    }
    const { problem } = page.session
    if (problem !== null)
      return html`<p role="alert" style="padding:24px 16px">${page.texts["run.cannotRead"]} ${problem}</p>`
    if (page.model === null)
      return html`<p style="padding:24px 16px" aria-busy="true">${page.texts["run.reading"]} …</p>`
    return html`${this.#progress()}<bl-run .page=${page}></bl-run>`
  }

  readonly #hands: Partial<Readonly<Record<ActionId, () => void>>> = {
    filter: () => (this.#run ?? this.#runs)?.focusFilter(),
    nextRun: () => this.#runs?.step(1),
    previousRun: () => this.#runs?.step(-1),
    open: () => this.#run?.focusInspector(),
    leave: () => this.#run?.focusView(),
    copyLink: () =>
      void this.#copy(`${location.href.replace(/#.*$/, "")}${formatHash(this.page.state)}`, "page.linkCopied"),
    copyCommand: () => {
      const command = commandOf(this.page.model?.header ?? null)
      if (command === null) this.#say(this.page.texts["page.noCommand"])
      else void this.#copy(command, "page.commandCopied")
    },
    goToTime: () => void this.#open("bl-go-to", import("./go-to.ts"), open),
    note: () => void this.#open("bl-notes", import("./notes.ts"), (notes: Notes) => notes.openToWrite()),
    notes: () => void this.#open("bl-notes", import("./notes.ts"), (notes: Notes) => notes.openToGo()),
    withoutFault: () => void this.#open("bl-without-faults", import("./without-faults.ts"), open),
    theme: () => {
      const { settings } = this.page
      settings.setTheme(themes[(themes.indexOf(settings.theme) + 1) % themes.length]!)
    },
    language: () => {
      const next = languages[(languages.indexOf(this.page.language) + 1) % languages.length]!
      void this.page.settings.setLanguage(next)
    },
    singleKeys: () => this.page.settings.setSingleKeys(!this.page.settings.singleKeys),
    copyCurl: () => void this.#copyOf(async (model, row) => (await import("../core/wire.ts")).curlOf(model, row)),
    copyTest: () => void this.#copyOf(async (model, row) => (await import("../page/as-test.ts")).testOf(model, row)),
    palette: () => void this.#open("bl-palette", import("./palette.ts"), open),
    help: () => void this.#open("bl-help", import("./help.ts"), open),
    settings: () => void this.#open("bl-help", import("./help.ts"), open),
    filterWords: () => void this.#open("bl-help", import("./help.ts"), (help: Help) => help.openAtFilter()),
  }

  /** A dialog is loaded when it is first opened. */
  async #open<Dialog extends LitElement>(
    name: string,
    loaded: Promise<unknown>,
    how: (dialog: Dialog) => void,
  ): Promise<void> {
    await loaded
    const dialog = this.renderRoot.querySelector<Dialog>(name)!
    await dialog.updateComplete
    how(dialog)
  }

  get #run(): RunScreen | null {
    return this.#screenOf<RunScreen>("bl-run")
  }

  get #runs(): RunsScreen | null {
    return this.#screenOf<RunsScreen>("bl-runs")
  }

  /** Null as long as the element itself is not loaded. */
  #screenOf<Screen extends LitElement>(name: string): Screen | null {
    return customElements.get(name) === undefined ? null : this.renderRoot.querySelector<Screen>(name)
  }

  async #copyOf(write: (model: RunModel, row: number) => Promise<string>): Promise<void> {
    const { model, index, row } = this.page
    if (model !== null && index !== null && row >= 0)
      await this.#copy(await write(model, index.askOf(row)), "look.copied")
  }

  async #copy(text: string, said: "page.linkCopied" | "page.commandCopied" | "look.copied"): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      this.#say(this.page.texts[said])
    } catch {
      this.#say(this.page.texts["look.cannotCopy"])
    }
  }

  #say(text: string): void {
    this._said = text
    setTimeout(() => {
      if (this._said === text) this._said = ""
    }, 3000)
  }

  readonly #dragged = (event: DragEvent): void => event.preventDefault()

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault()
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length > 0) this.page.openFiles(files)
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    const [target] = event.composedPath()
    if (isText(target) && !event.ctrlKey && !event.metaKey) return
    if (isDialogOpen(event)) return
    if (isSingle(event) && !this.page.settings.singleKeys) return
    const afterG = this.#afterG
    this.#afterG = false
    if (event.key === "g" && isSingle(event) && !afterG) {
      this.#afterG = true
      return
    }
    const id = actionOf(event, afterG)
    if (id === null || !isOf(id, this.page.state.place)) return
    // A button in focus is pressed by these itself.
    if (
      (id === "open" || id === "playOrPause") &&
      target instanceof HTMLElement &&
      /^(BUTTON|A|SUMMARY|SELECT)$/.test(target.tagName)
    )
      return
    event.preventDefault()
    this.page.act(id)
  }
}

const open = (dialog: LitElement & { readonly open: () => void }): void => dialog.open()

/** A dialog has the keys for itself. */
const isDialogOpen = (event: KeyboardEvent): boolean =>
  event.composedPath().some((part) => part instanceof HTMLDialogElement && part.open)

const isText = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLInputElement ? target.type !== "range" : target instanceof HTMLTextAreaElement

const lengthOf = ({ model, index }: Page): number => {
  if (model === null || index === null || index.all.length === 0) return 0
  return model.columns.sentAt[index.all.at(-1)!]! - model.columns.sentAt[index.all[0]!]!
}

customElements.define("bl-app", App)
