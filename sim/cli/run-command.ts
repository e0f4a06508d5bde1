/** `run`: scenarios in virtual time, their verdicts and figures. */
import { renderRun, renderRunBriefly, renderSuite } from "../report/console.ts"
import type { RunResult, SuiteResult, Verdict } from "../report/result.ts"
import { plainStyle, prettyStyle, type Style } from "../report/style.ts"
import { readOrderBook } from "../scenario/importers/read-order-book.ts"
import type { OrderBook } from "../scenario/order-book.ts"
import { renderProblems } from "../scenario/problems.ts"
import { bookPath, findScenarios, readScenario } from "../scenario/read-scenario.ts"
import type { Scenario } from "../scenario/scenario.ts"
import { hashText, mix } from "../world/hash.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments, CommandSpec } from "./arguments.ts"
import { progressShower } from "./progress.ts"

export const runSpec: CommandSpec = {
  usage: "run [FILE|DIR…] [flags]",
  says: "Runs scenarios in virtual time and prints verdicts, figures, and where the journal is.",
  flags: {
    orders: {
      type: "string",
      value: "FILE",
      says: "Runs this order book (Shopify, WooCommerce, Online Retail, or the word superstore).",
    },
    seed: { type: "string", value: "N", says: "Replaces the scenario's seed." },
    reporter: {
      type: "string",
      value: "pretty|plain|json",
      says: "How to report; pretty on a terminal, plain elsewhere.",
    },
    out: { type: "string", value: "DIR", says: "Folder for run files; runs/ by default, none for json." },
    shard: { type: "string", value: "I/N", says: "Only the i-th of n equal parts of the scenarios." },
    verbose: { type: "boolean", says: "Also the figures of every link." },
    "keep-names": { type: "boolean", says: "Keeps the names and addresses of the order book's people." },
  },
  examples: [
    ["run scenarios/suites", "every scenario of a folder"],
    ["run --orders superstore", "the order book that comes with the program"],
    ["run --orders orders_export.csv --reporter json", "a Shopify export, one JSON object on standard output"],
    ["run scenarios/suites --shard 1/4", "the first quarter, for one of four CI jobs"],
  ],
}

interface Job {
  readonly file: string
  readonly scenario: Scenario
  readonly book: OrderBook | null
}

export const runCommand = (app: CliApp, args: Arguments, io: CliIo): number => {
  const reporter = reporterOf(args, io)
  const jobs = jobsOf(app, args, io)
  if (jobs === null) return exitCodes.usage
  const out = args.text("out") ?? (reporter === "json" ? null : "runs")
  const style = styleOf(reporter, io)
  const results: RunResult[] = []
  for (const { file, scenario, book } of jobs) {
    const progress = progressShower(io, scenario.name)
    const result = app.run({ scenario, file, book, out, onProgress: progress.show })
    progress.end()
    results.push(result)
    if (reporter === "json") continue
    const options = { verbose: args.isSet("verbose"), again: againOf(app, file, args) }
    io.out(`${jobs.length === 1 ? renderRun(result, style, options) : renderRunBriefly(result, style, options)}\n`)
  }
  const suite = suiteOf(results)
  if (reporter === "json") io.out(`${JSON.stringify(suite)}\n`)
  else if (jobs.length > 1) io.out(`${renderSuite(suite, style)}\n`)
  return suite.verdict === "held" ? exitCodes.held : suite.verdict === "broken" ? exitCodes.broken : exitCodes.unknown
}

const reporterOf = (args: Arguments, io: CliIo): "pretty" | "plain" | "json" => {
  const asked = args.text("reporter")
  if (asked === "pretty" || asked === "plain" || asked === "json") return asked
  if (asked !== null) throw new UsageError(`There is no reporter "${asked}"; there are pretty, plain and json.`)
  return io.outIsTerminal && io.env["CI"] === undefined ? "pretty" : "plain"
}

const styleOf = (reporter: string, io: CliIo): Style => {
  const noColour = (io.env["NO_COLOR"] ?? "") !== ""
  return reporter === "pretty" ? prettyStyle(io.columns, !noColour) : plainStyle(io.columns)
}

/** Null when a file is wrong; what is wrong has been told. */
const jobsOf = (app: CliApp, args: Arguments, io: CliIo): Job[] | null => {
  const orders = args.text("orders")
  const given = args.words.length > 0 ? args.words : orders === null ? [] : [app.defaultScenarioFile]
  if (given.length === 0)
    throw new UsageError(`Nothing to run: name scenario files or folders, or give an order book with --orders.`)
  const files = shardOf(findScenarios(given), args.text("shard"))
  const names = { keepNames: args.isSet("keep-names") }
  const asked = orders === null ? null : readOrderBook(orders, names)
  const jobs: Job[] = []
  let wrong = false
  for (const file of files) {
    const { scenario, problems } = readScenario(file, app.vocabulary)
    if (scenario === null) {
      io.err(`${renderProblems(file, problems)}\n`)
      wrong = true
    } else
      jobs.push({ file, scenario: withSeed(scenario, args.text("seed")), book: asked ?? bookOf(file, scenario, names) })
  }
  return wrong ? null : jobs
}

const bookOf = (file: string, { workload }: Scenario, names: { keepNames: boolean }): OrderBook | null => {
  const { orders } = workload
  if (orders.type === "inline") return null
  const book = readOrderBook(orders.type === "named" ? orders.book : bookPath(file, orders.path), names)
  if (orders.hash !== null && !book.hash.startsWith(orders.hash)) {
    throw new UsageError(
      `${file} was written for the order book ${orders.hash}, but its file is now ${book.hash}. Put the right file back, or take the new hash into the scenario.`,
    )
  }
  return book
}

const withSeed = (scenario: Scenario, seed: string | null): Scenario => {
  if (seed === null) return scenario
  const value = Number(seed)
  if (!Number.isInteger(value) || value < 0 || value > 4_294_967_295)
    throw new UsageError(`--seed ${seed}: a seed is a whole number from 0 to 4294967295.`)
  return { ...scenario, world: { ...scenario.world, seed: value } }
}

const shardOf = (files: readonly string[], shard: string | null): readonly string[] => {
  if (shard === null) return files
  const [, i = "", n = ""] = /^(\d+)\/(\d+)$/.exec(shard) ?? []
  if (n === "" || Number(i) < 1 || Number(i) > Number(n))
    throw new UsageError(`--shard ${shard}: write it as I/N with I from 1 to N, such as 2/4.`)
  return files.filter((_file, index) => index % Number(n) === Number(i) - 1)
}

const againOf = (app: CliApp, file: string, args: Arguments): string => {
  const orders = args.text("orders")
  const seed = args.text("seed")
  return `${app.name} run ${file === app.defaultScenarioFile ? "" : file}${orders === null ? "" : ` --orders ${orders}`}${seed === null ? "" : ` --seed ${seed}`}`.replaceAll(
    / {2,}/g,
    " ",
  )
}

const suiteOf = (scenarios: readonly RunResult[]): SuiteResult => {
  const verdicts = scenarios.map((result) => result.verdict)
  const verdict: Verdict = verdicts.includes("broken")
    ? "broken"
    : verdicts.length === 0 || verdicts.includes("unknown")
      ? "unknown"
      : "held"
  if (scenarios.length === 1) return { verdict, digest: scenarios[0]?.digest ?? "", scenarios }
  const lanes = [0x2545f491, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((lane) =>
    scenarios.reduce((hash, result) => mix(hash, hashText(result.digest)), lane),
  )
  return { verdict, digest: lanes.map((lane) => lane.toString(16).padStart(8, "0")).join(""), scenarios }
}
