/** Builds the UI into a folder; as a program, into `dist/ui`. */
import { fileURLToPath } from "node:url"
import { build } from "vite"

const configFile = fileURLToPath(new URL("vite.config.ts", import.meta.url))

/** What is built is what is shipped, also where somebody's tests or tools say that this is another kind of environment. */
export const buildUi = async (folder: string): Promise<void> => {
  const environment = process.env["NODE_ENV"]
  process.env["NODE_ENV"] = "production"
  try {
    await build({ configFile, mode: "production", build: { outDir: folder, emptyOutDir: true } })
  } finally {
    if (environment === undefined) delete process.env["NODE_ENV"]
    else process.env["NODE_ENV"] = environment
  }
}

if (import.meta.main) await buildUi(fileURLToPath(new URL("../dist/ui", import.meta.url)))
