/**
 * Runs the scenario of a run once more without some of its faults: what would have happened otherwise. The same engine as on the
 * command line, so with no fault left out the digest is that of the run.
 */
import { ecosystem } from "../../actors/ecosystem.ts"
import { version } from "../../actors/version.ts"
import { vocabulary } from "../../actors/vocabulary.ts"
import { Journal } from "../../sim/journal/journal.ts"
import { RunFileWriter } from "../../sim/journal/run-file.ts"
import { footerOf, headerOf } from "../../sim/run/run-ends.ts"
import { inReportedOrder } from "../../sim/run/plan-faults.ts"
import { runScenario, type RunInput } from "../../sim/run/run-scenario.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { renderProblems } from "../../sim/scenario/problems.ts"
import type { Scenario } from "../../sim/scenario/scenario.ts"
import type { Rerun, RerunProblem, RerunRequest } from "./protocol.ts"
import { printScenario } from "../../sim/scenario/print-scenario.ts"

/** `onProgress` is called now and then with the share that is done, 0 to 1. */
export const rerun = ({ text, seed, without }: RerunRequest, onProgress: (share: number) => void = () => {}): Rerun => {
  const { scenario: read, problems } = parseScenario(text, vocabulary)
  if (read === null) return problem("unreadable", renderProblems("The scenario of the run", problems))
  if (read.workload.orders.type !== "inline") return problem("needsBook", "Its orders are in an order book.")
  const reported = inReportedOrder(read.faults)
  const left = new Set(reported.filter((_, place) => !without.includes(place)))
  const scenario: Scenario = {
    ...read,
    world: { ...read.world, seed },
    faults: read.faults.filter((fault) => left.has(fault)),
    // What was expected was expected of the story with all its faults.
    expect: without.length === 0 ? read.expect : [],
  }
  const input: RunInput = {
    ecosystem,
    scenario,
    text: without.length === 0 ? text : printScenario(scenario, vocabulary),
    file: null,
    book: null,
    wallMs: () => 0,
    onProgress: ({ done, total }) => onProgress(total === 0 ? 0 : done / total),
  }
  const parts: Uint8Array<ArrayBuffer>[] = []
  const writer = new RunFileWriter({ write: (bytes) => void parts.push(bytes.slice()) }, headerOf(input, version))
  const { result, world } = runScenario({ ...input, journal: new Journal({ writer }) })
  writer.close(world.journal, footerOf(result))
  return { bytes: joined(parts) }
}

const problem = (kind: RerunProblem["kind"], says: string): Rerun => ({ problem: { kind, says } })

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
