/**
 * A schema as people read it: a type in the manner of TypeScript, with the bounds that its rules set.
 *
 * A schema with an identifier is written as its name; who prints it gets to know which names there were.
 */
import type * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"

export type Named = Map<string, SchemaAST.AST>

/** `named` collects the schemas that were written as names. */
export const shapeText = (schema: Schema.Codec<unknown, unknown>, named: Named): string =>
  typeText(SchemaAST.toType(schema.ast), "", named, false)

/** The same for a schema that goes by a name: what the name stands for. */
export const namedText = (ast: SchemaAST.AST, named: Named): string => typeText(ast, "", named, true)

const typeText = (ast: SchemaAST.AST, indent: string, named: Named, isOpened: boolean): string => {
  const name = ast.annotations?.["identifier"]
  if (typeof name === "string" && !isOpened) {
    named.set(name, ast)
    return name
  }
  if (SchemaAST.isObjects(ast)) return objectText(ast, indent, named)
  if (SchemaAST.isArrays(ast)) return listText(ast, indent, named)
  if (SchemaAST.isUnion(ast)) return unionText(ast.types, indent, named)
  if (SchemaAST.isSuspend(ast)) return typeText(ast.thunk(), indent, named, false)
  return scalarText(ast)
}

const objectText = (ast: SchemaAST.Objects, indent: string, named: Named): string => {
  const inner = `${indent}  `
  const fields = ast.propertySignatures.map(({ name, type }) => {
    const isOptional = SchemaAST.isOptional(type)
    const text = typeText(isOptional ? withoutUndefined(type) : type, inner, named, false)
    return `${inner}${String(name)}${isOptional ? "?" : ""}: ${text}`
  })
  const others = ast.indexSignatures.map(({ type }) => `[name: string]: ${typeText(type, inner, named, false)}`)
  if (fields.length === 0) return others.length === 0 ? "any value but null" : `{ ${others.join(", ")} }`
  return `{\n${[...fields, ...others.map((text) => `${inner}${text}`)].join("\n")}\n${indent}}`
}

const withoutUndefined = (ast: SchemaAST.AST): SchemaAST.AST => {
  if (!SchemaAST.isUnion(ast)) return ast
  const [only, ...more] = ast.types.filter((type) => type._tag !== "Undefined")
  return only !== undefined && more.length === 0 ? only : ast
}

const listText = (ast: SchemaAST.Arrays, indent: string, named: Named): string => {
  const places = ast.elements.map((type) => typeText(type, indent, named, false))
  const [rest] = ast.rest
  if (rest === undefined) return `[${places.join(", ")}]`
  const text = typeText(rest, indent, named, false)
  const all = text.includes(" | ") ? `(${text})[]` : `${text}[]`
  return places.length === 0 ? all : `[${places.join(", ")}, ...${all}]`
}

const unionText = (types: readonly SchemaAST.AST[], indent: string, named: Named): string =>
  types
    .filter((type) => type._tag !== "Undefined")
    .map((type) => typeText(type, indent, named, false))
    .join(" | ")

const scalarText = (ast: SchemaAST.AST): string => {
  const rules = rulesOf(ast)
  if (ast._tag === "Literal") return typeof ast.literal === "string" ? JSON.stringify(ast.literal) : String(ast.literal)
  if (ast._tag === "Number") {
    const isWhole = rules.some(({ id }) => id === "isInt")
    const bounds = rules.filter(({ id }) => id !== "isInt").map(boundText)
    return [isWhole ? "integer" : "number", ...bounds].join(" ")
  }
  const word = words[ast._tag] ?? ast._tag
  return [word, ...rules.map(ruleText)].join(" ")
}

const words: Readonly<Record<string, string>> = {
  String: "string",
  Boolean: "boolean",
  Null: "null",
  Unknown: "any value",
  Any: "any value",
  Never: "nothing",
}

interface Rule {
  readonly id: string
  readonly expected: string
  readonly bound: unknown
}

const ruleText = ({ id, expected, bound }: Rule): string =>
  id === "isPattern" ? `like /${String(bound)}/` : `(${expected})`

const boundText = ({ id, expected, bound }: Rule): string => {
  const sign = signs[id]
  return sign === undefined ? `(${expected})` : `${sign} ${String(bound)}`
}

const signs: Readonly<Record<string, string>> = {
  isGreaterThan: ">",
  isGreaterThanOrEqualTo: "≥",
  isLessThan: "<",
  isLessThanOrEqualTo: "≤",
}

const rulesOf = (ast: SchemaAST.AST): readonly Rule[] =>
  flattened(ast.checks ?? []).map(({ annotations }) => {
    const payload = annotations?.representation?.payload
    return {
      id: (annotations?.representation?.id ?? "").replace("effect/schema/", ""),
      expected: annotations?.expected ?? "a value that keeps the rules of its field",
      bound: typeof payload === "object" && payload !== null ? Object.values(payload)[0] : undefined,
    }
  })

const flattened = (checks: readonly SchemaAST.Check<unknown>[]): readonly SchemaAST.Filter<unknown>[] =>
  checks.flatMap((check) => (check._tag === "Filter" ? [check] : flattened(check.checks)))
