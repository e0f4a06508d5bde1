/** Texts, numbers, truth values, literals and the like: a test of the type, then the rules. */
import type * as SchemaAST from "effect/SchemaAST"
import { quick, quickKind, wholeIn, type Quick } from "./quick.ts"
import { guarded, reportRules, rulesOf, wholeNumber } from "./rules.ts"
import { described, oneOf, type Part } from "./part.ts"

interface Kind {
  readonly expected: string
  readonly test: (value: unknown) => boolean
}

const isString = (value: unknown): boolean => typeof value === "string"
const isNumber = (value: unknown): boolean => typeof value === "number"
const isBoolean = (value: unknown): boolean => typeof value === "boolean"
const isNull = (value: unknown): boolean => value === null
const everything = (): boolean => true
const noValue = (): boolean => false

const sameAs =
  (one: unknown) =>
  (value: unknown): boolean =>
    value === one

const shown = (literal: unknown): string => (typeof literal === "string" ? JSON.stringify(literal) : String(literal))

/** The type of a scalar node without its rules; null when the node is not a scalar. */
export const kindOf = (ast: SchemaAST.AST): Kind | null => {
  switch (ast._tag) {
    case "String":
      return { expected: "a string", test: isString }
    case "Number":
      return { expected: "a number", test: isNumber }
    case "Boolean":
      return { expected: "true or false", test: isBoolean }
    case "Null":
      return { expected: "null", test: isNull }
    case "Undefined":
      return { expected: "undefined", test: (value) => value === undefined }
    case "BigInt":
      return { expected: "a bigint", test: (value) => typeof value === "bigint" }
    case "Symbol":
      return { expected: "a symbol", test: (value) => typeof value === "symbol" }
    case "UniqueSymbol":
      return { expected: `the symbol ${String(ast.symbol)}`, test: sameAs(ast.symbol) }
    case "Literal":
      return { expected: shown(ast.literal), test: sameAs(ast.literal) }
    case "Enum":
      return anyOfThese(ast.enums.map(([, value]) => value))
    case "ObjectKeyword":
      return {
        expected: "an object, a list or a function",
        test: (value) => (typeof value === "object" && value !== null) || typeof value === "function",
      }
    case "Unknown":
    case "Any":
      return { expected: "any value", test: everything }
    case "Never":
      return { expected: "no value at all", test: noValue }
    case "Void":
    case "Declaration":
    case "TemplateLiteral":
    case "Arrays":
    case "Objects":
    case "Union":
    case "Suspend":
      return null
  }
}

/** A closed list of constants, as literals and enums have it. */
export const anyOfThese = (values: readonly unknown[]): Kind => {
  const expected = oneOf(values.map(shown))
  const [first, second] = values
  if (values.length === 1) return { expected, test: sameAs(first) }
  if (values.length === 2) return { expected, test: (value) => value === first || value === second }
  const all = new Set(values)
  return { expected, test: (value) => all.has(value) }
}

const quickForm = (ast: SchemaAST.AST): Quick | undefined => {
  if (ast._tag === "Number") return wholeNumber(ast) ?? undefined
  if (ast.checks !== undefined) return undefined
  if (ast._tag === "String") return quick(quickKind.text)
  if (ast._tag === "Null") return quick(quickKind.null)
  return ast._tag === "Boolean" ? quick(quickKind.boolean) : undefined
}

export const scalarPart = (ast: SchemaAST.AST, kind: Kind): Part => {
  const rules = rulesOf(ast)
  const { test } = kind
  const form = quickForm(ast)
  const expected =
    rules.length === 0 ? kind.expected : `${kind.expected} (${rules.map((rule) => rule.expected).join(", ")})`
  return {
    expected,
    quick: form,
    matches: form?.kind === quickKind.whole ? wholeIn(form) : guarded(test, rules),
    resembles: test,
    report: (value, path, into) => {
      if (test(value)) reportRules(rules, value, path, into)
      else into.push({ path, expected, received: described(value) })
    },
  }
}
