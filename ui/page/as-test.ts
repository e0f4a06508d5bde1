/** A message as lines for a scenario file: that it is sent so often, and a fault aimed at exactly it. */
import { kindOf } from "../core/message-columns.ts"
import type { RunModel } from "../core/run-model.ts"
import { namedOf } from "../core/wire.ts"
import { identityOf } from "../../sim/report/export/wire-names.ts"
import { operationText } from "./words.ts"

export const testOf = (model: RunModel, row: number): string => {
  const { sender, receiver } = model.columns
  const ends = `${model.names.at(sender[row]!)} > ${model.names.at(receiver[row]!)}`
  const subject = model.subjectOf(row)
  const about = `${ends} ${operationText(model, row)}${subject === "" ? "" : ` ${subject}`}`
  const expected = ["expect:", `  - messages: ${about}`, `    is: ${timesSent(model, row)}`]
  if (kindOf(model, row) === "act" || kindOf(model, row) === "handover") return `${expected.join("\n")}\n`
  return [
    ...expected,
    "faults:",
    "  - fault: drop",
    `    on: ${identityOf(namedOf(model, row)).replace("  ", " ")}`,
    "",
  ].join("\n")
}

/** How often a message like this was sent, tries and copies included. */
const timesSent = (model: RunModel, row: number): number => {
  const { sender, receiver, operation, subject, kind, count } = model.columns
  let times = 0
  for (let other = model.lastOfRoot[model.rootOf(row)]!; other >= 0; other = model.previousOfRoot[other]!) {
    if (
      subject[other] === subject[row] &&
      operation[other] === operation[row] &&
      sender[other] === sender[row] &&
      receiver[other] === receiver[row] &&
      kind[other] === kind[row]
    ) {
      times += count[other]!
    }
  }
  return times
}
