/**
 * Objects: named fields, optional ones, and records of anything by name.
 *
 * Fields that no contract names are let pass, inherited ones count as present, a list is no object: as Effect sees it.
 */
import { quick, quickKind, type QuickKind } from "./quick.ts"
import { described, keyPath, nothing, type Part } from "./part.ts"

export interface Field {
  readonly name: PropertyKey
  readonly optional: boolean
  readonly part: Part
  /** The one value that tells this object from its siblings in a union; undefined when the field is no literal. */
  readonly constant: unknown
}

type Fields = Readonly<Record<PropertyKey, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A field as the loop below tests it. */
interface Tested {
  readonly name: PropertyKey
  readonly optional: boolean
  readonly kind: QuickKind
  readonly least: number
  readonly most: number
  readonly matches: (value: unknown) => boolean
}

const tested = ({ name, optional, part }: Field): Tested => {
  const { kind, least, most } = part.quick ?? quick(quickKind.other)
  return { name, optional, kind, least, most, matches: part.matches }
}

const passes = (field: Tested, content: unknown): boolean => {
  switch (field.kind) {
    case quickKind.text:
      return typeof content === "string"
    case quickKind.textOrNull:
      return content === null || typeof content === "string"
    case quickKind.whole:
      return Number.isSafeInteger(content) && (content as number) >= field.least && (content as number) <= field.most
    case quickKind.null:
      return content === null
    case quickKind.boolean:
      return typeof content === "boolean"
    case quickKind.other:
      return field.matches(content)
  }
}

/** The fields from a place on, each looked up by its name. */
const restMatches = (fields: readonly Tested[], value: Fields, from: number): boolean => {
  for (let index = from; index < fields.length; index++) {
    const field = fields[index] as Tested
    const content = value[field.name]
    if (content === undefined && !(field.name in value)) {
      if (field.optional) continue
      return false
    }
    if (!passes(field, content)) return false
  }
  return true
}

/**
 * Messages are mostly written in the order of their contract: walking the keys of the value beside the fields of the contract is
 * several times as fast as looking each field up. At the first key that is out of step the rest is looked up.
 */
const fieldsMatch = (all: readonly Field[]): ((value: unknown) => boolean) => {
  const fields = all.map(tested)
  const names = all.map((field) => field.name)
  return (value) => {
    if (!isObject(value)) return false
    let index = 0
    for (const key in value) {
      if (key !== names[index]) break
      if (!passes(fields[index] as Tested, value[key])) return false
      index++
    }
    return index === fields.length || restMatches(fields, value, index)
  }
}

const everyValueMatches =
  (every: Part) =>
  (value: unknown): boolean => {
    if (!isObject(value)) return false
    // Object.keys would allocate a list for each message.
    for (const key in value) if (Object.hasOwn(value, key) && !every.matches(value[key])) return false
    return true
  }

/** An object with these fields, and with `every` value of all its keys matching that part. */
export const recordPart = (fields: readonly Field[], everyValue: readonly Part[]): Part => {
  const named = fieldsMatch(fields)
  const tests = [...(fields.length > 0 ? [named] : []), ...everyValue.map(everyValueMatches)]
  const expected = fields.length === 0 ? "an object" : `an object with ${fields.map(title).join(", ")}`
  return {
    expected,
    matches: tests.reduce((one, other) => (value) => one(value) && other(value)),
    resembles: (value) =>
      isObject(value) && fields.every((field) => field.constant === undefined || value[field.name] === field.constant),
    report: (value, path, into) => {
      if (!isObject(value)) {
        into.push({ path, expected, received: described(value) })
        return
      }
      for (const { name, optional, part } of fields) {
        const inside = keyPath(path, name)
        if (name in value) part.report(value[name], inside, into)
        else if (!optional) into.push({ path: inside, expected: part.expected, received: nothing })
      }
      for (const part of everyValue) {
        for (const key of Object.keys(value)) part.report(value[key], keyPath(path, key), into)
      }
    },
  }
}

const title = (field: Field): string => (field.optional ? `maybe ${String(field.name)}` : String(field.name))
