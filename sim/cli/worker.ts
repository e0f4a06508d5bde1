/** The worker's half of a pool: takes tasks one by one, does each, and answers with its result or with why there is none. */
import { parentPort } from "node:worker_threads"
import type { RunResult } from "../report/result.ts"
import { explain, type CliApp, type Progress } from "./app.ts"
import { campaignAnswers, type CampaignAnswer, type CampaignStep, type CampaignTask } from "./campaign-tasks.ts"
import type { Told } from "./pool.ts"
import { taskReader, type Task } from "./task.ts"

/** Runs scenarios. */
export const answerTasks = (app: CliApp): void => {
  // One reader for all tasks: those of a suite mostly share their order book.
  const reader = app.vocabulary().then(taskReader)
  answerAll<Task, RunResult, Progress>(async (task, tell) => {
    const job = (await reader)(task)
    return app.run({ ...job, onProgress: tell })
  })
}

/** Does parts of campaigns. */
export const answerCampaigns = (app: CliApp): void =>
  answerAll<CampaignTask, CampaignAnswer, CampaignStep>(campaignAnswers(app, () => performance.now()))

const answerAll = <Job, Result, Step>(answer: (job: Job, tell: (progress: Step) => void) => Promise<Result>): void => {
  const port = parentPort
  if (port === null) throw new Error("Only a worker thread can answer tasks.")
  const tell = (told: Told<Result, Step>) => port.postMessage(told)
  const ended = async (job: Job): Promise<void> => {
    try {
      const result = await answer(job, (progress) => tell({ type: "progress", progress }))
      tell({ type: "ended", outcome: { result } })
    } catch (error) {
      tell({ type: "ended", outcome: { failure: explain(error) } })
    }
  }
  port.on("message", (job: Job | null) => {
    if (job === null) port.close()
    else void ended(job)
  })
}
