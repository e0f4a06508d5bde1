/** Which Backlot this is. Plain data like the vocabulary: a build ships the value in place of the reading. */
import { readFileSync } from "node:fs"

const read = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }

export const version = read.version
