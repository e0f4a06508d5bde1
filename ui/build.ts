/** Builds the UI into a folder; as a program, into `dist/ui`. */
import { fileURLToPath } from "node:url"
import { build } from "vite"

const configFile = fileURLToPath(new URL("vite.config.ts", import.meta.url))

export const buildUi = async (folder: string): Promise<void> => {
  await build({ configFile, build: { outDir: folder, emptyOutDir: true } })
}

if (import.meta.main) await buildUi(fileURLToPath(new URL("../dist/ui", import.meta.url)))
