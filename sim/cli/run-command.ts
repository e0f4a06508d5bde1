/** `run`: scenarios in virtual time, their verdicts and figures. */
import { renderRun, renderRunBriefly, renderSuite } from "../report/console.ts"
import type { Failure, RunResult, SuiteResult, Verdict } from "../report/result.ts"
import { findScenarios } from "../scenario/read-scenario.ts"
import { hashText, mix } from "../world/hash.ts"
import { exitCodes, explain, isUsage, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { shardOf, workersOf } from "./parts.ts"
import { runInWorkers, type Outcome } from "./pool.ts"
import { progressShower, suiteProgressShower } from "./progress.ts"
import { reporterOf, styleOf } from "./reporter.ts"
import { taskReader, type Job, type Task } from "./task.ts"

export const runCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const reporter = reporterOf(args, io)
  // Pipes and CI jobs have to end by themselves.
  const isOpen = args.isSet("open") || (args.isSet("open-on-terminal") && io.outIsTerminal && io.errIsTerminal)
  const tasks = tasksOf(app, args, reporter === "json" && !isOpen ? null : "runs")
  const workers = workersOf(args, tasks.length)
  const jobs = await jobsOf(app, tasks, io)
  if (jobs === null) return exitCodes.usage
  const style = styleOf(reporter, io)
  const results: RunResult[] = []
  const failures: Failure[] = []
  const opened = isOpen ? await openNow(app, io, tasks) : null
  // This thread has to answer the browser.
  const { outcomes, hideProgress } = workers > 1 || isOpen ? elsewhere(app, jobs, workers, io) : here(app, jobs, io)
  for (const [index, { file }] of tasks.entries()) {
    const outcome = await outcomes(index)
    hideProgress()
    if ("failure" in outcome) {
      failures.push({ file, says: outcome.failure })
      io.err(
        `Sorry: ${app.name} itself failed on ${file}. Please report this with the command that you gave.\n\n${outcome.failure}\n`,
      )
      continue
    }
    const { result } = outcome
    results.push(result)
    if (reporter === "json") continue
    const options = { verbose: args.isSet("verbose"), again: againOf(app, file, args) }
    io.out(`${tasks.length === 1 ? renderRun(result, style, options) : renderRunBriefly(result, style, options)}\n`)
  }
  const suite = suiteOf(results, failures)
  if (reporter === "json") io.out(`${JSON.stringify(suite)}\n`)
  else if (tasks.length > 1) io.out(`${renderSuite(suite, style)}\n`)
  await opened?.stay()
  if (!isOpen && args.isSet("open-on-terminal") && results[0]?.runFile != null)
    io.err(`To look at it: npm run --silent ${app.name} -- replay ${results[0].runFile}\n`)
  if (failures.length > 0) return exitCodes.failed
  return suite.verdict === "held" ? exitCodes.held : suite.verdict === "broken" ? exitCodes.broken : exitCodes.unknown
}

/** Loaded only when somebody wants to look. */
const openNow = async (app: CliApp, io: CliIo, tasks: readonly Task[]) => {
  const { openWhileRunning } = await import("./open-while-running.ts")
  return openWhileRunning(app, io, tasks[0]!.out!, tasks.length === 1)
}

interface Work {
  /** How a task ended; asked for in the tasks' order. */
  readonly outcomes: (index: number) => Promise<Outcome>
  readonly hideProgress: () => void
}

/** One after the other, in this process. */
const here = (app: CliApp, jobs: readonly Job[], io: CliIo): Work => {
  let hide = () => {}
  const outcomes = async (index: number): Promise<Outcome> => {
    const job = jobs[index]
    if (job === undefined) throw new RangeError(`There is no task ${index}.`)
    const progress = progressShower(io, job.scenario.name)
    hide = progress.end
    try {
      return { result: await app.run({ ...job, onProgress: progress.show }) }
    } catch (error) {
      return { failure: explain(error) }
    }
  }
  return { outcomes, hideProgress: () => hide() }
}

/** Several at a time, in threads of their own. */
const elsewhere = (app: CliApp, jobs: readonly Job[], workers: number, io: CliIo): Work => {
  const progress = suiteProgressShower(
    io,
    jobs.map((job) => job.scenario.name),
  )
  // Only what was asked for crosses over: each thread reads its files itself.
  const tasks = jobs.map(({ file, orders, seed, keepNames, out }): Task => ({ file, orders, seed, keepNames, out }))
  const promises = runInWorkers({
    entry: app.workerEntry,
    workers,
    tasks,
    onProgress: progress.show,
    onEnd: progress.ended,
  })
  const outcomes = async (index: number): Promise<Outcome> =>
    (await promises[index]) ?? { failure: `There is no task ${index}.` }
  return { outcomes, hideProgress: progress.hide }
}

const tasksOf = (app: CliApp, args: Arguments, folder: string | null): readonly Task[] => {
  const orders = args.text("orders")
  const usual = bookScenarioOf(app, args)
  const given = args.words.length > 0 ? args.words : orders === null ? [] : [usual]
  if (given.length === 0)
    throw new UsageError(`Nothing to run: name scenario files or folders, or give an order book with --orders.`)
  const seed = seedOf(args.text("seed"))
  const out = args.text("out") ?? folder
  const keepNames = args.isSet("keep-names")
  const { index, of } = shardOf(args)
  const files = findScenarios(given).filter((_file, at) => at % of === index)
  return files.map((file) => ({ file, orders, seed, keepNames, out }))
}

/** What an order book runs in when no scenario is named. */
const bookScenarioOf = (app: CliApp, args: Arguments): string => {
  if (!args.isSet("deviations")) return app.defaultScenarioFile
  if (args.words.length > 0 || args.text("orders") === null)
    throw new UsageError("--deviations goes with --orders BOOK and no scenario: scenarios say their own deviations.")
  return app.deviationsFile
}

/** Null when a file is wrong; what is wrong has been told. Everything is read before anything runs, so mistakes are told at once. */
const jobsOf = async (app: CliApp, tasks: readonly Task[], io: CliIo): Promise<readonly Job[] | null> => {
  const read = taskReader(await app.vocabulary())
  const jobs = tasks.flatMap((task) => {
    try {
      return [read(task)]
    } catch (error) {
      if (!isUsage(error)) throw error
      io.err(`${error.message}\n`)
      return []
    }
  })
  return jobs.length < tasks.length ? null : jobs
}

const seedOf = (seed: string | null): number | null => {
  if (seed === null) return null
  const value = Number(seed)
  if (!/^\d+$/.test(seed) || value > 4_294_967_295)
    throw new UsageError(`--seed ${seed}: a seed is a whole number from 0 to 4294967295.`)
  return value
}

const againOf = (app: CliApp, file: string, args: Arguments): string => {
  const orders = args.text("orders")
  const seed = args.text("seed")
  const usual = file === app.defaultScenarioFile || args.isSet("deviations")
  return `${app.name} run ${usual ? "" : file}${orders === null ? "" : ` --orders ${orders}`}${args.isSet("deviations") ? " --deviations" : ""}${seed === null ? "" : ` --seed ${seed}`}`.replaceAll(
    / {2,}/g,
    " ",
  )
}

const suiteOf = (scenarios: readonly RunResult[], failures: readonly Failure[]): SuiteResult => {
  const verdicts = scenarios.map((result) => result.verdict)
  const verdict: Verdict = verdicts.includes("broken")
    ? "broken"
    : verdicts.length === 0 || failures.length > 0 || verdicts.includes("unknown")
      ? "unknown"
      : "held"
  const failed = failures.length === 0 ? {} : { failures }
  if (scenarios.length === 1) return { verdict, digest: scenarios[0]?.digest ?? "", scenarios, ...failed }
  const lanes = [0x2545f491, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((lane) =>
    scenarios.reduce((hash, result) => mix(hash, hashText(result.digest)), lane),
  )
  const digest = lanes.map((lane) => lane.toString(16).padStart(8, "0")).join("")
  return { verdict, digest, scenarios, ...failed }
}
