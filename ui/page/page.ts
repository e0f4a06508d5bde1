/**
 * What all elements of the page share: the run, the view state in the address, the language, and the one clock. It draws nothing.
 */
import type { RunResult } from "../../sim/report/result.ts"
import type { BreachMark, RunModel } from "../core/run-model.ts"
import type { Session } from "../core/session.ts"
import type { Entry, Store } from "../core/store.ts"
import { initialState, type ViewState } from "../core/view-state.ts"
import { formatOf, type Format } from "../texts/format.ts"
import type { Rules } from "../texts/rules.ts"
import { english, type Language, type TextKey, type Texts } from "../texts/texts.ts"
import { rowsOfOrder } from "../core/order-index.ts"
import { explainedVerdictOf, type VerdictStrip } from "../core/verdict.ts"
import type { TimeAxis } from "../core/time-axis.ts"
import type { Stretch } from "../draw/axis.ts"
import type { MarkGlyph } from "../draw/glyphs.ts"
import { needsMessages, type ActionId } from "../keys.ts"
import { Clock } from "./clock.ts"
import { deeds } from "./deeds.ts"
import type { DroppedRuns } from "./dropped.ts"
import { Indexing, isRead } from "./indexing.ts"
import { LeftList } from "./left-list.ts"
import { Loads, type Loaded } from "./loads.ts"
import { Marks } from "./marks.ts"
import { notesAt } from "./notes.ts"
import { openWhereItBroke } from "./opening.ts"
import type { OtherRun } from "./other-run.ts"
import { Settings } from "./settings.ts"
import { ShownRows, type Shown } from "./shown.ts"
import type { RunIndex } from "./run-index.ts"

/** What only the elements can do: to put the focus somewhere, to open a dialog. */
export interface Hands {
  do(id: ActionId): void
  /** Says something to whoever listens, on the screen and to a screen reader. */
  say(text: string): void
}

/** Moves that follow each other sooner are one. */
const restMs = 100
const yearMs = 365 * 86_400_000

export class Page {
  readonly session: Session
  readonly dropped: DroppedRuns
  readonly store: Store
  readonly clock = new Clock({ advance: (share) => this.#advance(share), changed: () => this.changed() })
  readonly loads = new Loads(
    () => this.changed(),
    () => this.#isPassing,
  )
  readonly settings = new Settings(this)
  readonly leftList: LeftList
  hands: Hands = { do: () => {}, say: () => {} }
  texts: Texts = english
  /** What must hold, in words; null until they are there. */
  rules: Rules | null = null
  language: Language = "en"
  format: Format = formatOf("en", english)
  readonly #indexing = new Indexing(
    () => this.changed(),
    () => this.#format(),
  )
  readonly #shownRows = new ShownRows(() => this.changed())
  readonly #marks = new Marks()
  readonly #listeners = new Set<() => void>()

  constructor(session: Session, dropped: DroppedRuns) {
    this.session = session
    this.dropped = dropped
    this.store = session.store
    this.leftList = new LeftList(this.store)
    this.store.subscribe(() => this.changed())
    session.subscribe(() => {
      this.#opened()
      this.changed()
    })
  }

  get model(): RunModel | null {
    return this.session.model
  }

  get state(): ViewState {
    return this.store.get()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Something that is shown has changed. */
  changed(): void {
    for (const listener of this.#listeners) listener()
  }

  speak(language: Language, texts: Texts, rules: Rules): void {
    this.language = language
    this.texts = texts
    this.rules = rules
    this.#format()
    this.changed()
  }

  #format(): void {
    const { start, end } = this.#indexing.last?.axis ?? { start: 0, end: 0 }
    this.format = formatOf(this.language, this.texts, end - start > yearMs)
  }

  set(change: Partial<ViewState>, entry: Entry = "push"): void {
    this.store.set(change, entry)
  }

  /** One of the values in the address that only the views know. */
  more(key: string): string | null {
    return this.state.more[key] ?? null
  }

  setMore(key: string, value: string | null, entry: Entry = "push"): void {
    const { [key]: _, ...rest } = this.state.more
    this.set({ more: value === null ? rest : { ...rest, [key]: value } }, entry)
  }

  /** The messages in time; made anew when the run has grown. */
  get index(): RunIndex | null {
    return this.#indexing.of(this.model)
  }

  get shown(): Shown {
    const { q, more } = this.state
    const hides = more["rest"] === undefined
    return this.#shownRows.get(this.index!, { q, answers: more["answers"] !== undefined, hides })
  }

  /** The faults of the run in sight, and how often each acted. */
  get faults(): RunResult["faults"] {
    return this.model?.footer?.result?.faults ?? []
  }

  /** Faults, breaches and notes of a message and its answer, as marks. */
  marksOf(row: number): readonly MarkGlyph[] {
    const { model, index } = this
    if (model === null || index === null) return []
    const marks = this.#marks.of(model, index, this.breachGlyph).get(row) ?? []
    return notesAt(this, row).length === 0 ? marks : [...marks, "note"]
  }

  /** Breaches of a run that was to break so have a mark of their own. */
  get breachGlyph(): MarkGlyph {
    return this.model?.footer?.verdict === "held" ? "foretold" : "breach"
  }

  isFollowed(row: number): boolean {
    const { o } = this.state
    return o !== null && this.model!.rootOf(row) === this.model!.subjects.findRoot(o)
  }

  /** The chosen message, -1 for none: a link may name one that the run does not have. */
  get row(): number {
    const { m, t } = this.state
    const row = m ?? t?.row ?? -1
    return this.model !== null && row < this.model.rows ? row : -1
  }

  /** The present instant. */
  get now(): number {
    const { t } = this.state
    if (t !== null) return t.at
    return this.row >= 0 ? this.model!.columns.sentAt[this.row]! : (this.model?.header?.startAt ?? 0)
  }

  /** Chooses a message and moves the clock to it, or to a later instant at which it was felt. */
  choose(row: number, entry: Entry = "push", at?: number): void {
    const { model } = this
    if (model === null || row < 0 || row >= model.rows) return
    this.set({ m: row, t: { at: at ?? model.columns.sentAt[row]!, row } }, entry)
  }

  /** Shows a breach: its message, at the instant at which it was noticed. */
  show({ row, at }: Pick<BreachMark, "row" | "at">, entry: Entry = "push"): void {
    if (row < 0) this.moveTo(at, entry)
    else this.choose(this.index!.askOf(row), entry, at)
  }

  /** Moves the clock; the last message by then is the chosen one. */
  moveTo(at: number, entry: Entry = "replace"): void {
    const { index } = this
    if (index === null) return
    this.#pass()
    const row = index.asks[Math.max(0, index.placeAt(index.asks, at))] ?? -1
    const whole = Math.round(at)
    this.set({ m: row < 0 ? null : row, t: { at: whole, row } }, entry)
  }

  /** One move is a choice; several in a row pass by what lies between, until they end. */
  #pass(): void {
    const now = performance.now()
    this.#isPassing = now - this.#movedAt < restMs
    this.#movedAt = now
    clearTimeout(this.#rest)
    if (!this.#isPassing) return
    this.#rest = setTimeout(() => {
      this.#isPassing = false
      this.changed()
    }, restMs)
  }
  #isPassing = false
  #movedAt = -Infinity
  #rest: ReturnType<typeof setTimeout> | undefined = undefined

  /** The run that this one is compared with; null when there is none, or this one is not all there yet. */
  get other(): Loaded<OtherRun> | null {
    const { model } = this
    const { vs, run } = this.state
    if (vs === null || model === null || !isRead(model)) return null
    return this.loads.get(`other ${run} ${vs}`, async () => {
      const { loadOther } = await import("./other-run.ts")
      return loadOther(this.session.library, vs, model)
    })
  }

  /** Takes in files from a disk: one is opened, several are listed. */
  openFiles(files: readonly File[]): void {
    const ids = files.map((file) => this.dropped.add(file))
    this.loads.forget()
    if (ids.length === 1) this.set({ ...initialState, place: "run", run: ids[0]! })
    else this.set({ ...initialState })
    this.changed()
  }

  /** Which of several findings the verdict tells. */
  get findingPlace(): number {
    const place = Number(this.more("b") ?? 0)
    return Number.isInteger(place) && place >= 0 ? place : 0
  }

  get strip(): VerdictStrip {
    return this.index!.verdictAt(this.findingPlace)
  }

  /** The same with what others did to the goods that it is about, as soon as that is known. */
  get explained(): VerdictStrip {
    const { model, findingPlace } = this
    if (model === null || !isRead(model)) return this.strip
    const found = this.loads.get(`explained ${findingPlace}`, () => explainedVerdictOf(model, findingPlace))
    return found.state === "there" ? found.value : this.strip
  }

  /** Rows of what is followed, in time. */
  get followedRows(): Int32Array {
    const { model } = this
    const { o } = this.state
    if (model === null || o === null) return new Int32Array(0)
    if (this.#followed?.order !== o || this.#followed.model !== model || this.#followed.version !== model.version)
      this.#followed = { order: o, model, version: model.version, rows: rowsOfOrder(model, o) }
    return this.#followed.rows
  }
  #followed: { order: string; model: RunModel; version: number; rows: Int32Array } | null = null

  get axis(): TimeAxis {
    return this.index!.axis
  }

  /** The part of the axis in sight. */
  get stretch(): Stretch {
    const { z } = this.state
    if (z === null) return { from: 0, until: 1 }
    return { from: this.axis.positionOf(z[0]), until: this.axis.positionOf(z[1]) }
  }

  /** A run was just read; which one is remembered, so that it opens only once. */
  #opened(): void {
    const { model } = this
    if (model === this.#seen || model === null || this.index === null || !isRead(model)) return
    this.#seen = model
    this.loads.forget()
    openWhereItBroke(this)
  }
  #seen: RunModel | null = null

  #advance(share: number): boolean {
    const { axis, stretch } = this
    const position = Math.min(1, axis.positionOf(this.now) + share * (stretch.until - stretch.from))
    this.moveTo(axis.instantAt(position))
    return position < 1
  }

  /** What a key, a button and the palette do alike. */
  act(id: ActionId): void {
    if (needsMessages(id) && this.index === null) return
    const deed = deeds[id]
    if (deed === undefined) this.hands.do(id)
    else deed(this)
  }

  /** Goes on or back by so many messages of a list. */
  step(list: Uint32Array, by: number): void {
    const { index, row } = this
    if (index === null || list.length === 0) return
    const ask = row < 0 ? -1 : list === index.all ? row : index.askOf(row)
    const place = ask < 0 ? -1 : index.placeOf(list, ask)
    const there = list[place]
    // Between two rows of the list, one back is the one before.
    const from = by < 0 && there !== ask ? place + 1 : place
    this.choose(list[Math.min(list.length - 1, Math.max(0, from + by))]!, "replace")
  }

  /** What a message belongs to and can be followed: an order, or whatever is no system of its own. Null for none. */
  followable(row: number): string | null {
    const { model } = this
    if (model === null || row < 0) return null
    const root = model.subjects.roots[model.rootOf(row)] ?? ""
    return root === "" || model.lanes.some(({ instance }) => instance === root) ? null : root
  }

  /** A text with a number that is written as the language does. */
  counted(key: "run.messages" | "run.orders" | "run.instances", count: number): string {
    return this.texts[key](count, this.format.number(count))
  }

  text(key: TextKey): string {
    const text = this.texts[key]
    return typeof text === "string" ? text : key
  }
}
