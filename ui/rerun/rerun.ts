/**
 * Runs the scenario of a run file again without one of its faults: what would have been. The same engine, in whatever has no files.
 *
 * Only scenarios whose orders stand in them can be run here; an order book is a file of its own.
 */
import { ecosystem } from "../../actors/ecosystem.ts"
import { vocabulary } from "../../actors/vocabulary.ts"
import { Journal } from "../../sim/journal/journal.ts"
import { RunFileWriter } from "../../sim/journal/run-file.ts"
import { footerOf, headerOf } from "../../sim/run/run-ends.ts"
import { runScenario } from "../../sim/run/run-scenario.ts"
import { renderProblems } from "../../sim/scenario/problems.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"

export interface Rerun {
  /** The scenario as YAML. */
  readonly text: string
  readonly seed: number
  readonly build: string
  /** Place among the scenario's faults of the one that is left out. */
  readonly without: number
  /** What the new run is called. */
  readonly name: string
}

/** The run as a file. */
export const rerun = ({ text, seed, build, without, name }: Rerun): Uint8Array<ArrayBuffer> => {
  const { scenario: asItWas, problems } = parseScenario(text, vocabulary)
  if (asItWas === null) throw new Error(renderProblems(name, problems))
  if (asItWas.workload.orders.type !== "inline")
    throw new Error("Its orders stand in a book that the run file does not hold.")
  const scenario = {
    ...asItWas,
    name,
    world: { ...asItWas.world, seed },
    faults: asItWas.faults.filter((_, place) => place !== without),
    // What was foretold of the run as it was says nothing of this one: the invariants judge it.
    expect: [],
  }
  const parts: Uint8Array[] = []
  const input = { ecosystem, scenario, file: null, book: null, wallMs: () => 0 }
  const writer = new RunFileWriter({ write: (bytes) => parts.push(bytes.slice()) }, headerOf(input, build))
  const { result, world } = runScenario({ ...input, journal: new Journal({ writer }) })
  writer.close(world.journal, footerOf(result))
  const file = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    file.set(part, at)
    at += part.length
  }
  return file
}
