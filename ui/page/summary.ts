/** What a list says of a run file that only the page has: it is read through once, and only its ends are kept. */
import { blobSource } from "../core/byte-source.ts"
import { loadRun } from "../core/load-run.ts"
import type { RunSummary } from "../core/session.ts"
import { brokenIn } from "../../sim/report/broken-in.ts"

export const summaryOf = async (file: File): Promise<RunSummary> => {
  try {
    const model = await loadRun({ stream: file.stream(), source: blobSource(file) })
    return {
      scenario: model.header?.scenario ?? "",
      file: model.header?.file ?? null,
      seed: model.header?.seed ?? null,
      verdict: model.footer?.verdict ?? null,
      broken: brokenIn(model.footer?.result?.invariants ?? []),
      orders: model.footer?.orders ?? null,
      messages: model.rows,
      problem: model.state === "whole" ? null : model.says,
    }
  } catch (problem) {
    const says = problem instanceof Error ? problem.message : String(problem)
    return {
      scenario: "",
      file: null,
      seed: null,
      verdict: null,
      broken: [],
      orders: null,
      messages: null,
      problem: says,
    }
  }
}
