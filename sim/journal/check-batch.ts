/** Checks everything in a batch that came from a file: its cells by their types, its texts, and that its bodies can be read. */
import { checkCells } from "./check-cells.ts"
import type { Dictionary } from "./dictionary.ts"
import type { SealedBatch } from "./sealed-batch.ts"
import { bodiesIndex, layout } from "./tables.ts"

export const checkBatch = (batch: SealedBatch, names: Dictionary): void => {
  if (batch.names > names.size) throw new Error(`${batch.names} names should be known, but ${names.size} are.`)
  const sizes = { names: batch.names, texts: batch.texts, bodies: batch.rows(bodiesIndex) }
  const bounds = new Float64Array(2)
  for (const [table, columns] of layout.entries()) {
    const rows = batch.rows(table)
    for (const plan of columns) {
      if (rows > 0) checkCells(plan, batch.column(table, plan.index), rows, batch.firsts[table]!, sizes, bounds)
    }
  }
  for (let id = 0; id < batch.texts; id++) batch.text(id)
  const parts = new Map<number, unknown>()
  for (let id = 0; id < sizes.bodies; id++) batch.bodyWith(id, parts)
}
