/**
 * Two JSON values in one list of lines: what both have, what only the first has, what only the second has, down to the field.
 * What differs is found by jsondiffpatch, which matches the items of lists by their ids.
 */
import { create, type Delta } from "jsondiffpatch"
import { put, type JsonLine } from "./json-lines.ts"
import { nodeOf } from "./json-node.ts"

const differ = create({
  arrays: { detectMove: false },
  objectHash: (item: object | null, index) => identityOf(item) ?? `$${index}`,
})

/** What an item of a list is known by. */
const identityOf = (item: object | null): string | undefined => {
  if (item === null) return "null"
  for (const key of ["id", "sku", "line", "key", "reference"]) {
    const value = (item as Readonly<Record<string, unknown>>)[key]
    if (typeof value === "string" || typeof value === "number") return `${key}:${value}`
  }
  return undefined
}

export const diffLines = (before: unknown, after: unknown): readonly JsonLine[] => {
  const lines: JsonLine[] = []
  walk(lines, before, after, differ.diff(before, after), 0, null)
  return lines
}

const whole = (
  lines: JsonLine[],
  value: unknown,
  depth: number,
  key: string | null,
  change: JsonLine["change"],
): void => put(lines, nodeOf(value), { depth, key, comma: false, change })

const walk = (
  lines: JsonLine[],
  before: unknown,
  after: unknown,
  delta: Delta,
  depth: number,
  key: string | null,
): void => {
  if (delta === undefined) return whole(lines, before, depth, key, "same")
  // A list in a delta stands for a value that is another one.
  if (Array.isArray(delta)) {
    if (delta.length !== 1) whole(lines, before, depth, key, "removed")
    if (delta.length !== 3) whole(lines, after, depth, key, "added")
    return
  }
  const isList = Array.isArray(after)
  const bracket = (kind: "open" | "close", text: string, name: string | null): void => {
    lines.push({ depth, key: name, kind, text, comma: false, change: "same" })
  }
  bracket("open", isList ? "[" : "{", key)
  if (isList) walkList(lines, before as readonly unknown[], after, delta as Readonly<Record<string, Delta>>, depth + 1)
  else walkObject(lines, before as Json, after as Json, delta as Readonly<Record<string, Delta>>, depth + 1)
  bracket("close", isList ? "]" : "}", null)
}

type Json = Readonly<Record<string, unknown>>

/** The keys of both, in the order of the first, those that only the second has behind the ones that they follow there. */
const walkObject = (
  lines: JsonLine[],
  before: Json,
  after: Json,
  delta: Readonly<Record<string, Delta>>,
  depth: number,
): void => {
  const keys = Object.keys(before)
  let place = 0
  for (const key of Object.keys(after)) {
    const known = keys.indexOf(key)
    if (known >= 0) place = known + 1
    else keys.splice(place++, 0, key)
  }
  for (const key of keys) walk(lines, before[key], after[key], delta[key], depth, key)
}

/** Items of the second list with those that are gone in between, at the place that they had. */
const walkList = (
  lines: JsonLine[],
  before: readonly unknown[],
  after: readonly unknown[],
  delta: Readonly<Record<string, Delta>>,
  depth: number,
): void => {
  let old = 0
  const gone = (): void => {
    for (; old < before.length && delta[`_${old}`] !== undefined; old++) {
      whole(lines, before[old], depth, null, "removed")
    }
  }
  for (const [index, item] of after.entries()) {
    gone()
    const change = delta[String(index)]
    if (Array.isArray(change) && change.length === 1) {
      whole(lines, item, depth, null, "added")
      continue
    }
    walk(lines, before[old], item, change, depth, null)
    old++
  }
  gone()
}
