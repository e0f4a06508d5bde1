/** Policies that every kind of partner has because a process can die at any moment: in which order it commits, answers and sends. */
import type { PolicySpec } from "../scenario/vocabulary.ts"

export const commitPolicies = {
  acknowledges: {
    default: "afterCommit",
    unit: "choice",
    choices: ["afterCommit", "beforeCommit"],
    says: "When a message is acknowledged: once all that it brings about is committed, or as soon as it has come.",
  },
} as const satisfies Record<string, PolicySpec>

/** Partners that were made without a scenario have the defaults. */
export const acknowledgesFirst = (policies: Readonly<Record<string, unknown>>): boolean =>
  policies["acknowledges"] === "beforeCommit"
