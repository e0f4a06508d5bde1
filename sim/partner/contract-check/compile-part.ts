/** Walks a schema once and builds the part that checks it; what no closure is written for goes to Effect's interpreter. */
import * as SchemaAST from "effect/SchemaAST"
import { partByEffect } from "./by-effect.ts"
import { choicePart } from "./choice.ts"
import { listPart } from "./list.ts"
import type { Part } from "./part.ts"
import { recordPart, type Field } from "./record.ts"
import { onlyLength, rulesOf } from "./rules.ts"
import { anyOfThese, kindOf, scalarPart } from "./scalar.ts"

/** Compiles the type side of a schema; every node once, however often it is used. */
export const compilePart = (root: SchemaAST.AST): Part => {
  const known = new Map<SchemaAST.AST, Part>()

  const compile = (ast: SchemaAST.AST): Part => {
    const old = known.get(ast)
    if (old !== undefined) return old
    const part = build(ast) ?? partByEffect(ast)
    known.set(ast, part)
    return part
  }

  const build = (ast: SchemaAST.AST): Part | null => {
    if (SchemaAST.isObjects(ast)) return object(ast)
    if (SchemaAST.isArrays(ast)) return list(ast)
    if (SchemaAST.isUnion(ast)) return choice(ast)
    if (SchemaAST.isSuspend(ast)) return later(ast)
    const kind = kindOf(ast)
    return kind === null ? null : scalarPart(ast, kind)
  }

  const object = (ast: SchemaAST.Objects): Part | null => {
    const { propertySignatures, indexSignatures } = ast
    // Effect shows a rule on a whole object only the fields that the schema names.
    if (ast.checks !== undefined) return null
    // A struct without fields is no object but everything that is not null.
    if (propertySignatures.length + indexSignatures.length === 0) return null
    // Of this name even an empty object has a value.
    if (propertySignatures.some(({ name }) => name === "__proto__")) return null
    if (!indexSignatures.every(({ parameter }) => parameter._tag === "String" && parameter.checks === undefined)) {
      return null
    }
    const fields = propertySignatures.map(({ name, type }): Field => ({
      name,
      optional: SchemaAST.isOptional(type),
      part: compile(type),
      constant: type._tag === "Literal" ? type.literal : undefined,
    }))
    return recordPart(
      fields,
      indexSignatures.map(({ type }) => compile(type)),
    )
  }

  const list = (ast: SchemaAST.Arrays): Part | null => {
    const [rest, ...tail] = ast.rest
    if (tail.length > 0) return null
    const places = ast.elements.map((type) => ({ optional: SchemaAST.isOptional(type), part: compile(type) }))
    // Effect shows a rule on a whole list a copy of it; only its length is sure to be the same.
    if (ast.checks !== undefined && !onlyLength(ast.checks)) return null
    return listPart(places, rest === undefined ? null : compile(rest), rulesOf(ast))
  }

  const choice = (ast: SchemaAST.Union): Part | null => {
    const literals = ast.types.filter((type) => type._tag === "Literal" && type.checks === undefined)
    const exactlyOne = ast.options?.mode === "oneOf"
    if (literals.length === ast.types.length && literals.length > 0 && !exactlyOne) {
      return scalarPart(ast, anyOfThese(literals.map((type) => (SchemaAST.isLiteral(type) ? type.literal : null))))
    }
    // A rule on the choice sees what the chosen part makes of the value: the value itself for scalars only.
    if (ast.checks !== undefined && !ast.types.every((type) => kindOf(type) !== null)) return null
    // Effect sorts declared types out by what they say of themselves, before they are asked.
    if (ast.types.some((type) => type._tag === "Declaration")) return null
    return choicePart(ast.types.map(compile), exactlyOne, rulesOf(ast))
  }

  /** A schema that refers to itself: built when the first value comes so deep. */
  const later = (ast: SchemaAST.Suspend): Part => {
    let part: Part | undefined
    const found = (): Part => (part ??= compile(ast.thunk()))
    return {
      expected: "another of its kind",
      matches: (value) => found().matches(value),
      resembles: (value) => found().resembles(value),
      report: (value, path, into) => found().report(value, path, into),
    }
  }

  return compile(SchemaAST.toType(root))
}
