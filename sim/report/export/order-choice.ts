/**
 * What belongs to one order: messages about it or a part of it, the messages that led to these, the answers to all of them, and
 * what they did.
 */
import type { Choice, RunRows } from "./run-rows.ts"

export const isAbout = (subject: string, id: string): boolean => subject === id || subject.startsWith(`${id}/`)

/** Null when no message is about it. */
export const orderChoice = (run: RunRows, id: string): Choice | null => {
  const chosen = new Uint8Array(run.count("messages"))
  const causes = new Int32Array(chosen.length)
  let about = 0
  for (const message of run.messages()) {
    causes[message.row] = message.cause
    if (!isAbout(message.subject, id)) continue
    about++
    for (let row = message.row; row >= 0 && chosen[row] === 0; row = causes[row] ?? -1) chosen[row] = 1
  }
  if (about === 0) return null
  const bodies = new Set<number>()
  for (const message of run.messages()) {
    const isAnswer = message.kind === "response" || message.kind === "receipt"
    if (isAnswer && chosen[message.cause] === 1) chosen[message.row] = 1
    if (chosen[message.row] === 1) bodies.add(message.body)
  }
  return (table, row) => {
    if (table === "messages") return chosen[row] === 1
    if (table === "bodies") return bodies.has(row)
    const message = run.row(table, row)["message"]
    return typeof message === "number" && chosen[message] === 1
  }
}

/** The ids of objects called order, without what stands behind a slash, in order of their creation. */
export const ordersOf = (run: RunRows): string[] => {
  const ids = new Set<string>()
  for (const { object, from, id } of run.rows("transitions")) {
    if (object === "order" && from === "" && typeof id === "string") ids.add(id.split("/", 1)[0] ?? id)
  }
  return [...ids]
}
