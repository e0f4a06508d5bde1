/**
 * Keys of a message that its contract does not name. On the wire they are let pass, for partners add fields; who writes a message by
 * hand has misspelt one.
 */
import * as SchemaAST from "effect/SchemaAST"
import { indexPath, keyPath } from "./part.ts"

export interface StrayKey {
  /** Of the key itself: `lines[0].quantty`. */
  readonly path: string
  readonly key: string
  /** What could stand there. */
  readonly known: readonly string[]
}

export const strayKeys = (root: SchemaAST.AST, message: unknown): readonly StrayKey[] => {
  const found: StrayKey[] = []

  const walk = (ast: SchemaAST.AST, value: unknown, path: string): void => {
    if (SchemaAST.isSuspend(ast)) walk(ast.thunk(), value, path)
    else if (SchemaAST.isUnion(ast)) walkOnly(ast.types, value, path)
    else if (SchemaAST.isArrays(ast)) walkItems(ast, value, path)
    else if (SchemaAST.isObjects(ast)) walkFields(ast, value, path)
  }

  /** Where several shapes are possible, nothing can be said about keys. */
  const walkOnly = (types: readonly SchemaAST.AST[], value: unknown, path: string): void => {
    const [only, ...more] = types.filter((type) => SchemaAST.isObjects(type) || SchemaAST.isArrays(type))
    if (only !== undefined && more.length === 0) walk(only, value, path)
  }

  const walkItems = ({ elements, rest }: SchemaAST.Arrays, value: unknown, path: string): void => {
    const [item] = rest
    if (!Array.isArray(value) || item === undefined || elements.length > 0) return
    for (const [index, one] of value.entries()) walk(item, one, indexPath(path, index))
  }

  const walkFields = ({ propertySignatures, indexSignatures }: SchemaAST.Objects, value: unknown, path: string) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return
    const types = new Map(propertySignatures.map(({ name, type }) => [String(name), type]))
    for (const [key, content] of Object.entries(value)) {
      const type = types.get(key)
      const inside = keyPath(path, key)
      if (type !== undefined) walk(type, content, inside)
      else if (indexSignatures.length === 0) found.push({ path: inside, key, known: [...types.keys()] })
    }
  }

  walk(SchemaAST.toType(root), message, "")
  return found
}
