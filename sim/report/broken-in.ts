/** Which invariants broke in a run, meant or not. */
import type { InvariantResult } from "./result.ts"

export const brokenIn = (invariants: readonly Pick<InvariantResult, "id" | "verdict">[]): readonly string[] =>
  invariants.filter(({ verdict }) => verdict === "broken").map(({ id }) => id)
