/** `check`: a campaign of generated scenarios; the first failure is reduced, saved and told in a few lines. */
import { againPercentDefault } from "../harness/again.ts"
import { mark } from "../report/style.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { campaignByCrew, type CampaignEnd, type CampaignProgress } from "./campaign-crew.ts"
import { checkExhaustive } from "./check-exhaustive.ts"
import { failureText, foundJson, reduceRunsMax, save } from "./check-found.ts"
import { reachedOf, reachedText, type ReachedAccount } from "./check-reached.ts"
import { checkSaved } from "./check-saved.ts"
import { checkTwice } from "./check-twice.ts"
import { numberOf, rateOf, runsDefault, seedOf } from "./numbers.ts"
import { shardOf, workersOf } from "./parts.ts"
import { barShower } from "./progress.ts"
import { reporterOf, styleOf } from "./reporter.ts"

/** Less is done before another thread has loaded the rooms. */
const runsPerWorker = 200

export const checkCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const [file] = args.words
  if (args.words.length > 1)
    throw new UsageError(`check takes one file; "${args.words.slice(1).join(" ")}" is too much.`)
  if (args.isSet("exhaustive")) return checkExhaustive(app, args, io, file ?? null)
  if (file !== undefined) return checkSaved(app, args, io, file)
  if (args.isSet("twice")) return checkTwice(app, args, io)
  const reporter = reporterOf(args, io)
  const minutes = numberOf(args, "minutes", 1, 10_000)
  const seed = seedOf(args)
  const runsMax = numberOf(args, "runs", 1, 100_000_000) ?? (minutes === null ? runsDefault : 100_000_000)
  const wallMsMax = minutes === null ? null : minutes * 60_000
  const againPercent = numberOf(args, "second-run", 0, 100) ?? againPercentDefault
  const shard = shardOf(args)
  const workers = workersOf(args, Math.ceil(runsMax / runsPerWorker))
  const { invariants, sometimes } = await app.campaigns()
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
    small: null,
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
  const reached = reachedOf(sometimes, tally)
  const saved =
    found === null
      ? null
      : await save(app, args, found, `Found by ${app.name} check --seed ${seed} in run ${(number ?? 0) + 1}.`)
  if (reporter === "json") {
    io.out(`${JSON.stringify(jsonOf(end, never, reached, saved))}\n`)
  } else {
    const style = styleOf(reporter, io)
    const totals = `${tally.runs} runs, ${tally.messages} messages, faults acted ${tally.faultsActed} times, ${tally.secondRuns} second runs, ${rateOf(tally.runs, end.wallMs)}, seed ${seed}`
    const verdict = reached.enough ? "held" : "unknown"
    if (found === null || saved === null) io.out(`${mark(style, verdict)} ${totals}: everything held.\n`)
    else io.out(`${failureText(app, found, saved, mark(style, "broken"), totals)}\n`)
    if (never.length > 0) io.out(`Never put to the test in these runs: ${never.join(", ")}.\n`)
    if (found === null) io.out(reachedText(reached))
  }
  // A campaign that has not come across what it must has not failed, and says less than it seems to.
  return found !== null ? exitCodes.broken : reached.enough ? exitCodes.held : exitCodes.unknown
}

const figuresOf = ({ runs, reducing, tally }: CampaignProgress, ms: number, invariants: number): string => {
  if (reducing) return `found in ${runs} runs, reducing`
  const { faultsActed, exercised } = tally()
  const tested = Object.values(exercised).filter((times) => times > 0).length
  return `${runs} runs, ${rateOf(runs, ms)}, faults acted ${faultsActed} times, ${tested} of ${invariants} invariants put to the test`
}

const jsonOf = (
  end: CampaignEnd,
  neverExercised: readonly string[],
  { reached, neverReached, enough }: ReachedAccount,
  file: string | null,
) => {
  const { found, tally, wallMs, reduceMs } = end
  const verdict = found !== null ? "broken" : enough ? "held" : "unknown"
  const totals = { verdict, ...tally, wallMs, reduceMs, neverExercised, reached, neverReached }
  return { ...totals, found: found === null ? null : foundJson(found, file) }
}
