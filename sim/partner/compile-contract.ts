/**
 * Contracts compiled: a schema walked once becomes closures that decide about a message without allocating, and that name every
 * violation with its path when asked to.
 *
 * The verdict is that of Effect's `Schema.is` on plain data, field for field and rule for rule. No code is generated from text, so
 * it runs under a content security policy that forbids that. A form of schema without a closure of its own is judged by Effect's
 * interpreter, that part alone: a contract may use all of Effect's schemas, and its meaning never depends on which of them are fast.
 */
import type * as Schema from "effect/Schema"
import { compilePart } from "./contract-check/compile-part.ts"
import type { Violation } from "./contract-check/part.ts"

export type { Violation } from "./contract-check/part.ts"

export interface ContractCheck {
  /** Does the value match? No allocation on the good path. */
  readonly matches: (value: unknown) => boolean
  /** Every violation, with its path (`lines[0].quantity`), what was expected and what was received; empty when it matches. */
  readonly violations: (value: unknown) => readonly Violation[]
}

const none: readonly Violation[] = []

export const compileContract = (schema: Schema.Codec<unknown, unknown>): ContractCheck => {
  const { matches, report } = compilePart(schema.ast)
  return {
    matches,
    violations: (value) => {
      if (matches(value)) return none
      const found: Violation[] = []
      report(value, "", found)
      return found
    },
  }
}

const told = 3

/** Violations as one sentence for people; the first three, and how many more there are. */
export const inWords = (violations: readonly Violation[]): string => {
  const words = violations
    .slice(0, told)
    .map(({ path, expected, received }) => `${path === "" ? "it" : path} should be ${expected} but is ${received}`)
  const more = violations.length - words.length
  return `${words.join("; ")}${more > 0 ? `; and ${more} more` : ""}`
}
