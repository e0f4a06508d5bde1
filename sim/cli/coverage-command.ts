/** `coverage`: runs scenarios and says what of every room they reached. */
import { basisPoints } from "../harness/coverage/coverage.ts"
import { renderCoverage, renderMissing } from "../harness/coverage/render.ts"
import { percent } from "../report/figures.ts"
import { findScenarios } from "../scenario/read-scenario.ts"
import { exitCodes, isUsage, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { reporterOf, styleOf } from "./reporter.ts"
import { taskReader, type Job } from "./task.ts"

export const coverageCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  if (args.words.length === 0) throw new UsageError("Nothing to run: name scenario files or folders.")
  const reporter = reporterOf(args, io)
  const least = leastOf(args.text("min"))
  const files = findScenarios(args.words)
  const jobs = readAll(files, taskReader(await app.vocabulary()), io)
  if (jobs === null) return exitCodes.usage
  const cover = await app.cover()
  const notHeld = jobs.filter((job) => cover.run(job) !== "held").map(({ file }) => file)
  const coverage = cover.coverage()
  const enough = basisPoints(coverage.all) >= least
  if (reporter === "json") {
    io.out(`${JSON.stringify({ scenarios: files.length, notHeld, enough, ...coverage })}\n`)
    return enough ? exitCodes.held : exitCodes.broken
  }
  const style = styleOf(reporter, io)
  const { reached, of } = coverage.all
  io.out(`${renderCoverage(coverage, style)}\n\n`)
  if (args.isSet("missing")) io.out(renderMissing(coverage, style))
  const scenarios = files.length === 1 ? "1 scenario reaches" : `${files.length} scenarios reach`
  io.out(`${scenarios} ${reached} of ${of}, ${percent(basisPoints(coverage.all) / 10_000)}.\n`)
  for (const file of notHeld) io.out(`${file} did not hold: see what run says of it.\n`)
  if (!enough) io.out(`That is less than the ${percent(least / 10_000)} asked for with --min.\n`)
  return enough ? exitCodes.held : exitCodes.broken
}

/** Null when a file is wrong; what is wrong has been told. */
const readAll = (files: readonly string[], read: ReturnType<typeof taskReader>, io: CliIo): readonly Job[] | null => {
  const jobs = files.flatMap((file) => {
    try {
      return [read({ file, orders: null, seed: null, keepNames: false, out: null })]
    } catch (error) {
      if (!isUsage(error)) throw error
      io.err(`${error.message}\n`)
      return []
    }
  })
  return jobs.length < files.length ? null : jobs
}

/** In hundredths of a percent. */
const leastOf = (asked: string | null): number => {
  if (asked === null) return 0
  const percentage = Number(asked.replace(/ ?%$/u, ""))
  if (!/^\d+(\.\d{1,2})?( ?%)?$/u.test(asked) || percentage > 100)
    throw new UsageError(`--min ${asked}: write a percentage from 0 to 100, with up to two decimals.`)
  return Math.round(percentage * 100)
}
