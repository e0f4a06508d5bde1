/**
 * Reads values out of a tree: each reader answers the value, or undefined after it has written down what is wrong with it.
 *
 * Nothing stops at the first problem, so a file's problems are all reported at once.
 */
import { nearest } from "./nearest.ts"
import { bad, good, problem, unknownWord, type Place, type Read, type ScenarioProblem } from "./problems.ts"
import type { Tree } from "./yaml-tree.ts"

export type Problems = ScenarioProblem[]

/** A key of the file: what it means, and whether it must be there. */
export interface Field {
  readonly says: string
  readonly required?: true
}

/** False for a key without a value too: `faults:` with everything below it commented out is as good as none. */
export const isPresent = (tree: Tree | undefined): tree is Tree =>
  tree !== undefined && !(tree.type === "scalar" && tree.value === null && !tree.quoted)

/** The value of a wrong type, said plainly. `wanted` reads like "a list of faults". */
export const wrongType = (problems: Problems, tree: Tree, wanted: string): undefined => {
  const name = tree.path === "" ? "The file" : `"${tree.path}"`
  if (!isPresent(tree)) problems.push(problem(tree, null, `${name} is empty; it needs ${wanted}.`))
  else if (tree.type === "scalar") problems.push(problem(tree, tree.source, `is not ${wanted}`))
  else problems.push(problem(tree, null, `${name} is a ${tree.type}, not ${wanted}.`))
  return undefined
}

/** The entries of a map; an empty value is an empty map. */
export const entriesOf = (
  problems: Problems,
  tree: Tree | undefined,
  wanted: string,
): readonly { readonly key: string; readonly at: Place; readonly value: Tree }[] => {
  if (!isPresent(tree)) return []
  if (tree.type === "map") return tree.entries
  wrongType(problems, tree, wanted)
  return []
}

/** The items of a list; an empty value is an empty list. */
export const itemsOf = (problems: Problems, tree: Tree | undefined, wanted: string): readonly Tree[] => {
  if (!isPresent(tree)) return []
  if (tree.type === "list") return tree.items
  wrongType(problems, tree, wanted)
  return []
}

/** The known keys of a map; unknown and missing ones are problems. `what` reads like "key of an order". Null when it is no map. */
export const fieldsOf = <K extends string>(
  problems: Problems,
  tree: Tree | undefined,
  fields: Readonly<Record<K, Field>>,
  what: string,
): { readonly [key in K]?: Tree } | null => {
  if (tree === undefined) return {}
  if (!isPresent(tree) && Object.values<Field>(fields).every((field) => field.required !== true)) return {}
  if (tree.type !== "map") return wrongType(problems, tree, `a map (${Object.keys(fields).join(", ")})`) ?? null
  const known: { [key in K]?: Tree } = {}
  for (const { key, at, value } of tree.entries) {
    if (Object.hasOwn(fields, key)) known[key as K] = value
    else problems.push(unknownWord(at, key, what, Object.keys(fields)))
  }
  for (const [key, field] of Object.entries<Field>(fields)) {
    if (field.required !== true || known[key as K] !== undefined) continue
    // A misspelt key was reported already; saying that the right one is missing would be a second problem for one slip.
    if (tree.entries.some((entry) => !Object.hasOwn(fields, entry.key) && nearest(entry.key, [key]) !== null)) continue
    problems.push(problem(tree, null, `"${key}" is missing: ${field.says}`))
  }
  return known
}

/** A scalar, read from its text. */
export const scalarOf = <T>(
  problems: Problems,
  tree: Tree | undefined,
  wanted: string,
  read: (text: string) => Read<T>,
): T | undefined => {
  if (tree === undefined) return undefined
  if (tree.type !== "scalar" || !isPresent(tree)) return wrongType(problems, tree, wanted)
  const result = read(tree.source)
  if (result.ok) return result.value
  const column = tree.column + (tree.oneLine ? (result.offset ?? 0) : 0)
  problems.push(
    problem({ ...tree, column }, tree.source, result.rule, result.hint === undefined ? {} : { hint: result.hint }),
  )
  return undefined
}

/** A text. Numbers keep their digits (`007`); true and false need quotes, because YAML reads them otherwise. */
export const textOf = (problems: Problems, tree: Tree | undefined, wanted = "a text"): string | undefined => {
  if (tree?.type === "scalar" && typeof tree.value === "boolean") {
    problems.push(problem(tree, tree.source, `is a flag, not ${wanted}`, { hint: `write "${tree.source}" in quotes` }))
    return undefined
  }
  return scalarOf(problems, tree, wanted, (text) =>
    text.trim() === "" ? bad(`is empty; it needs ${wanted}`) : good(text),
  )
}

/** A whole number from `least` to `most`. */
export const wholeOf = (
  problems: Problems,
  tree: Tree | undefined,
  wanted: string,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined =>
  scalarOf(problems, tree, wanted, (text) => {
    const number = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN
    if (Number.isNaN(number)) return bad("is no whole number")
    if (number < least) return bad(`is less than ${least}`)
    return number > most ? bad(`is more than ${most}`) : good(number === 0 ? 0 : number)
  })

export const flagOf = (problems: Problems, tree: Tree | undefined): boolean | undefined => {
  if (tree?.type === "scalar" && typeof tree.value === "boolean") return tree.value
  return scalarOf(problems, tree, "true or false", () => bad("is no flag", { hint: "write true or false" }))
}

/** One of a few words. `what` reads like "partner kind". */
export const wordOf = <W extends string>(
  problems: Problems,
  tree: Tree | undefined,
  what: string,
  words: readonly W[],
): W | undefined => {
  if (tree === undefined) return undefined
  if (tree.type !== "scalar" || !isPresent(tree)) return wrongType(problems, tree, `a ${what}`)
  const word = words.find((one) => one === tree.source)
  if (word === undefined) problems.push(unknownWord(tree, tree.source, what, words))
  return word
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Any value, as data. */
export const jsonOf = (problems: Problems, tree: Tree): Json => {
  if (tree.type === "list") return tree.items.map((item) => jsonOf(problems, item))
  if (tree.type === "map")
    return Object.fromEntries(tree.entries.map(({ key, value }) => [key, jsonOf(problems, value)]))
  if (typeof tree.value !== "number") return tree.value
  if (Number.isFinite(tree.value)) return tree.value === 0 ? 0 : tree.value
  problems.push(problem(tree, tree.source, "is no number that can be sent", { hint: "write it in quotes" }))
  return null
}
