/** How the pages of the UI are built: one script that is loaded at once, others when they are needed, and nothing from elsewhere. */
import { fileURLToPath } from "node:url"
import { defineConfig } from "vite"
import { shipData } from "../build.config.ts"

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  logLevel: "warn",
  plugins: [shipData],
  // A classic script: the one kind of worker that also starts in a page without a server.
  worker: { format: "iife", plugins: () => [shipData] },
  build: {
    outDir: "../dist/ui",
    emptyOutDir: true,
    target: "es2024",
    modulePreload: { polyfill: false },
    // The engine for the worker is built within this build and takes most of its time.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
})
