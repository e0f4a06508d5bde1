/** How the pages of the UI are built: one script that is loaded at once, others when they are needed, and nothing from elsewhere. */
import { fileURLToPath } from "node:url"
import { defineConfig } from "vite"

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  logLevel: "warn",
  build: {
    outDir: "../dist/ui",
    emptyOutDir: true,
    target: "es2024",
    modulePreload: { polyfill: false },
    // The engine for the worker is built within this build and takes most of its time.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
})
