/** The earlier version of what a message tells: the last message like it about the same subject. */
import { messageKinds } from "../core/message-columns.ts"
import type { RunModel } from "../core/run-model.ts"

const webhook = messageKinds.indexOf("webhook")

/** What an event is about: `order` of `order.updated`. */
const nounOf = (model: RunModel, row: number): string => model.names.at(model.columns.operation[row]!).split(".")[0]!

export const previousVersion = (model: RunModel, row: number): number => {
  const { kind, sender, receiver, operation, subject, body, attempt, call } = model.columns
  const isRepeat = (other: number): boolean => call[other] === call[row] && attempt[other]! < attempt[row]!
  let similar = -1
  for (let other = model.previousOfRoot[row] ?? -1; other >= 0; other = model.previousOfRoot[other]!) {
    if (body[other]! < 0 || subject[other] !== subject[row] || kind[other] !== kind[row] || isRepeat(other)) continue
    if (operation[other] === operation[row] && sender[other] === sender[row] && receiver[other] === receiver[row])
      return other
    // Another event about the same, such as created before updated.
    if (
      similar < 0 &&
      kind[row] === webhook &&
      sender[other] === sender[row] &&
      nounOf(model, other) === nounOf(model, row)
    )
      similar = other
  }
  return similar
}
