/**
 * What a receiver makes of words that it does not know yet. Contracts grow: who publishes adds a status, and tells nobody.
 *
 * Only the publisher's own messages are borne with; what somebody asks of a partner has to keep to the partner's contract.
 */
import type { PolicySpec } from "../scenario/vocabulary.ts"
import type { Violation } from "./compile-contract.ts"

export const tolerancePolicies = {
  unknownWords: {
    default: "tolerant",
    unit: "choice",
    choices: ["tolerant", "strict"],
    says: "What becomes of an event in which a closed list of words has a new one: taken in as unknown, or refused.",
  },
} as const satisfies Record<string, PolicySpec>

export const isTolerant = (policies: Readonly<Record<string, unknown>>): boolean =>
  (policies["unknownWords"] ?? tolerancePolicies.unknownWords.default) === "tolerant"

/** Is all that is wrong that words of closed lists are new? */
export const areNewWords = (violations: readonly Violation[]): boolean =>
  violations.every(({ expected, received }) => expected.startsWith('"') && received.startsWith('"'))
