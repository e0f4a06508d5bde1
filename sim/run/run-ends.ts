/** What the first and the last record of a run file say: what was run, and all that it came to. Neither is part of the digest. */
import type { RunResult } from "../report/result.ts"
import { startsOf, type RunInput } from "./run-scenario.ts"

export const headerOf = (input: RunInput, build: string) => {
  const { scenario, file, text = null, book } = input
  const { seed, partners, links } = scenario.world
  return {
    scenario: scenario.name,
    purpose: scenario.purpose,
    seed,
    build,
    book: book?.hash ?? null,
    file,
    ...startsOf(input),
    instances: partners.map(({ name, kind }) => ({ name, kind })),
    links: links.map(({ from, to, style }) => ({ from, to, style })),
    scenarioText: text,
  }
}

/** Without what is of the machine and not of the run: equal runs have equal files. */
export const footerOf = (result: RunResult) => {
  const { digest, verdict, orders } = result
  return { digest, verdict, orders, result: { ...result, wallMs: 0, runFile: null } }
}
