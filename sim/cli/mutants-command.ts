/** `mutants`: plants known bugs one by one and hunts each with a campaign; says what was caught, by which invariant and how soon. */
import type { Caught } from "../harness/hunt.ts"
import { mark } from "../report/style.ts"
import { numberOf } from "./check-command.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { barShower } from "./progress.ts"
import { reporterOf, styleOf } from "./reporter.ts"

const runsDefault = 40

export const mutantsCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const reporter = reporterOf(args, io)
  const style = styleOf(reporter, io)
  const seed = numberOf(args, "seed", 0, 2_147_483_647) ?? 8
  const runsMax = numberOf(args, "runs", 1, 1_000_000) ?? runsDefault
  const least = numberOf(args, "min", 0, 100) ?? 0
  const { mutants, hunt } = await app.campaigns()
  const chosen =
    args.words.length === 0 ? mutants : mutants.filter((name) => args.words.some((word) => name.includes(word)))
  if (chosen.length === 0) throw new UsageError(`No mutant has "${args.words.join('" or "')}" in its name.`)
  const sound = hunt(null, { seed, runsMax, wallMs: io.wallMs })
  if (sound.by !== null) {
    io.err(
      `The sound ecosystem breaks ${sound.by} in the same campaign, so nothing can be said of mutants: ${sound.says}\n`,
    )
    return exitCodes.broken
  }
  const bar = barShower(io, "mutants")
  const caught: Caught[] = []
  for (const [index, name] of chosen.entries()) {
    bar.show(index, chosen.length, () => `${index} of ${chosen.length} mutants, now ${name}`)
    const one = hunt(name, { seed, runsMax, wallMs: io.wallMs })
    caught.push(one)
    if (reporter === "json") continue
    bar.end()
    const by = one.by === null ? `survived ${one.runs} runs` : `${one.by} in run ${one.runs}: ${one.says}`
    io.out(`${mark(style, one.by === null ? "unknown" : "held")} ${name}\n    ${by}\n`)
  }
  bar.end()
  const killed = caught.filter(({ by }) => by !== null).length
  const enough = killed * 100 >= least * chosen.length
  if (reporter === "json") {
    io.out(`${JSON.stringify({ mutants: chosen.length, killed, enough, seed, runsMax, sound, caught })}\n`)
  } else {
    io.out(`${killed} of ${chosen.length} mutants caught; the sound ecosystem held in ${sound.runs} runs.\n`)
    if (!enough) io.out(`That is less than the ${least} % asked for with --min.\n`)
  }
  return enough ? exitCodes.held : exitCodes.broken
}
