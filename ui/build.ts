/** Builds the UI into a folder: the pages that a server gives out, and the scripts of pages without a server. */
import { fileURLToPath } from "node:url"
import { build } from "vite"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** What is built is what is shipped, also where somebody's tests or tools say that this is another kind of environment. */
export const buildUi = async (folder: string): Promise<void> => {
  const environment = process.env["NODE_ENV"]
  process.env["NODE_ENV"] = "production"
  try {
    await buildAll(folder)
  } finally {
    if (environment === undefined) delete process.env["NODE_ENV"]
    else process.env["NODE_ENV"] = environment
  }
}

const buildAll = async (folder: string): Promise<void> => {
  const common = { configFile: here("vite.config.ts"), mode: "production" }
  await build({ ...common, build: { outDir: folder, emptyOutDir: true } })
  // Each in one piece: such a page has nowhere to fetch another from.
  for (const [entry, name] of [
    ["embedded.ts", "embedded"],
    ["engine/worker.ts", "engine"],
  ] as const) {
    const lib = { entry: here(entry), formats: ["iife" as const], name: "backlot", fileName: () => `${name}.js` }
    await build({ ...common, build: { outDir: folder, emptyOutDir: false, lib } })
  }
}

if (import.meta.main) await buildUi(here("../dist/ui"))
