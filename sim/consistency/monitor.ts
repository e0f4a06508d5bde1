/** Watches a run as it goes on: shows each row to the invariants and figures that look at rows of its kind. */
import type { InvariantResult } from "../report/result.ts"
import { Dispatch, GroupDispatch, type Declared } from "./dispatch.ts"
import type { Figures } from "./figures.ts"
import type { Invariant, Judge } from "./invariant.ts"
import type { RootIndex } from "./root-index.ts"
import type { MessageRow, PostingRow, TransitionRow, Watcher } from "./rows.ts"
import { forkState, type State } from "./state.ts"

/** Where a breach is written down. */
export type BreachSink = (at: number, id: string, message: number, says: string) => void

/** Further breaches of one invariant are counted; so many are written down. */
const writtenMax = 100

/** Judges for one invariant: counts, and keeps the first breach. */
class Bench implements Judge {
  readonly roots: RootIndex
  readonly #id: string
  readonly #sink: BreachSink
  times = 0
  breaches = 0
  first: InvariantResult["breach"] = null

  constructor(id: string, roots: RootIndex, sink: BreachSink) {
    this.#id = id
    this.roots = roots
    this.#sink = sink
  }

  exercised(times = 1): void {
    this.times += times
  }

  broken(at: number, message: number, says: string): void {
    this.breaches++
    this.first ??= { at, message, says }
    if (this.breaches <= writtenMax) this.#sink(at, this.#id, message, says)
  }

  fork(roots: RootIndex, sink: BreachSink): Bench {
    const copy = new Bench(this.#id, roots, sink)
    copy.times = this.times
    copy.breaches = this.breaches
    copy.first = this.first
    return copy
  }
}

/** What is watched for, and who looks at which rows: the same for a run and all its forks. */
class Plan {
  readonly invariants: readonly Invariant[]
  readonly figures: readonly Figures[]
  readonly messages: Dispatch<MessageRow>
  readonly transitions: Dispatch<TransitionRow>
  readonly postings: GroupDispatch<PostingRow>

  constructor(invariants: readonly Invariant[], figures: readonly Figures[]) {
    this.invariants = invariants
    this.figures = figures
    const all = [...invariants, ...figures]
    this.messages = new Dispatch(all.map(({ message }) => message as Declared<MessageRow>[number]))
    this.transitions = new Dispatch(all.map(({ transition }) => transition as Declared<TransitionRow>[number]))
    this.postings = new GroupDispatch(all.map(({ posting }) => posting as Declared<PostingRow>[number]))
  }
}

export class Monitor implements Watcher {
  readonly #plan: Plan
  readonly #benches: readonly Bench[]
  /** States of the invariants, then of the figures, each with who judges or what they may ask. */
  readonly #given: { readonly states: readonly State[]; readonly contexts: readonly unknown[] }

  private constructor(plan: Plan, benches: readonly Bench[], states: readonly State[], roots: RootIndex) {
    this.#plan = plan
    this.#benches = benches
    this.#given = { states, contexts: [...benches, ...plan.figures.map(() => ({ roots }))] }
  }

  /** `roots` is the index by which the rows' roots are numbered. */
  static over(
    roots: RootIndex,
    invariants: readonly Invariant[],
    figures: readonly Figures[],
    breach: BreachSink,
  ): Monitor {
    const plan = new Plan(invariants, figures)
    const benches = invariants.map(({ id }) => new Bench(id, roots, breach))
    const states = [...invariants, ...figures].map((definition) => definition.state())
    return new Monitor(plan, benches, states, roots)
  }

  /** An independent monitor that knows all that this one does, for a fork of the run with its own index of roots. */
  fork(roots: RootIndex, breach: BreachSink): Monitor {
    const benches = this.#benches.map((bench) => bench.fork(roots, breach))
    return new Monitor(this.#plan, benches, this.#given.states.map(forkState), roots)
  }

  message(row: MessageRow): void {
    this.#plan.messages.show(row.operation, row, this.#given)
  }

  transition(row: TransitionRow): void {
    this.#plan.transitions.show(row.object, row, this.#given)
  }

  posting(row: PostingRow): void {
    this.#plan.postings.show(row.book, row.account, row, this.#given)
  }

  quiescence(at: number): void {
    for (const [index, bench] of this.#benches.entries())
      this.#plan.invariants[index]?.quiescence?.(this.#given.states[index] ?? {}, at, bench)
  }

  results(): InvariantResult[] {
    return this.#plan.invariants.map(({ id, name, kind }, index) => {
      const { breaches, times, first } = this.#benches[index]!
      return {
        id,
        name,
        kind,
        verdict: breaches > 0 ? "broken" : times > 0 ? "held" : "unknown",
        exercised: times,
        breach: first,
        breaches,
      }
    })
  }

  figures(): Record<string, number | null> {
    const { invariants, figures } = this.#plan
    const read = figures.map((definition, index) =>
      definition.read(this.#given.states[invariants.length + index] ?? {}),
    )
    return Object.assign({}, ...read) as Record<string, number | null>
  }
}
