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
export type Outcome<Result = RunResult> = { readonly result: Result } | { readonly failure: string }

/** What a worker tells. */
export type Told<Result = RunResult, Step = Progress> =
  | { readonly type: "progress"; readonly progress: Step }
  | { readonly type: "ended"; readonly outcome: Outcome<Result> }

export interface Employment<Job, Result, Step> {
  readonly entry: URL
  readonly workers: number
  /** What a worker that is free does next; with null it goes home. */
  readonly next: () => Job | null
  readonly onProgress: (job: Job, progress: Step) => void
  readonly onEnd: (job: Job, outcome: Outcome<Result>) => void
  readonly resourceLimits?: ResourceLimits
}

/** Kept when all workers have gone home; it is never broken. */
export const employ = async <Job, Result, Step>(spec: Employment<Job, Result, Step>): Promise<void> => {
  const limits = spec.resourceLimits === undefined ? {} : { resourceLimits: spec.resourceLimits }
  const work = (gone: () => void): void => {
    let current = spec.next()
    if (current === null) return gone()
    const worker = new Worker(spec.entry, limits)
    const end = (outcome: Outcome<Result>): void => {
      if (current === null) return
      const ended = current
      current = null
      spec.onEnd(ended, outcome)
    }
    worker.on("message", (told: Told<Result, Step>) => {
      if (told.type === "progress") {
        if (current !== null) spec.onProgress(current, told.progress)
        return
      }
      end(told.outcome)
      current = spec.next()
      worker.postMessage(current)
    })
    worker.on("error", (error: unknown) => end({ failure: deathOf(error) }))
    worker.on("exit", (code) => {
      end({ failure: `Its worker thread ended with code ${code} before it had answered.` })
      work(gone)
    })
    worker.postMessage(current)
  }
  await Promise.all(Array.from({ length: spec.workers }, () => new Promise<void>(work)))
}

export interface PoolSpec {
  readonly entry: URL
  readonly workers: number
  readonly tasks: readonly Task[]
  readonly onProgress?: (task: number, progress: Progress) => void
  readonly onEnd?: (task: number) => void
  readonly resourceLimits?: ResourceLimits
}

/** One promise for each task, in the tasks' order; they are kept in whatever order the work ends, and none is ever broken. */
export const runInWorkers = ({ tasks, onProgress, onEnd, ...spec }: PoolSpec): readonly Promise<Outcome>[] => {
  const outcomes = tasks.map(() => Promise.withResolvers<Outcome>())
  const indices = new Map(tasks.map((task, index) => [task, index]))
  const waiting = [...tasks]
  void employ<Task, RunResult, Progress>({
    ...spec,
    workers: Math.min(spec.workers, tasks.length),
    next: () => waiting.shift() ?? null,
    onProgress: (task, progress) => onProgress?.(indices.get(task)!, progress),
    onEnd: (task, outcome) => {
      const index = indices.get(task)!
      onEnd?.(index)
      outcomes[index]!.resolve(outcome)
    },
  })
  return outcomes.map(({ promise }) => promise)
}

const deathOf = (error: unknown): string => {
  if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
    return "Its worker thread ran out of memory. Give each more with node --max-old-space-size=MEGABYTES, and use fewer --workers."
  return `Its worker thread died. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
