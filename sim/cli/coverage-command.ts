/** `coverage`: runs scenarios, kept or drawn, and says what of every room they reached and which messages met which faults. */
import { basisPoints, type Share } from "../harness/coverage/coverage.ts"
import { renderCoverage, renderFaults, renderMissing } from "../harness/coverage/render.ts"
import { percent } from "../report/figures.ts"
import { heading } from "../report/style.ts"
import { findScenarios } from "../scenario/read-scenario.ts"
import { exitCodes, isUsage, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { numberOf, seedOf } from "./numbers.ts"
import { barShower } from "./progress.ts"
import { reporterOf, styleOf } from "./reporter.ts"
import { taskReader, type Job } from "./task.ts"

export const coverageCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const drawn = numberOf(args, "runs", 1, 1_000_000) ?? 0
  if (args.words.length === 0 && drawn === 0)
    throw new UsageError("Nothing to run: name scenario files or folders, or say with --runs how many are to be drawn.")
  const reporter = reporterOf(args, io)
  const least = leastOf(args, "min")
  const leastCells = leastOf(args, "min-cells")
  const seed = seedOf(args)
  const files = args.words.length === 0 ? [] : findScenarios(args.words)
  const jobs = readAll(files, taskReader(await app.vocabulary()), io)
  if (jobs === null) return exitCodes.usage
  const cover = await app.cover()
  const notHeld: (string | null)[] = jobs.filter((job) => cover.run(job) !== "held").map(({ file }) => file)
  const bar = barShower(io, "coverage")
  for (let number = 0; number < drawn; number++) {
    bar.show(number, drawn, () => `${number} of ${drawn} drawn scenarios`)
    if (cover.drawn(seed, number) === "broken") notHeld.push(`Number ${number + 1} of seed ${seed}`)
  }
  bar.end()
  const coverage = cover.coverage()
  const { all, faults } = coverage
  const enough = basisPoints(all) >= least && basisPoints(faults.all) >= leastCells
  const count = files.length + drawn
  if (reporter === "json") {
    io.out(`${JSON.stringify({ scenarios: count, notHeld, enough, ...coverage })}\n`)
    return enough ? exitCodes.held : exitCodes.broken
  }
  const style = styleOf(reporter, io)
  io.out(`${renderCoverage(coverage, style)}\n\n`)
  io.out(`${heading(style, "Messages that met faults")}\n${renderFaults(faults, style)}\n\n`)
  if (args.isSet("missing")) io.out(renderMissing(coverage, style))
  const scenarios = count === 1 ? "1 scenario reaches" : `${count} scenarios reach`
  io.out(`In ${faults.all.reached} of ${faults.all.of} cells, ${shareText(faults.all)}, a message met a fault.\n`)
  io.out(`${scenarios} ${all.reached} of ${all.of}, ${shareText(all)}.\n`)
  for (const file of notHeld) io.out(`${file} did not hold: see what ${drawn > 0 ? "check" : "run"} says of it.\n`)
  if (basisPoints(all) < least) io.out(`That is less than the ${percent(least / 10_000)} asked for with --min.\n`)
  if (basisPoints(faults.all) < leastCells)
    io.out(`Fewer messages met faults than the ${percent(leastCells / 10_000)} asked for with --min-cells.\n`)
  return enough ? exitCodes.held : exitCodes.broken
}

const shareText = (share: Share): string => percent(basisPoints(share) / 10_000)

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
const leastOf = (args: Arguments, flag: string): number => {
  const asked = args.text(flag)
  if (asked === null) return 0
  const percentage = Number(asked.replace(/ ?%$/u, ""))
  if (!/^\d+(\.\d{1,2})?( ?%)?$/u.test(asked) || percentage > 100)
    throw new UsageError(`--${flag} ${asked}: write a percentage from 0 to 100, with up to two decimals.`)
  return Math.round(percentage * 100)
}
