/** The JSON Schema of scenario files as it is published: parts that occur more than once stand under `$defs`. */
import { ecosystem } from "../actors/ecosystem.ts"
import { bodySchemasOf } from "../sim/run/body-schemas.ts"
import { vocabularyOf } from "../sim/run/vocabulary-of.ts"
import { scenarioJsonSchema } from "../sim/scenario/json-schema.ts"

/** Shorter parts are not worth a reference. */
const sharedFrom = 200
/** Longer values are spread over several lines. */
const widthMax = 120

export const publishedSchema = (): string => {
  const schema = scenarioJsonSchema(vocabularyOf(ecosystem), bodySchemasOf(ecosystem))
  const counts = new Map<string, number>()
  count(schema, counts)
  const names = new Map<string, string>()
  const defs: Record<string, unknown> = {}
  const hoist = (value: unknown, top: boolean): unknown => {
    if (typeof value !== "object" || value === null) return value
    if (Array.isArray(value)) return value.map((item) => hoist(item, false))
    const inner = () => Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hoist(item, false)]))
    const text = JSON.stringify(value)
    if (top || text.length < sharedFrom || (counts.get(text) ?? 0) < 2 || !isSchema(value)) return inner()
    const known = names.get(text)
    if (known !== undefined) return { $ref: `#/$defs/${known}` }
    const name = `part-${names.size + 1}`
    names.set(text, name)
    defs[name] = inner()
    return { $ref: `#/$defs/${name}` }
  }
  const root = hoist(schema, true) as Record<string, unknown>
  return `${printed({ ...root, $defs: defs })}\n`
}

/** What fits on a line stands on one. */
const printed = (value: unknown, indent = ""): string => {
  const text = JSON.stringify(value)
  if (text.length <= widthMax || typeof value !== "object" || value === null) return text
  const inner = `${indent} `
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + printed(item, inner)).join(",\n")}\n${indent}]`
  const entries = Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${printed(item, inner)}`)
  return `{\n${entries.join(",\n")}\n${indent}}`
}

/** Only whole schemas may be referred to, not the maps of properties in them. */
const isSchema = (value: object): boolean =>
  ["type", "anyOf", "allOf", "oneOf"].some(
    (key) => key in value && typeof (value as Record<string, unknown>)[key] !== "object",
  ) || "anyOf" in value

const count = (value: unknown, counts: Map<string, number>): void => {
  if (typeof value !== "object" || value === null) return
  if (!Array.isArray(value)) {
    const text = JSON.stringify(value)
    if (text.length >= sharedFrom) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  for (const item of Object.values(value)) count(item, counts)
}
