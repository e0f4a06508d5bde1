/** Runs orders of the reference mix as everybody would: all invariants on, the journal written to a file, which is then removed. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ecosystem } from "../actors/ecosystem.ts"
import type { RunResult } from "../sim/report/result.ts"
import { runScenario, type Run } from "../sim/run/run-scenario.ts"
import { vocabularyOf } from "../sim/run/vocabulary-of.ts"
import { writeRun } from "../sim/run/write-run.ts"
import type { OrderBook } from "../sim/scenario/order-book.ts"
import { parseScenario } from "../sim/scenario/parse-scenario.ts"
import { renderProblems } from "../sim/scenario/problems.ts"
import type { Scenario } from "../sim/scenario/scenario.ts"
import { shares } from "./mix-shares.ts"

/** How many of the bodies are checked against their contract while a run is measured. */
export const contractSample = "every request and webhook body is checked against its contract"

export const readText = (text: string): Scenario => {
  const { scenario, problems } = parseScenario(text, vocabularyOf(ecosystem))
  if (scenario === null) throw new Error(renderProblems("bench", problems))
  return scenario
}

/** A scenario for an order book that is handed over beside it: the world starts before the book's first order. */
export const readBookText = (text: string): Scenario => {
  const scenario = readText(text)
  return { ...scenario, world: { ...scenario.world, startMs: null } }
}

/** The default world with shelves for a business of this size. */
export const mixScenario = (seed: number): Scenario =>
  readBookText(
    `scenario: reference mix
world: { seed: ${seed}, policies: { erp: { assortmentUnits: ${shares.assortmentUnits} } } }
`,
  )

/** A run whose journal goes to a file in the folder for temporary files. A run that does not hold is no measurement. */
export const runBook = (book: OrderBook, scenario: Scenario): RunResult => {
  const folder = mkdtempSync(join(tmpdir(), "backlot-bench-"))
  try {
    const input = { ecosystem, scenario, file: null, book, wallMs: () => performance.now() }
    return checked(writeRun(input, folder, "bench"))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A run whose journal stays in memory, as in a campaign. */
export const runInMemory = (scenario: Scenario): RunResult =>
  checked(runScenario({ ecosystem, scenario, file: null, book: null, wallMs: () => performance.now() }))

const checked = ({ result }: Run): RunResult => {
  if (result.verdict === "held") return result
  const broken = result.invariants.filter((invariant) => invariant.verdict === "broken").map(({ id }) => id)
  const why = [...broken, ...result.defects.slice(0, 3)].join("; ")
  throw new Error(`The measured run of ${result.orders} orders is ${result.verdict} instead of held: ${why}.`)
}
