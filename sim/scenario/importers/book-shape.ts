/**
 * The shape of an order book in a file: reads an unknown value as one, and names the path of the first thing that is not.
 */
import { readCurrency } from "../amounts.ts"
import { nearest } from "../nearest.ts"
import { minorMax } from "./decimal.ts"
import type { JsonPath } from "./json-text.ts"

/** Something is wrong with the value at a path; whoever has the text turns it into a line. */
export class BookProblem extends Error {
  readonly path: JsonPath
  readonly found: string
  readonly rule: string
  readonly todo: string

  constructor(path: JsonPath, found: unknown, rule: string, todo: string) {
    super(rule)
    this.path = path
    this.found = describe(found)
    this.rule = rule
    this.todo = todo
  }
}

type Reader<T> = (value: unknown, path: JsonPath) => T

const describe = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? Array.isArray(value)
      ? `a list of ${value.length}`
      : "an object"
    : value === undefined
      ? ""
      : String(value)

const text: Reader<string> = (value, path) => {
  if (typeof value === "string") return value
  throw new BookProblem(path, value, "A text is expected here.", "Put it into quotation marks.")
}

const name: Reader<string> = (value, path) => {
  const read = text(value, path)
  if (read !== "") return read
  throw new BookProblem(path, value, "This text must not be empty.", "Fill it in.")
}

const whole =
  (least: number, most: number, todo: string): Reader<number> =>
  (value, path) => {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most)
      return value === 0 ? 0 : value
    throw new BookProblem(path, value, `A whole number from ${least} to ${most} is expected here.`, todo)
  }

const flag: Reader<boolean> = (value, path) => {
  if (typeof value === "boolean") return value
  throw new BookProblem(path, value, "true or false is expected here.", "Write one of them without quotation marks.")
}

const nullable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, path) =>
    value === null ? null : reader(value, path)

const oneOf =
  <const T extends string>(...words: readonly T[]): Reader<T> =>
  (value, path) => {
    for (const word of words) if (word === value) return word
    const meant = typeof value === "string" ? nearest(value, words) : null
    throw new BookProblem(
      path,
      value,
      `One of ${words.join(", ")} is expected here.`,
      meant === null ? "Write one of these." : `Did you mean ${meant}?`,
    )
  }

const listOf =
  <T>(reader: Reader<T>): Reader<readonly T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new BookProblem(path, value, "A list is expected here.", "Write it as [ … ].")
    return value.map((item: unknown, index) => reader(item, [...path, index]))
  }

const object =
  <const S extends Readonly<Record<string, Reader<unknown>>>>(
    shape: S,
  ): Reader<{ readonly [K in keyof S]: ReturnType<S[K]> }> =>
  (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new BookProblem(path, value, "An object is expected here.", `Give it ${Object.keys(shape).join(", ")}.`)
    }
    const fields = new Map<string, unknown>(Object.entries(value))
    for (const key of fields.keys()) {
      if (Object.hasOwn(shape, key)) continue
      const meant = nearest(key, Object.keys(shape))
      throw new BookProblem(
        [...path, key],
        key,
        `There is no field of this name here; there are ${Object.keys(shape).join(", ")}.`,
        meant === null ? "Take it out." : `Did you mean ${meant}?`,
      )
    }
    const read: Record<string, unknown> = {}
    for (const [key, reader] of Object.entries(shape)) {
      if (!fields.has(key)) throw new BookProblem(path, undefined, `The field ${key} is missing.`, "Add it.")
      read[key] = reader(fields.get(key), [...path, key])
    }
    return read as { readonly [K in keyof S]: ReturnType<S[K]> }
  }

const instant = whole(-8_640_000_000_000_000, 8_640_000_000_000_000, "Write milliseconds since 1970-01-01 UTC.")
const minor = whole(0, minorMax, "Write whole minor units, such as cents.")
const signedMinor = whole(-minorMax, minorMax, "Write whole minor units, such as cents.")
const units = whole(1, 999_999_999, "Write whole units.")

const currency: Reader<string> = (value, path) => {
  const read = readCurrency(text(value, path))
  if (read.ok) return read.value
  throw new BookProblem(
    path,
    value,
    "A currency is an ISO 4217 code that is in use.",
    `Correct it: ${read.hint ?? "use EUR"}.`,
  )
}

const order = object({
  id: name,
  at: instant,
  channel: nullable(oneOf("storefront", "marketplace")),
  buyer: object({ id: name, guest: flag, name: text, email: text, phone: nullable(text) }),
  address: object({
    line1: text,
    line2: nullable(text),
    city: text,
    region: nullable(text),
    postalCode: nullable(text),
    country: text,
  }),
  lines: listOf(object({ sku: name, name: text, quantity: units, amount: minor, discount: minor, tax: minor })),
  charges: listOf(object({ code: name, name: text, amount: minor, tax: minor })),
  service: oneOf("sameDay", "first", "second", "standard"),
  total: minor,
})

const withdrawal = object({
  id: name,
  at: instant,
  order: name,
  lines: listOf(object({ sku: name, quantity: units })),
  whole: flag,
})

const skipped = object({
  id: text,
  kind: oneOf("order", "cancellation", "adjustment", "row"),
  line: whole(1, 999_999_999, "Write the line of the source."),
  rows: whole(1, 999_999_999, "Write how many rows it has."),
  amount: signedMinor,
  reason: text,
})

/** The file as a whole; products follow from the lines and are not in it. */
export const bookFile = object({
  format: oneOf("backlot"),
  version: whole(1, 1, "This build reads version 1."),
  madeFrom: nullable(object({ format: text, hash: text })),
  currency,
  roundingMicros: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, "Write millionths of a minor unit."),
  notes: listOf(text),
  orders: listOf(order),
  withdrawals: listOf(withdrawal),
  skipped: listOf(skipped),
})
