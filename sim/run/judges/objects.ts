/** Judges of the states of objects: at the end, at some moment, at no moment. */
import type { TransitionRow } from "../../consistency/rows.ts"
import type { Expectation } from "../../scenario/expectations.ts"
import { matchesGlob } from "../../scenario/identity.ts"
import { formatIso, resolveInstant } from "../../scenario/instants.ts"
import type { World } from "../../world/world.ts"
import { held, type End, type Judge } from "./judge.ts"

type Of<T extends Expectation["type"]> = Extract<Expectation, { type: T }>
interface Subject {
  readonly instance: string
  readonly kind: string
  readonly id: string
}

const isAbout = ({ instance, kind, id }: Subject, row: TransitionRow): boolean =>
  row.object === kind && matchesGlob(instance, row.instance) && matchesGlob(id, row.id)

/** Is the dotted state path among those that a label such as `paying.held|told` says are active? */
const isActive = (label: string, state: string): boolean =>
  label.split("|").some((leaf) => leaf === state || leaf.startsWith(`${state}.`))

const noSuchObject = "There was no such object."
const statesMax = 8

export class EndJudge implements Judge {
  readonly #expected: Of<"object">

  constructor(expected: Of<"object">) {
    this.#expected = expected
  }

  verdict({ world }: End) {
    const slot = this.#slotOf(world)
    return held(slot?.kind.chart.matches(slot.state, this.#expected.state) ?? false)
  }

  found({ world }: End) {
    const slot = this.#slotOf(world)
    return slot === undefined ? noSuchObject : `It is in state "${slot.kind.chart.label(slot.state)}" instead.`
  }

  #slotOf(world: World) {
    const { instance, kind, id } = this.#expected
    return world.slots.find(world.slots.shelf(world.instance(instance).index, kind), id)
  }

  fork() {
    return this
  }
}

interface Watched {
  readonly there: Iterable<string>
  readonly reached: boolean
  readonly tooLateAt: number
  readonly states: Iterable<string>
}

const nothingYet: Watched = { there: [], reached: false, tooLateAt: -1, states: [] }

/** In time counts from `after`; being in the state already at that instant is in time too. */
export class EventuallyJudge implements Judge {
  readonly #expected: Of<"eventually">
  readonly #businessAt: number
  readonly #from: number
  readonly #until: number
  /** Objects that are in the state now: they are in it in time if they still are when time begins to count. */
  readonly #there: Set<string>
  #reached: boolean
  /** When it came to be so, if only too late; and through which states such objects went. */
  #tooLateAt: number
  readonly #states: Set<string>

  constructor(
    expected: Of<"eventually">,
    businessAt: number,
    { there, reached, tooLateAt, states }: Watched = nothingYet,
  ) {
    this.#expected = expected
    this.#businessAt = businessAt
    this.#from = expected.after === null ? businessAt : resolveInstant(expected.after, businessAt)
    this.#until = expected.withinMs === null ? Infinity : this.#from + expected.withinMs
    this.#there = new Set(there)
    this.#reached = reached
    this.#tooLateAt = tooLateAt
    this.#states = new Set(states)
  }

  transition(row: TransitionRow): void {
    if (this.#reached || !isAbout(this.#expected, row)) return
    if (this.#states.size <= statesMax) this.#states.add(row.to)
    if (row.at > this.#until) {
      if (this.#tooLateAt < 0 && isActive(row.to, this.#expected.state)) this.#tooLateAt = row.at
      return
    }
    if (row.at >= this.#from && this.#there.size > 0) this.#reached = true
    const key = `${row.instance} ${row.id}`
    if (!isActive(row.to, this.#expected.state)) this.#there.delete(key)
    else if (row.at >= this.#from) this.#reached = true
    else this.#there.add(key)
  }

  verdict() {
    return held(this.#reached || this.#there.size > 0)
  }

  found() {
    if (this.#tooLateAt >= 0) return `It came to be so at ${formatIso(this.#tooLateAt)}.`
    if (this.#states.size === 0) return noSuchObject
    const states = [...this.#states].map((state) => `"${state}"`)
    return `It went through ${states.slice(0, statesMax).join(", ")}${states.length > statesMax ? " and others" : ""}.`
  }

  fork() {
    return new EventuallyJudge(this.#expected, this.#businessAt, {
      there: this.#there,
      reached: this.#reached,
      tooLateAt: this.#tooLateAt,
      states: this.#states,
    })
  }
}

interface Entered {
  readonly id: string
  readonly at: number
}

/** Unknown when there was no such object: nothing that could have gone there. */
export class NeverJudge implements Judge {
  readonly #expected: Of<"never">
  #seen: boolean
  /** Which object did, and when; null while none has. */
  #entered: Entered | null

  constructor(expected: Of<"never">, seen = false, entered: Entered | null = null) {
    this.#expected = expected
    this.#seen = seen
    this.#entered = entered
  }

  transition(row: TransitionRow): void {
    if (this.#entered !== null || !isAbout(this.#expected, row)) return
    this.#seen = true
    if (isActive(row.to, this.#expected.state)) this.#entered = { id: row.id, at: row.at }
  }

  verdict() {
    return this.#seen ? held(this.#entered === null) : "unknown"
  }

  found() {
    return this.#entered === null ? noSuchObject : `${this.#entered.id} did at ${formatIso(this.#entered.at)}.`
  }

  fork() {
    return new NeverJudge(this.#expected, this.#seen, this.#entered)
  }
}
