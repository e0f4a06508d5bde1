/** How work is divided: among threads of this machine (`--workers`), among machines (`--shard`). Neither changes what comes out. */
import { availableParallelism } from "node:os"
import { UsageError } from "./app.ts"
import type { Arguments } from "./arguments.ts"

export interface Shard {
  /** From 0. */
  readonly index: number
  readonly of: number
}

/** How many threads are worth it for so many tasks. */
export const workersOf = (args: Arguments, tasks: number): number => {
  const asked = args.text("workers")
  if (asked !== null && !/^[1-9]\d{0,3}$/.test(asked))
    throw new UsageError(`--workers ${asked}: write a whole number from 1 to 9999; 1 runs everything in this process.`)
  return Math.min(asked === null ? availableParallelism() : Number(asked), tasks)
}

export const shardOf = (args: Arguments): Shard => {
  const shard = args.text("shard")
  if (shard === null) return { index: 0, of: 1 }
  const [, i = "", n = ""] = /^(\d+)\/(\d+)$/.exec(shard) ?? []
  if (n === "" || Number(i) < 1 || Number(i) > Number(n))
    throw new UsageError(`--shard ${shard}: write it as I/N with I from 1 to N, such as 2/4.`)
  return { index: Number(i) - 1, of: Number(n) }
}
