/**
 * The program as the command line and its workers see it: its name, its files, and what is loaded when it is first needed.
 *
 * Paths count from one folder below the package: this file lies there as a source, and so does all that a build makes.
 */
import { createRequire, enableCompileCache } from "node:module"
import { fileURLToPath } from "node:url"
import type { CliApp } from "../sim/cli/app.ts"
import { main } from "../sim/cli/main.ts"
import { withBodies, type Bodies } from "../sim/scenario/with-bodies.ts"
import { version } from "./version.ts"

const here = (path: string): URL => new URL(path, import.meta.url)

/** The commands of `sim/cli`, given this ecosystem. */
export const start = async (argv: readonly string[]): Promise<void> => {
  keepCompiledCode()
  process.exitCode = await main(program, argv)
}

/** Compiled code outlives the process, so that the next start is quicker; where the folder cannot be written nothing is kept. */
export const keepCompiledCode = (): void => {
  enableCompileCache(fileURLToPath(here("../dist/.cache")))
}

const extension = import.meta.url.endsWith(".ts") ? "ts" : "js"

/** In the middle of a file that is read at once: most have no act, and do without the rooms. */
const bodies = (): Bodies =>
  (createRequire(import.meta.url)(`./bodies.${extension}`) as { readonly bodies: Bodies }).bodies

export const program: CliApp = {
  name: "backlot",
  version,
  defaultScenarioFile: fileURLToPath(here("../scenarios/order-book.yaml")),
  deviationsFile: fileURLToPath(here("../scenarios/order-book-deviations.yaml")),
  // A worker starts from the same kind of file as this one.
  workerEntry: here(`./run-worker.${extension}`),
  campaignWorkerEntry: here(`./campaign-worker.${extension}`),
  ui: { built: here("../dist/ui/"), sources: here("../ui/") },
  vocabulary: async () => withBodies((await import("./vocabulary.ts")).vocabulary, bodies),
  reference: async () => (await import("./reference.ts")).reference(),
  cover: async () => (await import("./cover.ts")).cover(),
  campaigns: async () => (await import("./campaigns.ts")).campaigns,
  run: async (request) => (await import("./run.ts")).run(request, version),
}
