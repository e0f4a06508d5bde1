/** The chain of causes of a message, as rows from the first cause to it; answers stand for what they answer. */
import type { RunIndex } from "./run-index.ts"

export const chainOf = (index: RunIndex, row: number): readonly number[] => {
  const { cause } = index.model.columns
  const chain: number[] = []
  for (let at = row; at >= 0; at = cause[at]!) {
    const ask = index.askOf(at)
    if (chain.at(-1) !== ask) chain.push(ask)
  }
  return chain.toReversed()
}

/** What a message and its answer led to. */
export const effectsOf = (index: RunIndex, row: number): readonly number[] => {
  const { cause } = index.model.columns
  const answer = index.answers[row] ?? -1
  const found: number[] = []
  for (let other = row + 1; other < index.model.rows; other++) {
    if ((cause[other] === row || (answer >= 0 && cause[other] === answer)) && !index.isAnswer(other)) found.push(other)
  }
  return found
}
