/** Policies that every kind of partner has because a process can die at any moment: in which order it commits, answers and sends. */
import type { PolicySpec } from "../scenario/vocabulary.ts"

export const commitPolicies = {
  acknowledges: {
    default: "afterCommit",
    unit: "choice",
    choices: ["afterCommit", "beforeCommit"],
    says: "When a message is acknowledged: once all that it brings about is committed, or as soon as it has come.",
  },
  outbox: {
    default: "durable",
    unit: "choice",
    choices: ["durable", "memory"],
    says: "Where messages wait that are to be sent or sent again: stored with what brought them about, or in memory only.",
  },
} as const satisfies Record<string, PolicySpec>

/** Partners that were made without a scenario have the defaults. */
export const acknowledgesFirst = (policies: Readonly<Record<string, unknown>>): boolean =>
  policies["acknowledges"] === "beforeCommit"

/** What is only in memory is gone when the process dies. */
export const keepsOutboxInMemory = (policies: Readonly<Record<string, unknown>>): boolean =>
  policies["outbox"] === "memory"
