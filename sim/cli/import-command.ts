/** `import orders`: reads an order export, tells what it holds, and can write it as an order book of ours. */
import { writeFileSync } from "node:fs"
import { accountOf, bookSection } from "../report/book-account.ts"
import { plainStyle, prettyStyle } from "../report/style.ts"
import { writeBookJson } from "../scenario/importers/book-json.ts"
import { readOrderBook } from "../scenario/importers/read-order-book.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"

export const importCommand = (_app: CliApp, args: Arguments, io: CliIo): number => {
  const [what, file] = args.words
  if (what !== "orders" || file === undefined)
    throw new UsageError(`import takes the word "orders" and a file: import orders FILE.`)
  const key = args.text("key")
  const book = readOrderBook(file, { keepNames: args.isSet("keep-names"), ...(key === null ? {} : { key }) })
  const style = io.outIsTerminal ? prettyStyle(io.columns, (io.env["NO_COLOR"] ?? "") === "") : plainStyle(io.columns)
  io.out(`${bookSection(style, accountOf(book)).join("\n")}\n`)
  const out = args.text("out")
  if (out !== null) {
    writeFileSync(out, writeBookJson(book))
    io.out(`Written to ${out}.\n`)
  }
  return exitCodes.held
}
