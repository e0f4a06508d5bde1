/** How long the command line takes to start, beside Node itself starting with an empty program. */
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Figure } from "../figure.ts"
import { inTurn } from "../measure.ts"

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

const source = "actors/backlot.ts"
const validated = "scenarios/suites/two-orders.yaml"

/** What the package installs as its command, when that is built; else the source. */
const programOf = (): { readonly path: string; readonly isBuilt: boolean } => {
  const { bin } = JSON.parse(readFileSync(here("package.json"), "utf8")) as { bin: { backlot: string } }
  const built = [bin.backlot, "dist/backlot.js", "dist/actors/backlot.js"].find(
    (path) => path.replace("./", "").startsWith("dist/") && existsSync(here(path)),
  )
  return { path: built ?? source, isBuilt: built !== undefined }
}

const startMs = (args: readonly string[]): number => {
  const startedMs = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" })
  const tookMs = performance.now() - startedMs
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`)
  return tookMs
}

export const start: Figure = {
  id: "start",
  says: "`backlot --version`, from the start of its process to the end",
  unit: "ms",
  goal: { atMost: 100 },
  alsoSays: "validate FILE <= 200 ms",
  run: async (context) => {
    const { path, isBuilt } = programOf()
    const program = here(path)
    const pieces = {
      limit: () => startMs([here("bench/limits/nothing.js")]),
      ours: () => startMs([program, "--version"]),
      validate: () => startMs([program, "validate", here(validated)]),
    }
    pieces.ours()
    const { median, note } = await inTurn(pieces, context.quick ? 3 : 15, context.tell)
    return {
      value: median.ours,
      limit: median.limit,
      checks: [{ says: `validate ${validated}, in ms`, value: median.validate, goal: { atMost: 200 } }],
      notes: [
        isBuilt
          ? `built: ${path}`
          : `from source (${path}): there is no dist/ yet; npm run build makes it, where there is one`,
        `${note}; limit: Node with a program that does nothing`,
      ],
    }
  },
}
