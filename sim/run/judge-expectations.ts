/** Judges what a scenario expects of its run: counts messages and sums up balances as they come, and looks at objects at the end. */
import type { MessageRow, PostingRow, Watcher } from "../consistency/rows.ts"
import type { InvariantResult, Verdict } from "../report/result.ts"
import { says, type Expectation } from "../scenario/expectations.ts"
import { matchesPattern, type MessagePattern } from "../scenario/identity.ts"
import type { World } from "../world/world.ts"

export interface Judged {
  readonly says: string
  readonly verdict: Verdict
}

type Balance = Extract<Expectation, { type: "balance" }>

interface Counted {
  readonly pattern: MessagePattern
  count: number
}

interface Summed {
  readonly expectation: Balance
  sum: number
  legs: number
}

export class Expectations implements Watcher {
  readonly #expectations: readonly Expectation[]
  readonly #counted: Map<Expectation, Counted>
  readonly #summed: Map<Expectation, Summed>

  constructor(expectations: readonly Expectation[]) {
    this.#expectations = expectations
    this.#counted = new Map(
      expectations.flatMap((expectation) =>
        expectation.type === "messages" ? [[expectation, { pattern: expectation.of, count: 0 }]] : [],
      ),
    )
    this.#summed = new Map(
      expectations.flatMap((expectation) =>
        expectation.type === "balance" ? [[expectation, { expectation, sum: 0, legs: 0 }]] : [],
      ),
    )
  }

  message(row: MessageRow): void {
    if (this.#counted.size === 0 || row.kind === "response" || row.kind === "receipt") return
    for (const counted of this.#counted.values()) if (matchesPattern(counted.pattern, row)) counted.count += row.count
  }

  transition(): void {}

  posting(row: PostingRow): void {
    if (this.#summed.size === 0) return
    for (const summed of this.#summed.values()) {
      const { instance, account, subject, is } = summed.expectation
      if (row.account !== account || row.instance !== instance) continue
      if (subject !== null && row.subject !== subject) continue
      if ("currency" in is && row.currency !== is.currency) continue
      summed.sum += "quantity" in is ? row.quantity : row.amount
      summed.legs++
    }
  }

  /** To be asked when nothing is left to do. */
  judge(world: World, invariants: readonly InvariantResult[], verdict: Verdict): Judged[] {
    return this.#expectations.map((expectation) => ({
      says: says(expectation),
      verdict: this.#judge(expectation, world, invariants, verdict),
    }))
  }

  fork(): Expectations {
    const copy = new Expectations(this.#expectations)
    for (const [expectation, { count }] of this.#counted) Object.assign(copy.#counted.get(expectation) ?? {}, { count })
    for (const [expectation, { sum, legs }] of this.#summed)
      Object.assign(copy.#summed.get(expectation) ?? {}, { sum, legs })
    return copy
  }

  #judge(expectation: Expectation, world: World, invariants: readonly InvariantResult[], verdict: Verdict): Verdict {
    switch (expectation.type) {
      case "verdict":
        return held(verdict === expectation.verdict)
      case "breaks": {
        const found = invariants.find((invariant) => invariant.id === expectation.invariant)
        return found === undefined || found.verdict === "unknown" ? "unknown" : held(found.verdict === "broken")
      }
      case "object": {
        const instance = world.instance(expectation.instance)
        const handle = world.slots.find(instance.index, expectation.kind, expectation.id)
        if (handle < 0) return "broken"
        const chart = world.slots.kind[handle]?.chart
        return held(chart?.matches(world.slots.state[handle] ?? 0, expectation.state) ?? false)
      }
      case "balance": {
        const { sum, legs } = this.#summed.get(expectation) ?? { sum: 0, legs: 0 }
        // An account that nothing was ever posted to is not proof of a zero balance.
        if (legs === 0) return "unknown"
        const { is } = expectation
        return held(sum === ("quantity" in is ? is.quantity : is.amountMinor))
      }
      case "messages": {
        const count = this.#counted.get(expectation)?.count ?? 0
        return held(count >= (expectation.atLeast ?? 0) && count <= (expectation.atMost ?? Infinity))
      }
    }
  }
}

const held = (holds: boolean): Verdict => (holds ? "held" : "broken")
