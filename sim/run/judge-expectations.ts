/** Judges what a scenario expects of its run: each expectation has a judge that watches the rows it needs and speaks at the end. */
import type { MessageRow, PostingRow, TransitionRow, Watcher } from "../consistency/rows.ts"
import type { RunResult } from "../report/result.ts"
import { says, type Expectation } from "../scenario/expectations.ts"
import { BalanceJudge, BoundsJudge } from "./judges/balances.ts"
import { AgainJudge, FigureJudge, InvariantJudge, VerdictJudge } from "./judges/findings.ts"
import type { End, Judge } from "./judges/judge.ts"
import { MessagesJudge } from "./judges/messages.ts"
import { EndJudge, EventuallyJudge, NeverJudge } from "./judges/objects.ts"

type Judged = RunResult["expectations"][number]

/** `businessAt` is where the scenario's relative instants count from. */
const judgeOf = (expectation: Expectation, businessAt: number): Judge => {
  switch (expectation.type) {
    case "verdict":
      return new VerdictJudge(expectation)
    case "breaks":
      return new InvariantJudge(expectation)
    case "again":
      return new AgainJudge(expectation)
    case "figure":
      return new FigureJudge(expectation)
    case "object":
      return new EndJudge(expectation)
    case "eventually":
      return new EventuallyJudge(expectation, businessAt)
    case "never":
      return new NeverJudge(expectation)
    case "balance":
      return new BalanceJudge(expectation)
    case "always":
      return new BoundsJudge(expectation)
    case "messages":
      return new MessagesJudge(expectation)
  }
}

interface Entry {
  readonly expectation: Expectation
  readonly judge: Judge
}

export class Expectations implements Watcher {
  readonly #entries: readonly Entry[]
  readonly #ofMessages: readonly Judge[]
  readonly #ofTransitions: readonly Judge[]
  readonly #ofPostings: readonly Judge[]

  private constructor(entries: readonly Entry[]) {
    this.#entries = entries
    const judges = entries.map(({ judge }) => judge)
    this.#ofMessages = judges.filter((judge) => judge.message !== undefined)
    this.#ofTransitions = judges.filter((judge) => judge.transition !== undefined)
    this.#ofPostings = judges.filter((judge) => judge.posting !== undefined)
  }

  static of(expectations: readonly Expectation[], businessAt: number): Expectations {
    return new Expectations(
      expectations.map((expectation) => ({ expectation, judge: judgeOf(expectation, businessAt) })),
    )
  }

  message(row: MessageRow): void {
    for (const judge of this.#ofMessages) judge.message?.(row)
  }

  transition(row: TransitionRow): void {
    for (const judge of this.#ofTransitions) judge.transition?.(row)
  }

  posting(row: PostingRow): void {
    for (const judge of this.#ofPostings) judge.posting?.(row)
  }

  /** To be asked when nothing is left to do. A scenario that names what breaks expects that nothing else does. */
  judge(end: End): Judged[] {
    const judged = this.#entries.map(({ expectation, judge }): Judged => {
      const verdict = judge.verdict(end)
      return { says: says(expectation), verdict, found: verdict === "held" ? null : judge.found(end) }
    })
    const foretold = this.#entries.flatMap(({ expectation }) =>
      expectation.type === "breaks" ? [expectation.invariant] : [],
    )
    if (foretold.length === 0) return judged
    const others = end.invariants.filter(({ id, verdict }) => verdict === "broken" && !foretold.includes(id))
    judged.push({
      says: `No other invariant breaks than ${foretold.join(", ")}.`,
      verdict: others.length === 0 ? "held" : "broken",
      found: others.length === 0 ? null : `${others.map(({ id }) => id).join(", ")} did.`,
    })
    return judged
  }

  fork(): Expectations {
    return new Expectations(this.#entries.map(({ expectation, judge }) => ({ expectation, judge: judge.fork() })))
  }
}
