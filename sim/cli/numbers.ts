/** Numbers on the command line, and as they are told. */
import { UsageError } from "./app.ts"
import type { Arguments } from "./arguments.ts"

/** Scenarios of a campaign. */
export const runsDefault = 200

/** Where the generator starts. */
export const seedOf = (args: Arguments): number => numberOf(args, "seed", 0, 2_147_483_647) ?? 1

/** A flag's whole number within bounds; null when it was not given. */
export const numberOf = (args: Arguments, flag: string, least: number, most: number): number | null => {
  const asked = args.text(flag)
  if (asked === null) return null
  const value = Number(asked)
  if (!/^\d+$/.test(asked) || value < least || value > most)
    throw new UsageError(`--${flag} ${asked}: write a whole number from ${least} to ${most}.`)
  return value
}

export const rateOf = (runs: number, ms: number): string => `${((runs / Math.max(1, ms)) * 1_000).toFixed(1)} runs/s`
