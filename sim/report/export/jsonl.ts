/**
 * JSON Lines: one row a line, all its columns by name. Nothing is lost: a message has the number of its body as `bodyRow` and the
 * body itself as `body`.
 */
import { everything, type Choice, type ExportTable, type Row, type RunRows, type TextExport } from "./run-rows.ts"

export const jsonl = (run: RunRows, table: ExportTable, choice: Choice = everything): TextExport => ({
  total: run.count(table),
  parts: (tick) => lines(run, table, choice, tick),
})

function* lines(run: RunRows, table: ExportTable, choice: Choice, tick: () => void): Generator<string> {
  for (const row of run.rows(table, choice)) {
    tick()
    yield `${JSON.stringify(lineOf(run, table, row))}\n`
  }
}

const lineOf = (run: RunRows, table: ExportTable, row: Row): object => {
  if (table === "bodies") return { ...row, body: run.body(Number(row["row"])) }
  if (table !== "messages") return row
  const { body = null, ...rest } = row
  return { ...rest, bodyRow: body, body: typeof body === "number" ? run.body(body) : null }
}
