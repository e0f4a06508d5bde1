/** The worker's half of a pool: takes tasks one by one, runs each, and answers with its result or with why there is none. */
import { parentPort } from "node:worker_threads"
import { explain, type CliApp } from "./app.ts"
import type { Told } from "./pool.ts"
import { taskReader, type Task } from "./task.ts"

export const answerTasks = (app: CliApp): void => {
  const port = parentPort
  if (port === null) throw new Error("Only a worker thread can answer tasks.")
  const tell = (told: Told) => port.postMessage(told)
  // One reader for all tasks: those of a suite mostly share their order book.
  const reader = app.vocabulary().then(taskReader)
  const answer = async (task: Task): Promise<void> => {
    try {
      const job = (await reader)(task)
      const result = await app.run({ ...job, onProgress: (progress) => tell({ type: "progress", progress }) })
      tell({ type: "ended", outcome: { result } })
    } catch (error) {
      tell({ type: "ended", outcome: { failure: explain(error) } })
    }
  }
  port.on("message", (task: Task | null) => {
    if (task === null) port.close()
    else void answer(task)
  })
}
