/** Watches a run as it goes on: shows each row to the invariants and figures that look at rows of its kind. */
import type { InvariantResult } from "../report/result.ts"
import { Dispatch, GroupDispatch } from "./dispatch.ts"
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

interface Watched {
  readonly definition: Invariant
  readonly state: State
  readonly bench: Bench
}

interface Measured {
  readonly definition: Figures
  readonly state: State
}

export class Monitor implements Watcher {
  readonly #watched: readonly Watched[]
  readonly #measured: readonly Measured[]
  readonly #messages: Dispatch<MessageRow>
  readonly #transitions: Dispatch<TransitionRow>
  readonly #postings: GroupDispatch<PostingRow>

  private constructor(watched: readonly Watched[], measured: readonly Measured[], roots: RootIndex) {
    this.#watched = watched
    this.#measured = measured
    const owners = <Name extends "message" | "transition" | "posting">(name: Name) => [
      ...watched.map(({ definition, state, bench }) => ({
        handlers: definition[name] as never,
        state: state as never,
        context: bench as never,
      })),
      ...measured.map(({ definition, state }) => ({
        handlers: definition[name] as never,
        state: state as never,
        context: { roots } as never,
      })),
    ]
    this.#messages = new Dispatch(owners("message"))
    this.#transitions = new Dispatch(owners("transition"))
    this.#postings = new GroupDispatch(owners("posting"))
  }

  /** `roots` is the index by which the rows' roots are numbered. */
  static over(
    roots: RootIndex,
    invariants: readonly Invariant[],
    figures: readonly Figures[],
    breach: BreachSink,
  ): Monitor {
    return new Monitor(
      invariants.map((definition) => ({
        definition,
        state: definition.state(),
        bench: new Bench(definition.id, roots, breach),
      })),
      figures.map((definition) => ({ definition, state: definition.state() })),
      roots,
    )
  }

  /** An independent monitor that knows all that this one does, for a fork of the run with its own index of roots. */
  fork(roots: RootIndex, breach: BreachSink): Monitor {
    return new Monitor(
      this.#watched.map(({ definition, state, bench }) => ({
        definition,
        state: forkState(state),
        bench: bench.fork(roots, breach),
      })),
      this.#measured.map(({ definition, state }) => ({ definition, state: forkState(state) })),
      roots,
    )
  }

  message(row: MessageRow): void {
    this.#messages.show(row.operation, row)
  }

  transition(row: TransitionRow): void {
    this.#transitions.show(row.object, row)
  }

  posting(row: PostingRow): void {
    this.#postings.show(row.book, row.account, row)
  }

  quiescence(at: number): void {
    for (const { definition, state, bench } of this.#watched) definition.quiescence?.(state, at, bench)
  }

  results(): InvariantResult[] {
    return this.#watched.map(({ definition, bench }) => ({
      id: definition.id,
      name: definition.name,
      kind: definition.kind,
      verdict: bench.breaches > 0 ? "broken" : bench.times > 0 ? "held" : "unknown",
      exercised: bench.times,
      breach: bench.first,
      breaches: bench.breaches,
    }))
  }

  figures(): Record<string, number | null> {
    return Object.assign({}, ...this.#measured.map(({ definition, state }) => definition.read(state))) as Record<
      string,
      number | null
    >
  }
}
