/** `validate`, `list` and `import orders`: looking at files and words without running anything. */
import { writeFileSync } from "node:fs"
import { accountOf, bookSection } from "../report/book-account.ts"
import { plainStyle, prettyStyle } from "../report/style.ts"
import { writeBookJson } from "../scenario/importers/book-json.ts"
import { readOrderBook } from "../scenario/importers/read-order-book.ts"
import { renderProblems } from "../scenario/problems.ts"
import { findScenarios, readScenario } from "../scenario/read-scenario.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments, CommandSpec } from "./arguments.ts"

export const validateSpec: CommandSpec = {
  usage: "validate FILE|DIR…",
  says: "Checks scenario files and tells every mistake with its line and column.",
  flags: {},
  examples: [["validate scenarios", "every scenario below a folder"]],
}

export const validateCommand = (app: CliApp, args: Arguments, io: CliIo): number => {
  if (args.words.length === 0) throw new UsageError("Nothing to validate: name scenario files or folders.")
  let wrong = 0
  const files = findScenarios(args.words)
  for (const file of files) {
    const { scenario, problems } = readScenario(file, app.vocabulary)
    if (scenario !== null) continue
    wrong++
    io.err(`${renderProblems(file, problems)}\n`)
  }
  io.out(`${files.length - wrong} of ${files.length} scenario files are valid.\n`)
  return wrong === 0 ? exitCodes.held : exitCodes.usage
}

export const listSpec: CommandSpec = {
  usage: "list [DIR…|partners|faults|invariants]",
  says: "Lists scenarios with their purpose, or the words that scenarios may use.",
  flags: {},
  examples: [
    ["list scenarios", "scenarios and what they show"],
    ["list partners", "partner kinds, their operations and policies"],
    ["list faults", "what can go wrong, and what each fault needs"],
  ],
}

export const listCommand = (app: CliApp, args: Arguments, io: CliIo): number => {
  const [what = "scenarios"] = args.words
  const { kinds, faults, invariants } = app.vocabulary
  if (what === "partners") {
    for (const [kind, { operations, webhooks, policies }] of Object.entries(kinds)) {
      io.out(`${kind}\n  operations  ${operations.join(", ")}\n  webhooks    ${webhooks.join(", ") || "none"}\n`)
      for (const [name, spec] of Object.entries(policies)) io.out(`  ${name.padEnd(22)} ${spec.says}\n`)
    }
  } else if (what === "faults") {
    for (const [name, { needs, says }] of Object.entries(faults))
      io.out(`${name.padEnd(16)} ${says}${needs.length === 0 ? "" : ` Needs: ${needs.join(", ")}.`}\n`)
  } else if (what === "invariants") io.out(`${invariants.join("\n")}\n`)
  else {
    for (const file of findScenarios(args.words.length === 0 ? ["scenarios"] : args.words)) {
      const { scenario } = readScenario(file, app.vocabulary)
      io.out(`${file}\n  ${scenario === null ? "not valid; see validate" : scenario.purpose}\n`)
    }
  }
  return exitCodes.held
}

export const importSpec: CommandSpec = {
  usage: "import orders FILE [--out book.json]",
  says: "Reads an order export and tells what it holds, what is skipped and why; can write it as an order book of ours.",
  flags: {
    out: { type: "string", value: "FILE", says: "Writes the order book as JSON." },
    "keep-names": { type: "boolean", says: "Keeps names and addresses; by default people are pseudonymised." },
    key: { type: "string", value: "TEXT", says: "Key of the pseudonyms: the same key gives the same names." },
  },
  examples: [
    ["import orders orders_export.csv", "what a Shopify export holds"],
    ["import orders superstore --out book.json", "the bundled book as JSON"],
  ],
}

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
