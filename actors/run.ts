/** Runs a scenario in this ecosystem, with a run file when a folder for it was named. */
import type { RunRequest } from "../sim/cli/app.ts"
import type { RunResult } from "../sim/report/result.ts"
import { runScenario } from "../sim/run/run-scenario.ts"
import { writeRun } from "../sim/run/write-run.ts"
import { ecosystem } from "./ecosystem.ts"

export const run = ({ scenario, text, file, book, out, onProgress }: RunRequest, version: string): RunResult => {
  const input = { ecosystem, scenario, text, file, book, onProgress, wallMs: () => performance.now() }
  return (out === null ? runScenario(input) : writeRun(input, out, version)).result
}
