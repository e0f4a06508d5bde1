/**
 * What operations take, as JSON Schemas: editors complete the `with` of an act by them and underline what the check of acts refuses.
 *
 * They are made from the contracts. A key that a contract does not know is no key of it, unless it may have any.
 */
import * as Schema from "effect/Schema"
import type { Ecosystem } from "../ecosystem.ts"
import { servedBy } from "../partner/credentials.ts"
import type { BodySchemas, JsonSchema } from "../scenario/json-schema.ts"

export const bodySchemasOf = (ecosystem: Ecosystem): BodySchemas => {
  const known = new Map<string, { says: string; schemas: JsonSchema[] }>()
  for (const [kind, room] of Object.entries(ecosystem.rooms)) {
    for (const { operation } of servedBy(kind, room)) {
      const { says, schemas } = known.get(operation.name) ?? { says: operation.says, schemas: [] }
      const schema = schemaOf(operation.request as unknown as Schema.Top)
      const isNew = schemas.every((other) => JSON.stringify(other) !== JSON.stringify(schema))
      known.set(operation.name, { says, schemas: isNew ? [...schemas, schema] : schemas })
    }
  }
  return new Map(
    [...known].map(([name, { says, schemas }]) => {
      const [only, ...others] = schemas
      return [name, { says, takes: others.length === 0 && only !== undefined ? only : { anyOf: schemas } }]
    }),
  )
}

const schemaOf = (request: Schema.Top): JsonSchema => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(request)
  return closed(schema, definitions) as JsonSchema
}

/** Shapes with a name are written out, bounds that every whole number has are left out, and what lists its keys has no others. */
const closed = (value: unknown, definitions: Readonly<Record<string, unknown>>): unknown => {
  if (Array.isArray(value)) return value.map((item) => closed(item, definitions))
  if (typeof value !== "object" || value === null) return value
  const name =
    "$ref" in value && typeof value.$ref === "string" ? value.$ref.slice(value.$ref.lastIndexOf("/") + 1) : null
  if (name !== null) return closed(definitions[name], definitions)
  const entries = Object.entries(value)
    .filter(([, bound]) => bound !== Number.MAX_SAFE_INTEGER && bound !== Number.MIN_SAFE_INTEGER)
    .map(([key, item]): [string, unknown] => [key, closed(item, definitions)])
  const isClosed = "properties" in value && "additionalProperties" in value && value.additionalProperties === true
  return { ...Object.fromEntries(entries), ...(isClosed ? { additionalProperties: false } : {}) }
}
