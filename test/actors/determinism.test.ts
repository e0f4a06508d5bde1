/** The same scenario has the same digest: twice, after another one, in another process, and however the run is sliced. */
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { digestOf } from "../../sim/journal/digest.ts"
import { readOrderBook } from "../../sim/scenario/importers/read-order-book.ts"
import { orderBook, run, twoOrders } from "./run.ts"

const book = readOrderBook("superstore")
const digest = run(orderBook(60), book).result.digest

it("again, and when another scenario ran before it", () => {
  run(twoOrders)
  expect(run(orderBook(60), book).result.digest).toBe(digest)
})

it("in another process", () => {
  const program = `import { orderBook, run } from "./run.ts"
    import { readOrderBook } from "../../sim/scenario/importers/read-order-book.ts"
    console.log(run(orderBook(60), readOrderBook("superstore")).result.digest)`
  const folder = fileURLToPath(new URL("./", import.meta.url))
  const said = execFileSync(process.execPath, ["--input-type=module-typescript", "-e", program], {
    cwd: folder,
    encoding: "utf8",
  })
  expect(said.trim()).toBe(digest)
})

it("another seed, another digest", () => {
  expect(run(orderBook(60).replace("seed: 1", "seed: 2"), book).result.digest).not.toBe(digest)
})

it("any changed cell of a real journal changes its digest", () => {
  const { journal } = run(twoOrders).world
  const before = digestOf(journal)
  for (const table of Object.values(journal.tables)) {
    for (const column of Object.values(table.columns)) {
      if (table.rows === 0) continue
      const row = Math.floor(table.rows / 2)
      const value = column.at(row)
      column.set(row, value === 0 ? 1 : 0)
      expect(digestOf(journal)).not.toBe(before)
      column.set(row, value)
    }
  }
  expect(digestOf(journal)).toBe(before)
})
