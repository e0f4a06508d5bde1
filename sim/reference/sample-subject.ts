/**
 * How a subject is built, without running anything: the subject function is asked about a body in which every field says its own name.
 */
import type * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { code } from "./markdown.ts"

/** `{shipment}`, `{consumer}/after-{after}` */
export const sampleOf = (schema: Schema.Codec<unknown, unknown>, subject: (body: unknown) => string): string =>
  code(subject(speaking(SchemaAST.toType(schema.ast), "")))

const speaking = (ast: SchemaAST.AST, path: string): unknown => {
  if (SchemaAST.isObjects(ast)) {
    const fields = ast.propertySignatures.map(({ name, type }) => {
      const key = String(name)
      return [key, speaking(type, path === "" ? key : `${path}.${key}`)] as const
    })
    return Object.fromEntries(fields)
  }
  if (SchemaAST.isArrays(ast)) return ast.rest.map((type) => speaking(type, `${path}[0]`))
  if (SchemaAST.isUnion(ast)) {
    const object = ast.types.find((type) => SchemaAST.isObjects(type))
    if (object !== undefined) return speaking(object, path)
  }
  return `{${path}}`
}
