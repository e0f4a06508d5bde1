/** `mutants`: plants known bugs one by one and hunts each with a campaign; says what was caught, by which invariant and how soon. */
import { existsSync } from "node:fs"
import { mark } from "../report/style.ts"
import { exitCodes, UsageError, type CaughtBug, type CliApp, type CliIo, type Planted } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { huntsByCrew } from "./campaign-crew.ts"
import { numberOf } from "./numbers.ts"
import { workersOf } from "./parts.ts"
import { barShower } from "./progress.ts"
import { reporterOf, styleOf } from "./reporter.ts"

const runsDefault = 2_000
/** By then every kept scenario has been run as it is. */
const cleanRunsMax = 600
const secondsDefault = 60
const reduceRunsMax = 2_000
/** Fewer are hunted before another thread has loaded the rooms. */
const mutantsPerWorker = 8

export const mutantsCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const reporter = reporterOf(args, io)
  const style = styleOf(reporter, io)
  const seed = numberOf(args, "seed", 0, 2_147_483_647) ?? 8
  const runsMax = numberOf(args, "runs", 1, 1_000_000) ?? runsDefault
  const wallMsMax = (numberOf(args, "seconds", 1, 100_000) ?? secondsDefault) * 1_000
  const least = numberOf(args, "min", 0, 100) ?? 0
  const chosen = await chosenOf(app, args)
  const workers = workersOf(args, Math.ceil(chosen.length / mutantsPerWorker))
  const bar = barShower(io, "mutants")
  let ended = 0
  const onEnd = (index: number, one: CaughtBug): void => {
    ended++
    bar.show(ended, chosen.length, () => `${ended} of ${chosen.length} mutants`)
    if (reporter === "json") return
    bar.end()
    io.out(`${mark(style, one.by === null ? "unknown" : "held")} ${idOf(chosen[index]!)}\n    ${fateOf(one)}\n`)
  }
  const input = { seed, runsMax, wallMsMax, reduceRunsMax }
  const caught = await huntsByCrew(app, chosen, input, workers, io.wallMs, onEnd)
  const cleanRuns = Math.min(runsMax, cleanRunsMax)
  const falseAlarms = (await app.campaigns()).falseAlarms(seed, cleanRuns)
  bar.end()
  const killed = caught.filter(({ by }) => by !== null)
  const enough = killed.length * 100 >= least * chosen.length && falseAlarms === 0
  if (reporter === "json") {
    const mutants = caught.map((one, index) => ({
      id: idOf(chosen[index]!),
      room: one.room,
      found: one.by !== null,
      ms: one.wallMs,
      runs: one.runs,
      items: one.items,
      invariant: one.by,
      also: one.also,
      says: one.says,
      reduceMs: one.reduceMs,
      reduceRuns: one.reduceRuns,
    }))
    io.out(`${JSON.stringify({ mutants, cleanRuns, falseAlarms, enough, seed, runsMax })}\n`)
  } else {
    const sound =
      falseAlarms === 0
        ? `the sound ecosystem held in ${cleanRuns} runs`
        : `but the sound ecosystem fails in ${falseAlarms} of ${cleanRuns} runs, so nothing can be said of them`
    io.out(`${killed.length} of ${chosen.length} mutants caught${figuresOf(killed)}; ${sound}.\n`)
    if (killed.length * 100 < least * chosen.length) io.out(`That is less than the ${least} % asked for with --min.\n`)
  }
  return enough ? exitCodes.held : exitCodes.broken
}

/** Those in a module of their own, or all that are known and have one of the words in their name. */
const chosenOf = async (app: CliApp, args: Arguments): Promise<readonly NonNullable<Planted>[]> => {
  const file = args.text("mutant")
  if (file !== null) {
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
    return [{ file }]
  }
  const { mutants } = await app.campaigns()
  const chosen = args.words.length === 0 ? mutants : mutants.filter((name) => args.words.some((w) => name.includes(w)))
  if (chosen.length === 0) throw new UsageError(`No mutant has "${args.words.join('" or "')}" in its name.`)
  return chosen.map((name) => ({ name }))
}

const idOf = (planted: NonNullable<Planted>): string => ("name" in planted ? planted.name : planted.file)

const fateOf = ({ by, also, runs, wallMs, items, says }: CaughtBug): string =>
  by === null
    ? `survived ${runs} runs`
    : `${by}${also.length === 0 ? "" : ` (and ${also.join(", ")})`} in run ${runs}, after ${wallMs} ms, with ${items} ${items === 1 ? "thing" : "things"}: ${says}`

/** Of those that were caught: how soon, and how small what shows them. */
const figuresOf = (killed: readonly CaughtBug[]): string => {
  if (killed.length < 2) return ""
  const sorted = (of: (one: CaughtBug) => number): readonly number[] => killed.map(of).toSorted((a, b) => a - b)
  const at = (list: readonly number[], share: number): number =>
    list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
  const [ms, items] = [sorted(({ wallMs }) => wallMs), sorted((one) => one.items ?? 0)]
  return `, half of them within ${at(ms, 0.5)} ms, nine in ten within ${at(ms, 0.9)} ms, the last after ${at(ms, 1)} ms; half with at most ${at(items, 0.5)} things, nine in ten with at most ${at(items, 0.9)}`
}
