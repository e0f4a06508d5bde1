/** One node of a compiled contract: decides fast, and tells slowly but in full what is wrong. */

import type { Quick } from "./quick.ts"

/** What a contract asked for at some place of a message, and what was there instead. */
export interface Violation {
  /** Where: `lines[0].quantity`; empty for the message itself. */
  readonly path: string
  readonly expected: string
  readonly received: string
}

export interface Part {
  /** In the reader's words: "a string", `"psp" or "marketplace"`. */
  readonly expected: string
  readonly matches: (value: unknown) => boolean
  /** The same as `matches`, in a form that a record tests in place. */
  readonly quick?: Quick | undefined
  /** Is the value of this part's kind at all? Of several parts that all refuse it, the one of its kind says what is wrong. */
  readonly resembles: (value: unknown) => boolean
  /** Adds at least one violation exactly when the value does not match. */
  readonly report: (value: unknown, path: string, into: Violation[]) => void
}

/** A part about which there is no more to say than that the value is not what was expected. */
export const plainPart = (expected: string, matches: (value: unknown) => boolean): Part => ({
  expected,
  matches,
  resembles: matches,
  report: (value, path, into) => {
    if (!matches(value)) into.push({ path, expected, received: described(value) })
  },
})

export const keyPath = (path: string, key: PropertyKey): string => {
  if (typeof key === "symbol") return `${path}[${String(key)}]`
  const name = String(key)
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `${path}[${JSON.stringify(name)}]`
  return path === "" ? name : `${path}.${name}`
}

export const indexPath = (path: string, index: number): string => `${path}[${index}]`

export const nothing = "nothing"

const shown = 60
const shortened = (text: string): string => (text.length > shown ? `${text.slice(0, shown)}…` : text)

/** A value as an error for people shows it: short, with its kind. */
export const described = (value: unknown): string => {
  switch (typeof value) {
    case "string":
      return value.length > shown ? `${JSON.stringify(value.slice(0, shown))}…` : JSON.stringify(value)
    case "number":
      return Object.is(value, -0) ? "-0" : String(value)
    case "bigint":
      return `the bigint ${value}`
    case "symbol":
      return `the symbol ${String(value)}`
    case "function":
      return "a function"
    case "object":
      return value === null ? "null" : describedObject(value)
    case "boolean":
    case "undefined":
      return String(value)
  }
}

const describedObject = (value: object): string => {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`
  const keys = Object.keys(value)
  return keys.length === 0 ? "an object without fields" : `an object with ${shortened(keys.join(", "))}`
}

/** `a`, `a or b`, `a, b or c`. */
export const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? nothing) : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`
