/**
 * Runs tasks in worker threads, each in the next thread that is free; every task ends in an outcome, whatever becomes of its thread.
 *
 * Threads end with the process: an interrupt needs no help from here.
 */
import { Worker, type ResourceLimits } from "node:worker_threads"
import type { RunResult } from "../report/result.ts"
import type { Progress } from "./app.ts"
import type { Task } from "./task.ts"

/** How a task ended: with its result, or with why the program could give none. */
export type Outcome = { readonly result: RunResult } | { readonly failure: string }

/** What a worker tells. */
export type Told =
  | { readonly type: "progress"; readonly progress: Progress }
  | { readonly type: "ended"; readonly outcome: Outcome }

export interface PoolSpec {
  readonly entry: URL
  readonly workers: number
  readonly tasks: readonly Task[]
  readonly onProgress?: (task: number, progress: Progress) => void
  readonly onEnd?: (task: number) => void
  readonly resourceLimits?: ResourceLimits
}

/** One promise for each task, in the tasks' order; they are kept in whatever order the work ends, and none is ever broken. */
export const runInWorkers = (spec: PoolSpec): readonly Promise<Outcome>[] => {
  const waiting = spec.tasks.map((task, index) => ({ task, index, ...Promise.withResolvers<Outcome>() }))
  const outcomes = waiting.map(({ promise }) => promise)
  const limits = spec.resourceLimits === undefined ? {} : { resourceLimits: spec.resourceLimits }

  const employ = (): void => {
    let current = waiting.shift()
    if (current === undefined) return
    const worker = new Worker(spec.entry, limits)
    const end = (outcome: Outcome): void => {
      if (current === undefined) return
      spec.onEnd?.(current.index)
      current.resolve(outcome)
      current = undefined
    }
    worker.on("message", (told: Told) => {
      if (told.type === "progress") {
        if (current !== undefined) spec.onProgress?.(current.index, told.progress)
        return
      }
      end(told.outcome)
      current = waiting.shift()
      worker.postMessage(current?.task ?? null)
    })
    worker.on("error", (error: unknown) => end({ failure: deathOf(error) }))
    worker.on("exit", (code) => {
      end({ failure: `Its worker thread ended with code ${code} before it had answered.` })
      employ()
    })
    worker.postMessage(current.task)
  }

  for (let count = Math.min(spec.workers, waiting.length); count > 0; count--) employ()
  return outcomes
}

const deathOf = (error: unknown): string => {
  if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
    return "Its worker thread ran out of memory. Give each more with node --max-old-space-size=MEGABYTES, and use fewer --workers."
  return `Its worker thread died. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
