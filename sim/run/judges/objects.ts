/** Judges of the states of objects: at the end, at some moment, at no moment. */
import type { TransitionRow } from "../../consistency/rows.ts"
import type { Expectation } from "../../scenario/expectations.ts"
import { matchesGlob } from "../../scenario/identity.ts"
import { resolveInstant } from "../../scenario/instants.ts"
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

export class EndJudge implements Judge {
  readonly #expected: Of<"object">

  constructor(expected: Of<"object">) {
    this.#expected = expected
  }

  verdict({ world }: End) {
    const { instance, kind, id, state } = this.#expected
    const slot = world.slots.find(world.slots.shelf(world.instance(instance).index, kind), id)
    return held(slot?.kind.chart.matches(slot.state, state) ?? false)
  }

  fork() {
    return this
  }
}

/** In time counts from `after`; being in the state already at that instant is in time too. */
export class EventuallyJudge implements Judge {
  readonly #expected: Of<"eventually">
  readonly #businessAt: number
  readonly #from: number
  readonly #until: number
  /** Objects that are in the state now: they are in it in time if they still are when time begins to count. */
  readonly #there: Set<string>
  #reached: boolean

  constructor(expected: Of<"eventually">, businessAt: number, there: Iterable<string> = [], reached = false) {
    this.#expected = expected
    this.#businessAt = businessAt
    this.#from = expected.after === null ? businessAt : resolveInstant(expected.after, businessAt)
    this.#until = expected.withinMs === null ? Infinity : this.#from + expected.withinMs
    this.#there = new Set(there)
    this.#reached = reached
  }

  transition(row: TransitionRow): void {
    if (this.#reached || row.at > this.#until || !isAbout(this.#expected, row)) return
    if (row.at >= this.#from && this.#there.size > 0) this.#reached = true
    const key = `${row.instance} ${row.id}`
    if (!isActive(row.to, this.#expected.state)) this.#there.delete(key)
    else if (row.at >= this.#from) this.#reached = true
    else this.#there.add(key)
  }

  verdict() {
    return held(this.#reached || this.#there.size > 0)
  }

  fork() {
    return new EventuallyJudge(this.#expected, this.#businessAt, this.#there, this.#reached)
  }
}

/** Unknown when there was no such object: nothing that could have gone there. */
export class NeverJudge implements Judge {
  readonly #expected: Of<"never">
  #seen: boolean
  #entered: boolean

  constructor(expected: Of<"never">, seen = false, entered = false) {
    this.#expected = expected
    this.#seen = seen
    this.#entered = entered
  }

  transition(row: TransitionRow): void {
    if (this.#entered || !isAbout(this.#expected, row)) return
    this.#seen = true
    if (isActive(row.to, this.#expected.state)) this.#entered = true
  }

  verdict() {
    return this.#seen ? held(!this.#entered) : "unknown"
  }

  fork() {
    return new NeverJudge(this.#expected, this.#seen, this.#entered)
  }
}
