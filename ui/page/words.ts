/** What a message is in words: who sent it to whom, what it is about, how it went. */
import { outcomeOf } from "../../sim/report/outcome.ts"
import { kindOf } from "../core/message-columns.ts"
import type { Lane } from "../core/lanes.ts"
import type { RunModel } from "../core/run-model.ts"
import type { MarkGlyph } from "../draw/glyphs.ts"
import type { RunIndex } from "./run-index.ts"
import type { Page } from "./page.ts"

/** Refused: a no for reasons of the business; broken: it failed. */
export type Grade = "normal" | "refused" | "broken"

export interface Result {
  readonly text: string
  readonly grade: Grade
}

export const laneOf = (model: RunModel, name: number): Lane | null => model.lanes[model.laneOf(name)] ?? null

export const senderText = (page: Page, row: number): string => {
  const { model, texts } = page
  const name = model!.names.at(model!.columns.sender[row]!)
  return name === "" ? texts[kindOf(model!, row) === "act" ? "list.people" : "list.outside"] : name
}

export const receiverText = (page: Page, row: number): string => {
  const { model, texts } = page
  const name = model!.names.at(model!.columns.receiver[row]!)
  return name === "" ? texts["list.outside"] : name
}

export const operationText = (model: RunModel, row: number): string => model.names.at(model.columns.operation[row]!)

/** How a message went, as its sender sees it. */
export const resultOf = (page: Page, index: RunIndex, row: number): Result => {
  const { model, texts } = page
  const { status, deliveredAt } = model!.columns
  if (deliveredAt[row]! < 0) return { text: texts["list.lost"], grade: "broken" }
  if (index.isAnswer(row)) return statusOf(status[row]!)
  const answer = index.answers[row] ?? -1
  if (answer < 0) {
    // Nobody answers people over a network; that they were told no is noted beside what they did.
    if (page.marksOf(row).includes("refused")) return { text: texts["time.legendRefused"], grade: "refused" }
    return { text: kindOf(model!, row) === "act" ? texts["list.done"] : "", grade: "normal" }
  }
  if (deliveredAt[answer]! < 0) return { text: texts["list.noAnswer"], grade: "broken" }
  return statusOf(status[answer]!)
}

/** Marks beside the result of a message, which tells a no by itself. */
export const marksBeside = (page: Page, row: number): readonly MarkGlyph[] =>
  page.marksOf(row).filter((name) => name !== "refused")

const statusOf = (status: number): Result => {
  const outcome = outcomeOf(status)
  const grade = status < 400 ? "normal" : outcome === "declined" ? "refused" : "broken"
  return { text: status === 0 ? "" : String(status), grade }
}
