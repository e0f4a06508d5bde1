/** A pool of workers: outcomes in the tasks' order whatever the order of the work, and one for each task whatever becomes of its thread. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { runInWorkers, type Outcome, type PoolSpec } from "../../sim/cli/pool.ts"
import type { Task } from "../../sim/cli/task.ts"

const entry = new URL("./fixture-worker.ts", import.meta.url)

const taskOf = (file: string): Task => ({ file, orders: null, seed: null, keepNames: false, out: null })

const failuresOf = async (
  files: readonly string[],
  workers: number,
  more: Partial<PoolSpec> = {},
): Promise<string[]> => {
  const outcomes: Outcome[] = await Promise.all(runInWorkers({ entry, workers, tasks: files.map(taskOf), ...more }))
  return outcomes.map((outcome) => ("failure" in outcome ? outcome.failure : "a result"))
}

describe("order", () => {
  const waits = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 })
  test.prop([waits, fc.integer({ min: 1, max: 3 })], { numRuns: 8 })(
    "is that of the tasks, whichever ends first",
    async (lengths, workers) => {
      const files = lengths.map((length) => `wait ${length}`)
      const ended: number[] = []
      const failures = await failuresOf(files, workers, { onEnd: (task) => ended.push(task) })
      expect(failures).toEqual(files)
      expect(ended.toSorted((a, b) => a - b)).toEqual([...files.keys()])
    },
  )

  it("really differs from the order of the work: a long first task does not hold up the second", async () => {
    const ended: number[] = []
    await failuresOf(["wait 1500", "wait 0"], 2, { onEnd: (task) => ended.push(task) })
    expect(ended).toEqual([1, 0])
  })

  it("tells how far each task is", async () => {
    const told: number[] = []
    await failuresOf(["wait 0", "wait 0"], 1, { onProgress: (task, { messages }) => told.push(task, messages) })
    expect(told).toEqual([0, 3, 1, 3])
  })
})

describe("a task that fails", () => {
  const resourceLimits = { maxOldGenerationSizeMb: 32 }

  it.each([
    ["says so itself", "fail 7", /^failed 7$/],
    ["throws where nobody catches", "throw", /^Its worker thread died\. Error: thrown by the fixture/],
    ["ends its thread", "exit 3", /ended with code 3 before/],
    ["ends its thread with a smile", "exit 0", /ended with code 0 before/],
    ["eats all memory", "eat", /ran out of memory/],
  ])("%s: it is told for this task, and the others go on", async (_how, file, says) => {
    for (const workers of [1, 2]) {
      const failures = await failuresOf(["wait 1", file, "wait 2", "wait 3"], workers, { resourceLimits })
      expect(failures[1]).toMatch(says)
      expect(failures.toSpliced(1, 1)).toEqual(["wait 1", "wait 2", "wait 3"])
    }
  })

  it("may be all of them: a worker that cannot even start", async () => {
    const nowhere = new URL("./no-such-worker.ts", import.meta.url)
    const failures = await failuresOf(["wait 1", "wait 2", "wait 3"], 2, { entry: nowhere })
    expect(failures).toHaveLength(3)
    for (const failure of failures) expect(failure).toContain("no-such-worker.ts")
  })
})
