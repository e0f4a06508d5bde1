/** The earlier version of what a message tells: the last message like it about the same subject. */
import type { RunModel } from "../core/run-model.ts"

export const previousVersion = (model: RunModel, row: number): number => {
  const { kind, sender, receiver, operation, subject, body, attempt, call } = model.columns
  const isRepeat = (other: number): boolean => call[other] === call[row] && attempt[other]! < attempt[row]!
  let similar = -1
  for (let other = model.previousOfRoot[row] ?? -1; other >= 0; other = model.previousOfRoot[other]!) {
    if (body[other]! < 0 || subject[other] !== subject[row] || kind[other] !== kind[row] || isRepeat(other)) continue
    if (operation[other] === operation[row] && sender[other] === sender[row] && receiver[other] === receiver[row])
      return other
    // Another message of the same sender about the same, such as created before updated.
    if (similar < 0 && sender[other] === sender[row] && receiver[other] === receiver[row]) similar = other
  }
  return similar
}
