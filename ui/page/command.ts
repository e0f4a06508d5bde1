/** The command that repeats a run: the same scenario and seed give the same run. */
import type { RunHeader } from "../core/run-header.ts"

export const commandOf = (header: RunHeader | null): string | null =>
  header?.file == null ? null : `npm run --silent backlot -- run ${quoted(header.file)} --seed ${header.seed}`

const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`)
