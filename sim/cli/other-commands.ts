/** `validate` and `list`: looking at files and words without running anything. */
import { secondRuns } from "../consistency/second-runs.ts"
import { renderProblems } from "../scenario/problems.ts"
import { findScenarios, readScenario } from "../scenario/read-scenario.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"

export const validateCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  if (args.words.length === 0) throw new UsageError("Nothing to validate: name scenario files or folders.")
  let wrong = 0
  const files = findScenarios(args.words)
  const vocabulary = await app.vocabulary()
  for (const file of files) {
    const { scenario, problems } = readScenario(file, vocabulary)
    if (scenario !== null) continue
    wrong++
    io.err(`${renderProblems(file, problems)}\n`)
  }
  io.out(`${files.length - wrong} of ${files.length} scenario files are valid.\n`)
  return wrong === 0 ? exitCodes.held : exitCodes.usage
}

export const listCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const [what = "scenarios"] = args.words
  const vocabulary = await app.vocabulary()
  const { kinds, faults, invariants } = vocabulary
  if (what === "partners") {
    for (const [kind, { operations, webhooks, policies }] of Object.entries(kinds)) {
      io.out(`${kind}\n  operations  ${operations.join(", ")}\n  webhooks    ${webhooks.join(", ") || "none"}\n`)
      for (const [name, spec] of Object.entries(policies)) io.out(`  ${name.padEnd(22)} ${spec.says}\n`)
    }
  } else if (what === "faults") {
    for (const [name, { needs, says, on = "messages or instance" }] of Object.entries(faults))
      io.out(`${name.padEnd(20)} ${on.padEnd(9)} ${says}${needs.length === 0 ? "" : ` Needs: ${needs.join(", ")}.`}\n`)
  } else if (what === "invariants") {
    const again = secondRuns.map(({ id }) => `${id} (in second runs of check)`)
    io.out(`${[...invariants, ...again].join("\n")}\n`)
  } else {
    for (const file of findScenarios(args.words.length === 0 ? ["scenarios"] : args.words)) {
      const { scenario } = readScenario(file, vocabulary)
      io.out(`${file}\n  ${scenario === null ? "not valid; see validate" : scenario.purpose}\n`)
    }
  }
  return exitCodes.held
}
