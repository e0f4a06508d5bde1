/** `check`: a campaign of generated scenarios; the first failure is reduced, saved and told in a few lines. */
import { mkdirSync, writeFileSync } from "node:fs"
import { basename, join, relative } from "node:path"
import { againPercentDefault } from "../harness/again.ts"
import type { Found } from "../harness/campaign.ts"
import { savedOf } from "../harness/saved.ts"
import { staleParts } from "../harness/stale.ts"
import { stepsOf } from "../harness/steps.ts"
import { mark } from "../report/style.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { campaignByCrew, type CampaignEnd, type CampaignProgress } from "./campaign-crew.ts"
import { shardOf, workersOf } from "./parts.ts"
import { barShower } from "./progress.ts"
import { savedScenario, staleText } from "./saved-scenario.ts"
import { reporterOf, styleOf } from "./reporter.ts"

const runsDefault = 200
/** Less is done before another thread has loaded the rooms. */
const runsPerWorker = 200
/** Runs that a reduction may take. */
const reduceRunsMax = 2_000
/** So many steps are told; the file has them all. */
const stepsTold = 6

export const checkCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const [file] = args.words
  if (args.words.length > 1)
    throw new UsageError(`check takes one file; "${args.words.slice(1).join(" ")}" is too much.`)
  if (file !== undefined) return checkSaved(app, args, io, file)
  if (args.isSet("twice")) return checkTwice(app, args, io)
  const reporter = reporterOf(args, io)
  const minutes = numberOf(args, "minutes", 1, 10_000)
  const seed = numberOf(args, "seed", 0, 2_147_483_647) ?? 1
  const runsMax = numberOf(args, "runs", 1, 100_000_000) ?? (minutes === null ? runsDefault : 100_000_000)
  const wallMsMax = minutes === null ? null : minutes * 60_000
  const againPercent = numberOf(args, "second-run", 0, 100) ?? againPercentDefault
  const shard = shardOf(args)
  const workers = workersOf(args, Math.ceil(runsMax / runsPerWorker))
  const { invariants } = await app.campaigns()
  const startedMs = io.wallMs()
  const bar = barShower(io, "check")
  const onProgress = (progress: CampaignProgress): void => {
    const ms = io.wallMs() - startedMs
    const [done, total] = wallMsMax === null ? [progress.runs * shard.of, runsMax] : [ms, wallMsMax]
    bar.show(Math.min(done, total), total, () => figuresOf(progress, ms, invariants.length))
  }
  const request = {
    planted: null,
    seed,
    againPercent,
    runsMax,
    wallMsMax,
    reduceRunsMax,
    workers,
    shard,
    wallMs: io.wallMs,
    onProgress,
  }
  const end = await campaignByCrew(app, request)
  bar.end()
  const { tally, found, number } = end
  const never = invariants.filter((id) => (tally.exercised[id] ?? 0) === 0)
  const saved =
    found === null
      ? null
      : await save(app, args, found, `Found by ${app.name} check --seed ${seed} in run ${(number ?? 0) + 1}.`)
  if (reporter === "json") {
    io.out(`${JSON.stringify(jsonOf(end, never, saved))}\n`)
  } else {
    const style = styleOf(reporter, io)
    const totals = `${tally.runs} runs, ${tally.messages} messages, faults acted ${tally.faultsActed} times, ${tally.secondRuns} second runs, ${rateOf(tally.runs, end.wallMs)}, seed ${seed}`
    if (found === null || saved === null) io.out(`${mark(style, "held")} ${totals}: everything held.\n`)
    else io.out(`${failureText(app, found, saved, mark(style, "broken"), totals)}\n`)
    if (never.length > 0) io.out(`Never put to the test in these runs: ${never.join(", ")}.\n`)
  }
  return found === null ? exitCodes.held : exitCodes.broken
}

/** A saved scenario once more: is it still broken, and is everything in it still needed? */
const checkSaved = async (app: CliApp, args: Arguments, io: CliIo, file: string): Promise<number> => {
  const style = styleOf(reporterOf(args, io), io)
  const scenario = savedScenario(await app.vocabulary(), file, "check")
  const campaigns = await app.campaigns()
  const stale = staleParts(campaigns.one(scenario))
  const found = (await campaigns.campaign(null, 0)).reduced(scenario, reduceRunsMax)
  if (found !== null) {
    const saved = await save(app, args, found, `Reduced by ${app.name} check from ${basename(file)}.`)
    io.out(`${failureText(app, found, saved, mark(style, "broken"), "1 run")}\n`)
    return exitCodes.broken
  }
  if (stale.length > 0) io.out(`${mark(style, "unknown")} ${staleText(file, stale)}\n`)
  else io.out(`${mark(style, "held")} ${file} holds.\n`)
  return stale.length > 0 ? exitCodes.unknown : exitCodes.held
}

/** Each scenario twice, the second time in the opposite order: no digest may differ. */
const checkTwice = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const seed = numberOf(args, "seed", 0, 2_147_483_647) ?? 1
  const runs = numberOf(args, "runs", 1, 100_000_000) ?? runsDefault
  const style = styleOf(reporterOf(args, io), io)
  const { twice } = await app.campaigns()
  const bar = barShower(io, "check --twice")
  const { differing } = twice(seed, runs, (done) => bar.show(done, 2 * runs, () => `${done} of ${2 * runs} runs`))
  bar.end()
  if (differing.length === 0)
    io.out(
      `${mark(style, "held")} ${runs} scenarios twice, the second time in the opposite order, seed ${seed}: no digest differs.\n`,
    )
  else
    io.out(
      `${mark(style, "broken")} Of ${runs} scenarios ${differing.length} end otherwise the second time: ${differing.map((n) => n + 1).join(", ")}.\n`,
    )
  return differing.length === 0 ? exitCodes.held : exitCodes.failed
}

const figuresOf = ({ runs, reducing, tally }: CampaignProgress, ms: number, invariants: number): string => {
  if (reducing) return `found in ${runs} runs, reducing`
  const { faultsActed, exercised } = tally()
  const tested = Object.values(exercised).filter((times) => times > 0).length
  return `${runs} runs, ${rateOf(runs, ms)}, faults acted ${faultsActed} times, ${tested} of ${invariants} invariants put to the test`
}

const rateOf = (runs: number, ms: number): string => `${((runs / Math.max(1, ms)) * 1_000).toFixed(1)} runs/s`

/** A flag's whole number within bounds; null when it was not given. */
export const numberOf = (args: Arguments, flag: string, least: number, most: number): number | null => {
  const asked = args.text(flag)
  if (asked === null) return null
  const value = Number(asked)
  if (!/^\d+$/.test(asked) || value < least || value > most)
    throw new UsageError(`--${flag} ${asked}: write a whole number from ${least} to ${most}.`)
  return value
}

const save = async (app: CliApp, args: Arguments, found: Found, from: string): Promise<string> => {
  const folder = args.text("save") ?? "scenarios/regressions"
  const { fileName, text } = savedOf(found, from, await app.vocabulary())
  mkdirSync(folder, { recursive: true })
  const file = join(folder, fileName)
  writeFileSync(file, text)
  return relative(process.cwd(), file)
}

/** At most twelve lines: what broke, the steps to it, the file, and what to do next. */
const failureText = (app: CliApp, found: Found, saved: string, sign: string, totals: string): string => {
  const { failure, reduction } = found
  const steps = stepsOf(reduction.scenario).map(({ says }, index) => `  ${index + 1}. ${says}`)
  const more = steps.length > stepsTold ? [`  … and ${steps.length - stepsTold} more`] : []
  const { itemsBefore, itemsAfter, runs } = reduction
  return [
    `${sign} ${failure.id}: ${failure.says}`,
    ...steps.slice(0, more.length > 0 ? stepsTold - 1 : stepsTold),
    ...more,
    `Found after ${totals}; ${itemsBefore} items became ${itemsAfter} in ${runs} more runs.`,
    `Saved    ${saved}`,
    `Replay   ${app.name} run ${saved}`,
    `Explain  ${app.name} explain ${saved}`,
  ].join("\n")
}

const jsonOf = (end: CampaignEnd, neverExercised: readonly string[], file: string | null) => {
  const { found, tally, wallMs, reduceMs } = end
  const verdict = found === null ? "held" : "broken"
  const totals = { verdict, ...tally, wallMs, reduceMs, neverExercised }
  if (found === null) return { ...totals, found: null }
  const { itemsBefore, itemsAfter, runs, minimal, scenario } = found.reduction
  const reduction = { itemsBefore, itemsAfter, runs, minimal, steps: stepsOf(scenario).map(({ says }) => says) }
  return { ...totals, found: { ...found.failure, file, ...reduction } }
}
