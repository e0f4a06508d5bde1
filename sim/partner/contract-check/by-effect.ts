/**
 * A part that Effect's own interpreter judges: whatever form of schema has no closure here.
 *
 * Such forms are not refused. A contract may use any schema and means the same with it; only that part of it is checked at the
 * interpreter's pace, and the parts around it are not.
 */
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import * as SchemaIssue from "effect/SchemaIssue"
import { described, indexPath, keyPath, nothing, type Part, type Violation } from "./part.ts"

interface Complaint {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

const asViolation = (complaint: Complaint, value: unknown, path: string): Violation => {
  let where = path
  let found: unknown = value
  let absent = false
  for (const step of complaint.path ?? []) {
    const key = typeof step === "object" ? step.key : step
    where = typeof key === "number" ? indexPath(where, key) : keyPath(where, key)
    absent = typeof found !== "object" || found === null || !(key in found)
    found = absent ? undefined : (found as Readonly<Record<PropertyKey, unknown>>)[key]
  }
  const expected = complaint.message.replace(/^Expected /u, "")
  return { path: where, expected, received: absent ? nothing : described(found) }
}

export const partByEffect = (ast: SchemaAST.AST): Part => {
  const schema = Schema.make<Schema.Codec<unknown>>(ast)
  const matches: (value: unknown) => boolean = Schema.is(schema)
  const judge = Schema.decodeUnknownExit(schema, { errors: "all" })
  const complaints = SchemaIssue.makeFormatterStandardSchemaV1()
  const name = ast.annotations?.["identifier"] ?? ast.annotations?.["title"]
  const expected = typeof name === "string" ? name : `a value of the form ${ast._tag}`
  return {
    expected,
    matches,
    resembles: matches,
    report: (value, path, into) => {
      if (matches(value)) return
      const error = Option.getOrNull(Exit.findErrorOption(judge(value)))
      const told: readonly Complaint[] = error === null ? [] : complaints(error.issue).issues
      if (told.length === 0) into.push({ path, expected, received: described(value) })
      else into.push(...told.map((complaint) => asViolation(complaint, value, path)))
    },
  }
}
