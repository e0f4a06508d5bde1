/** Writes `scenario.schema.json`, by which editors complete and check scenario files, from what the ecosystem really offers. */
import { writeFileSync } from "node:fs"
import { ecosystem } from "../actors/ecosystem.ts"
import { vocabularyOf } from "../sim/run/vocabulary-of.ts"
import { scenarioJsonSchema } from "../sim/scenario/json-schema.ts"

const schema = scenarioJsonSchema(vocabularyOf(ecosystem))
writeFileSync(new URL("./scenario.schema.json", import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)
