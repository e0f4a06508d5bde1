/** Writes `scenario.schema.json`, by which editors complete and check scenario files. */
import { writeFileSync } from "node:fs"
import { publishedSchema } from "./schema.ts"

writeFileSync(new URL("./scenario.schema.json", import.meta.url), publishedSchema())
