/** What a list says of a run file that only the page has: it is read through once, and only its ends are kept. */
import { brokenIn, worstOf } from "../../sim/report/broken-in.ts"
import { blobSource } from "../core/byte-source.ts"
import { loadRun } from "../core/load-run.ts"
import type { RunSummary } from "../core/session.ts"

export const summaryOf = async (file: Blob): Promise<RunSummary> => {
  try {
    const { header, footer, rows, state, says } = await loadRun({ stream: file.stream(), source: blobSource(file) })
    const result = footer?.result ?? null
    return {
      scenario: header?.scenario ?? "",
      purpose: header?.purpose ?? "",
      file: header?.file ?? null,
      seed: header?.seed ?? null,
      verdict: footer?.verdict ?? null,
      broken: brokenIn(result?.invariants ?? []),
      worst: result === null ? null : worstOf(result),
      orders: footer?.orders ?? null,
      messages: rows,
      goesOn: false,
      problem: state === "whole" ? null : says,
    }
  } catch (problem) {
    return { ...nothing, problem: problem instanceof Error ? problem.message : String(problem) }
  }
}

const nothing = {
  scenario: "",
  purpose: "",
  file: null,
  seed: null,
  verdict: null,
  broken: [],
  worst: null,
  orders: null,
  messages: null,
  goesOn: false,
}
