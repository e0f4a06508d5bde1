/**
 * `check --exhaustive`: every placement of at most two faults on the messages of at most two orders. It says first how many there are,
 * and in the end how many of them were run and how many of those were another than all before.
 */
import { accountOf, isSmall, smallOrdersMax, type Small } from "../harness/exhaustive.ts"
import { familySize } from "../harness/family.ts"
import { placedKinds } from "../harness/placements.ts"
import { mark } from "../report/style.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { campaignByCrew, type CampaignProgress } from "./campaign-crew.ts"
import { failureText, foundJson, reduceRunsMax, save } from "./check-found.ts"
import { numberOf, rateOf, seedOf } from "./numbers.ts"
import { shardOf, workersOf } from "./parts.ts"
import { barShower } from "./progress.ts"
import { reporterOf, styleOf } from "./reporter.ts"
import { savedScenario } from "./saved-scenario.ts"

/** Less is done before another thread has loaded the rooms. */
const runsPerWorker = 500

export const checkExhaustive = async (
  app: CliApp,
  args: Arguments,
  io: CliIo,
  file: string | null,
): Promise<number> => {
  const reporter = reporterOf(args, io)
  const style = styleOf(reporter, io)
  const seed = seedOf(args)
  const minutes = numberOf(args, "minutes", 1, 10_000)
  const wallMsMax = minutes === null ? null : minutes * 60_000
  const shard = shardOf(args)
  const small = await smallOf(app, args, file)
  const { placements } = await (await app.campaigns()).exhaustive(null, seed, small)
  const { messages, singles, pairs, all } = placements
  const runsMax = Math.min(all, numberOf(args, "runs", 1, 100_000_000) ?? all)
  const inShard = shardSize(runsMax, shard)
  if (reporter !== "json")
    io.out(
      `${all} placements of ${placedKinds.join(", ")} on ${messages} messages: 1 of no fault, ${singles} of one, ${pairs} of two.${inShard < all ? ` ${inShard} of them are to be run.` : ""}\n`,
    )
  const startedMs = io.wallMs()
  const bar = barShower(io, "check --exhaustive")
  const onProgress = ({ runs, reducing }: CampaignProgress): void => {
    const ms = io.wallMs() - startedMs
    // What ends first: the placements or the time.
    const share = Math.max(runs / inShard, wallMsMax === null ? 0 : ms / wallMsMax)
    const figures = reducing
      ? `found in ${runs} runs, reducing`
      : `${runs} of ${inShard} placements, ${rateOf(runs, ms)}`
    bar.show(Math.min(1, share), 1, () => figures)
  }
  const workers = workersOf(args, Math.ceil(inShard / runsPerWorker))
  const budgets = { runsMax, wallMsMax, reduceRunsMax, workers, shard, wallMs: io.wallMs, onProgress }
  const end = await campaignByCrew(app, { planted: null, seed, againPercent: 0, small, ...budgets })
  bar.end()
  const { found, number, tally, wallMs } = end
  const { ran, stale, equivalent } = accountOf(end.ran)
  const from = `Found by ${app.name} check --exhaustive --seed ${seed}, placement ${number ?? 0}.`
  const saved = found === null ? null : await save(app, args, found, from)
  if (reporter === "json") {
    const counts = { placements: { messages, singles, pairs, all, ran, stale, equivalent }, ...tally }
    const told = found === null ? null : foundJson(found, saved)
    const verdict = found === null ? "held" : "broken"
    io.out(`${JSON.stringify({ verdict, ...counts, wallMs, reduceMs: end.reduceMs, found: told })}\n`)
  } else {
    const totals = `${ran} of ${all} placements, ${rateOf(ran, wallMs)}`
    if (found !== null && saved !== null) io.out(`${failureText(app, found, saved, mark(style, "broken"), totals)}\n`)
    else
      io.out(
        `${mark(style, "held")} ${totals}: everything held.\n${equivalent} took the course of another one before; ${staleText(stale, small)}.\n`,
      )
  }
  return found === null ? exitCodes.held : exitCodes.broken
}

/** A fault alone always meets its message: it is one that was sent without any. */
const staleText = (stale: number, { faultsMax }: Small): string =>
  faultsMax === 1
    ? `in ${stale} the fault met nothing`
    : `in ${stale} a fault met nothing, because another had kept its message from being sent`

const smallOf = async (app: CliApp, args: Arguments, file: string | null): Promise<Small> => {
  const faultsMax = numberOf(args, "faults", 1, 2) ?? 2
  if (file === null) return { scenario: null, faultsMax }
  const scenario = savedScenario(await app.vocabulary(), file, "check --exhaustive")
  if (!isSmall(scenario))
    throw new UsageError(`${file} has more than ${smallOrdersMax} orders: too many to place faults everywhere.`)
  return { scenario, faultsMax }
}

/** Work is handed out in runs of as many as a family has. */
const shardSize = (runs: number, { index, of }: { readonly index: number; readonly of: number }): number => {
  let size = 0
  for (let from = index * familySize; from < runs; from += of * familySize) size += Math.min(familySize, runs - from)
  return size
}
