/** Judges what a scenario expects of its run, from the journal and the final state. */
import type { Journal } from "../journal/journal.ts"
import type { InvariantResult, Verdict } from "../report/result.ts"
import { says, type Expectation } from "../scenario/expectations.ts"
import { matchesPattern } from "../scenario/identity.ts"
import type { World } from "../world/world.ts"

export interface Judged {
  readonly says: string
  readonly verdict: Verdict
}

export const judgeExpectations = (
  expectations: readonly Expectation[],
  world: World,
  invariants: readonly InvariantResult[],
  verdict: Verdict,
): Judged[] =>
  expectations.map((expectation) => ({
    says: says(expectation),
    verdict: judge(expectation, world, invariants, verdict),
  }))

const judge = (
  expectation: Expectation,
  world: World,
  invariants: readonly InvariantResult[],
  verdict: Verdict,
): Verdict => {
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
    case "balance":
      return balance(expectation, world.journal)
    case "messages": {
      const count = countMessages(expectation.of, world.journal)
      return held(count >= (expectation.atLeast ?? 0) && count <= (expectation.atMost ?? Infinity))
    }
  }
}

const held = (holds: boolean): Verdict => (holds ? "held" : "broken")

const balance = (expectation: Extract<Expectation, { type: "balance" }>, journal: Journal): Verdict => {
  const { postings, names } = journal
  const { is } = expectation
  let sum = 0
  let legs = 0
  for (let row = 0; row < postings.rows; row++) {
    if (
      names.at(postings.instance.at(row)) !== expectation.instance ||
      names.at(postings.account.at(row)) !== expectation.account
    )
      continue
    if (expectation.subject !== null && postings.subject.at(row) !== expectation.subject) continue
    if ("currency" in is && names.at(postings.currency.at(row)) !== is.currency) continue
    sum += "quantity" in is ? postings.quantity.at(row) : postings.amount.at(row)
    legs++
  }
  // An account that nothing was ever posted to is not proof of a zero balance.
  if (legs === 0) return "unknown"
  return held(sum === ("quantity" in is ? is.quantity : is.amountMinor))
}

const countMessages = (pattern: Extract<Expectation, { type: "messages" }>["of"], journal: Journal): number => {
  const { messages, names } = journal
  let count = 0
  for (let row = 0; row < messages.rows; row++) {
    const kind = names.at(messages.kind.at(row))
    if (kind === "response" || kind === "receipt") continue
    const matches = matchesPattern(pattern, {
      sender: names.at(messages.sender.at(row)),
      receiver: names.at(messages.receiver.at(row)),
      operation: names.at(messages.operation.at(row)),
      subject: messages.subject.at(row) ?? "",
      call: messages.call.at(row),
      attempt: messages.attempt.at(row),
      copy: messages.copy.at(row),
    })
    if (matches) count += messages.count.at(row)
  }
  return count
}
