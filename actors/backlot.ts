#!/usr/bin/env -S node --max-old-space-size=900
/** The executable. Scripts ask for the version often, so it is answered before anything else is loaded. */
import { version } from "./version.ts"

if (process.argv[2] === "--version") process.stdout.write(`${version}\n`)
else {
  const { start } = await import("./program.ts")
  await start(process.argv.slice(2))
}
