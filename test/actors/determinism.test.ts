/** The same scenario has the same digest: twice, after another one, in another process, and however the run is sliced. */
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { digestOf } from "../../sim/journal/digest-of.ts"
import { readOrderBook } from "../../sim/scenario/importers/read-order-book.ts"
import { entriesOf, journalOf } from "../sim/journal/entries.ts"
import { orderBook, run, twoOrders } from "./run.ts"

const book = readOrderBook("superstore")
const digest = run(orderBook(60), book).result.digest

it("again, and when another scenario ran before it", () => {
  run(twoOrders)
  expect(run(orderBook(60), book).result.digest).toBe(digest)
})

it("in another process", () => {
  const program = `import { entriesOf, journalOf } from "../sim/journal/entries.ts"
import { orderBook, run } from "./run.ts"
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

it("any changed cell of a real journal changes its digest, and the digest comes from nothing but its cells", () => {
  const { journal } = run(twoOrders).world
  const before = digestOf(journal)
  expect(journal.digest()).toBe(before)
  const entries = entriesOf(journal)
  expect(journalOf(entries).digest()).toBe(before)
  for (const table of journal.tables) {
    const first = entries.findIndex((entry) => entry.table === table.tableName)
    if (first < 0) continue
    const at = first + Math.floor(table.rows / 2)
    const { row } = entries[at]!
    for (const { name, type } of table.columns) {
      const other =
        type === "name" || type === "text"
          ? `${String(row[name])}?`
          : type === "body"
            ? { other: row[name] }
            : row[name] === 0
              ? 1
              : 0
      const changed = entries.with(at, { table: table.tableName, row: { ...row, [name]: other } })
      expect(journalOf(changed).digest(), `${table.tableName}.${name}`).not.toBe(before)
    }
  }
})
