/** What a check has found: saved as a scenario file, told in a few lines, and as JSON. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import type { Found } from "../harness/campaign.ts"
import { savedOf } from "../harness/saved.ts"
import { stepsOf } from "../harness/steps.ts"
import type { CliApp } from "./app.ts"
import type { Arguments } from "./arguments.ts"

/** Runs that a reduction may take. */
export const reduceRunsMax = 2_000
/** So many steps are told; the file has them all. */
const stepsTold = 6

/** Answers the file's name. */
export const save = async (app: CliApp, args: Arguments, found: Found, from: string): Promise<string> => {
  const folder = args.text("save") ?? "scenarios/regressions"
  const { fileName, text } = savedOf(found, from, await app.vocabulary())
  mkdirSync(folder, { recursive: true })
  const file = join(folder, fileName)
  writeFileSync(file, text)
  return relative(process.cwd(), file)
}

/** At most twelve lines: what broke, the steps to it, the file, and what to do next. */
export const failureText = (app: CliApp, found: Found, saved: string, sign: string, totals: string): string => {
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

/** `file` is where it was saved. */
export const foundJson = ({ failure, reduction }: Found, file: string | null) => {
  const { itemsBefore, itemsAfter, runs, minimal, scenario } = reduction
  return { ...failure, file, itemsBefore, itemsAfter, runs, minimal, steps: stepsOf(scenario).map(({ says }) => says) }
}
