import { defineConfig } from "vitest/config"

// Modules keep no state, so test files share them within a worker instead of loading them anew.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["./test/setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    isolate: false,
  },
})
