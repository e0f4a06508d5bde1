/** A worker that does what its task's file name says, so that a pool can be watched: answer late, fail, throw, exit, eat memory. */
import { basename } from "node:path"
import { parentPort } from "node:worker_threads"
import type { Task } from "../../sim/cli/task.ts"
import type { Told } from "../../sim/cli/pool.ts"

const tell = (told: Told) => parentPort?.postMessage(told)

parentPort?.on("message", (task: Task | null) => {
  if (task === null) return parentPort?.close()
  const [what = "", number = "0"] = basename(task.file).split(" ")
  if (what === "exit") process.exit(Number(number))
  if (what === "throw") {
    setImmediate(() => {
      throw new Error("thrown by the fixture")
    })
    return
  }
  if (what === "eat") {
    const eaten: number[][] = []
    for (;;) eaten.push(Array.from({ length: 100_000 }, (_, index) => index + 0.5))
  }
  if (what === "fail") return tell({ type: "ended", outcome: { failure: `failed ${number}` } })
  const end = () => tell({ type: "ended", outcome: { failure: task.file } })
  tell({ type: "progress", progress: { done: 1, total: 2, messages: 3, virtualAt: 4 } })
  setTimeout(end, Number(number))
})
