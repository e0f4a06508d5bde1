/** Counts messages by their pattern. Answers and receipts are not counted, coalesced polls as many times as they stand for. */
import type { MessageRow } from "../../consistency/rows.ts"
import type { Expectation } from "../../scenario/expectations.ts"
import { matchesPattern } from "../../scenario/identity.ts"
import { held, type Judge } from "./judge.ts"

type Expected = Extract<Expectation, { type: "messages" }>

export class MessagesJudge implements Judge {
  readonly #expected: Expected
  #count: number

  constructor(expected: Expected, count = 0) {
    this.#expected = expected
    this.#count = count
  }

  message(row: MessageRow): void {
    if (row.kind === "response" || row.kind === "receipt") return
    if (matchesPattern(this.#expected.of, row)) this.#count += row.count
  }

  verdict() {
    const { atLeast, atMost } = this.#expected
    return held(this.#count >= (atLeast ?? 0) && this.#count <= (atMost ?? Infinity))
  }

  found() {
    return `There ${this.#count === 1 ? "was 1" : this.#count === 0 ? "were none" : `were ${this.#count}`}.`
  }

  fork() {
    return new MessagesJudge(this.#expected, this.#count)
  }
}
