/** A file that uses every part of the format, as text. */
import { readFileSync } from "node:fs"

export const example = readFileSync(new URL("example.yaml", import.meta.url), "utf8")
