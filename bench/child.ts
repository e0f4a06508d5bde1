/**
 * Work in a process of its own, so that heaps and compiled code of two measurements do not mix; its answer comes as a message.
 *
 * What the work prints goes to standard error: standard output is the table's.
 */
import { fork } from "node:child_process"
import { fileURLToPath } from "node:url"

/** Old space; typed arrays, new space, code and stacks come on top and stay within 4 GiB together. */
const heapMbMax = 2_600

export interface Answer<Value> {
  /** Null when the process ended without an answer. */
  readonly value: Value | null
  readonly peakRssMb: number | null
  /** Why there is no value. */
  readonly failure: string | null
}

/** `program` is a file of this folder that calls `answer`. */
export const inChild = async <Value>(program: string, args: readonly string[]): Promise<Answer<Value>> => {
  const path = fileURLToPath(new URL(program, import.meta.url))
  const child = fork(path, args, {
    execArgv: [`--max-old-space-size=${heapMbMax}`, "--max-semi-space-size=64", "--expose-gc"],
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", 2, 2, "ipc"],
    serialization: "advanced",
  })
  let answered: Omit<Answer<Value>, "failure"> | null = null
  child.on("message", (message) => {
    answered = message as Omit<Answer<Value>, "failure">
  })
  return new Promise((resolve, reject) => {
    child.on("error", reject)
    child.on("close", (code, signal) => {
      const failure = `its process ended with ${signal ?? `exit code ${code}`} before it had a result; see above.`
      resolve(answered === null ? { value: null, peakRssMb: null, failure } : { ...answered, failure: null })
    })
  })
}

/** In the child: hands the value over. */
export const answer = (value: unknown): void => {
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024)
  process.send?.({ value, peakRssMb }, () => process.disconnect?.())
}
