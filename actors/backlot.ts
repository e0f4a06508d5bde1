#!/usr/bin/env -S node --max-old-space-size=900
/** The executable: the commands of `sim/cli`, given this ecosystem. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { main } from "../sim/cli/main.ts"
import { vocabularyOf } from "../sim/run/vocabulary-of.ts"
import { runScenario } from "../sim/run/run-scenario.ts"
import { writeRun } from "../sim/run/write-run.ts"
import { ecosystem } from "./ecosystem.ts"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { version } = JSON.parse(readFileSync(here("../package.json"), "utf8")) as { version: string }

process.exitCode = await main(
  {
    name: "backlot",
    version,
    vocabulary: vocabularyOf(ecosystem),
    defaultScenarioFile: here("../scenarios/order-book.yaml"),
    run: ({ scenario, file, book, out, onProgress }) => {
      const input = { ecosystem, scenario, file, book, onProgress, wallMs: () => performance.now() }
      return (out === null ? runScenario(input) : writeRun(input, out, version)).result
    },
  },
  process.argv.slice(2),
)
