/**
 * A campaign or hunts by several workers. What is found and counted does not depend on how many they are: numbers are handed out in
 * order, the lowest that fails is what was found, and nothing counts that comes after it.
 */
import type { Found, Part } from "../harness/campaign.ts"
import type { Ran, Small } from "../harness/exhaustive.ts"
import { familySize } from "../harness/family.ts"
import { added, nothing, type Tally } from "../harness/tally.ts"
import type { CaughtBug, CliApp, Planted } from "./app.ts"
import {
  campaignAnswers,
  type CampaignAnswer,
  type CampaignStep,
  type CampaignTask,
  type HuntRequest,
} from "./campaign-tasks.ts"
import { employ, type Employment, type Outcome } from "./pool.ts"

export interface CampaignRequest {
  readonly planted: Planted
  readonly seed: number
  /** Of a hundred scenarios with faults so many are run a second time. */
  readonly againPercent: number
  /** Placements of faults on this instead of generated scenarios; null for those. */
  readonly small: Small | null
  readonly runsMax: number
  /** Wall ms after which nothing further is begun; null for none. */
  readonly wallMsMax: number | null
  readonly reduceRunsMax: number
  readonly workers: number
  /** Only the families of this part: those whose number, divided by `of`, leaves `index`. */
  readonly shard: { readonly index: number; readonly of: number }
  readonly wallMs: () => number
  readonly onProgress: (progress: CampaignProgress) => void
}

export interface CampaignProgress {
  readonly runs: number
  readonly reducing: boolean
  readonly tally: () => Tally
}

export interface CampaignEnd {
  readonly tally: Tally
  /** Of placements: how each went, in the order of their numbers. */
  readonly ran: readonly Ran[]
  /** The number, from 0, of the scenario that failed. */
  readonly number: number | null
  readonly found: Found | null
  /** Until the failing scenario was found, or until all were run; the reduction comes on top. */
  readonly wallMs: number
  readonly reduceMs: number
}

export const campaignByCrew = async (app: CliApp, request: CampaignRequest): Promise<CampaignEnd> => {
  const { planted, seed, againPercent, small, runsMax, shard, wallMs, onProgress } = request
  const startedMs = wallMs()
  const parts = new Map<number, Part>()
  const families = Math.ceil(runsMax / familySize)
  let next = shard.index
  let open = 0
  let failed: number | null = null
  let found: Found | null = null
  let foundMs: number | null = null
  let failure: string | null = null
  const familyOf = (number: number): number => Math.floor(number / familySize)
  let runs = 0
  const tell = (reducing: boolean): void =>
    onProgress({ runs, reducing, tally: () => [...parts.values()].map(({ tally }) => tally).reduce(added, nothing) })
  const isOver = (): boolean =>
    failed !== null ||
    failure !== null ||
    next >= families ||
    (request.wallMsMax !== null && wallMs() - startedMs >= request.wallMsMax)

  await employed<CampaignTask>(app, request.workers, wallMs, {
    next: () => {
      if (!isOver()) {
        const from = next * familySize
        next += shard.of
        open++
        return { do: "part", planted, seed, againPercent, small, from, to: Math.min(from + familySize, runsMax) }
      }
      if (open > 0 || failed === null || foundMs !== null || failure !== null) return null
      foundMs = wallMs()
      return { do: "reduce", planted, seed, againPercent, small, number: failed, runsMax: request.reduceRunsMax }
    },
    onProgress: () => tell(true),
    onEnd: (task, outcome) => {
      if (task.do === "part") open--
      if ("failure" in outcome) failure ??= outcome.failure
      else if (task.do === "part" && outcome.result.do === "part") {
        const { part } = outcome.result
        parts.set(familyOf(task.from), part)
        runs += part.tally.runs
        if (part.failed !== null) failed = Math.min(failed ?? part.failed, part.failed)
        tell(false)
      } else if (outcome.result.do === "reduce") ({ found } = outcome.result)
    },
  })
  if (failure !== null) throw new Error(failure)
  const endMs = wallMs()
  const counted = [...parts]
    .filter(([family]) => failed === null || family <= familyOf(failed))
    .toSorted(([a], [b]) => a - b)
    .map(([, part]) => part)
  return {
    tally: counted.map(({ tally }) => tally).reduce(added, nothing),
    ran: counted.flatMap(({ ran }) => ran ?? []),
    number: failed,
    found,
    wallMs: Math.round((foundMs ?? endMs) - startedMs),
    reduceMs: Math.round(endMs - (foundMs ?? endMs)),
  }
}

/** Hunts each of several mutants; answers in their order. */
export const huntsByCrew = async (
  app: CliApp,
  planted: readonly Planted[],
  input: HuntRequest,
  workers: number,
  wallMs: () => number,
  onEnd: (index: number, caught: CaughtBug) => void,
): Promise<readonly CaughtBug[]> => {
  const caught: CaughtBug[] = []
  const indices = new Map<CampaignTask, number>()
  let next = 0
  let failure: string | null = null
  await employed<CampaignTask>(app, Math.min(workers, planted.length), wallMs, {
    next: () => {
      const one = planted[next]
      if (one === undefined || failure !== null) return null
      const task: CampaignTask = { do: "hunt", planted: one, input }
      indices.set(task, next++)
      return task
    },
    onProgress: () => {},
    onEnd: (task, outcome) => {
      const index = indices.get(task)!
      if ("failure" in outcome) failure ??= `${describe(planted[index])}: ${outcome.failure}`
      else if (outcome.result.do === "hunt") {
        caught[index] = outcome.result.caught
        onEnd(index, outcome.result.caught)
      }
    },
  })
  if (failure !== null) throw new Error(failure)
  return caught
}

const describe = (planted: Planted | undefined): string =>
  planted === undefined || planted === null ? "The sound ecosystem" : "name" in planted ? planted.name : planted.file

/** By worker threads, or in this one when one is enough. */
const employed = async <Task extends CampaignTask>(
  app: CliApp,
  workers: number,
  wallMs: () => number,
  how: Pick<Employment<Task, CampaignAnswer, CampaignStep>, "next" | "onProgress" | "onEnd">,
): Promise<void> => {
  if (workers > 1) return employ({ ...how, entry: app.campaignWorkerEntry, workers })
  const answer = campaignAnswers(app, wallMs)
  for (let task = how.next(); task !== null; task = how.next()) {
    const now = task
    let outcome: Outcome<CampaignAnswer>
    outcome = { result: await answer(now, (step) => how.onProgress(now, step)) }
    how.onEnd(now, outcome)
  }
}
