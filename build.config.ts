/**
 * `npm run build`: the command line as plain JavaScript in `dist/`, everything that it needs from npm inside but the order book.
 *
 * Split where the sources say `import()`: asking for the version, help or a check of a file loads no room and no statechart.
 */
import { isDeepStrictEqual } from "node:util"
import { defineConfig, type Plugin } from "vite"
import { version } from "./actors/version.ts"
import { vocabulary } from "./actors/vocabulary.ts"

/** Modules whose exports are plain data: worked out now, and shipped as the values that they are. */
const workedOut: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "/actors/version.ts": { version },
  "/actors/vocabulary.ts": { vocabulary },
}

/** Ships them so; the UI's engine is built with it too. */
export const shipData: Plugin = {
  name: "ship-data",
  load(id) {
    const module = Object.entries(workedOut).find(([path]) => id.replaceAll("\\", "/").endsWith(path))
    if (module === undefined) return null
    const exported = Object.entries(module[1]).map(([name, value]) => {
      const text = JSON.stringify(value)
      if (!isDeepStrictEqual(JSON.parse(text), value))
        throw new Error(`${module[0]}: "${name}" holds something that JSON cannot carry. Keep it to plain data.`)
      return `export const ${name} = JSON.parse(${JSON.stringify(text)})`
    })
    return exported.join("\n")
  },
}

export default defineConfig({
  plugins: [shipData],
  ssr: { target: "node", noExternal: true },
  build: {
    ssr: true,
    target: "node24",
    // Readable, so that the stack of a failure says where it was.
    minify: false,
    license: { fileName: "LICENSES.md" },
    rolldownOptions: {
      input: {
        backlot: "actors/backlot.ts",
        bodies: "actors/bodies.ts",
        "run-worker": "actors/run-worker.ts",
        "campaign-worker": "actors/campaign-worker.ts",
      },
      // All files in one folder: what `actors/program.ts` finds next to itself stays where it is.
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
})
