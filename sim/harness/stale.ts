/** Whether a saved scenario still means what it meant: a fault that hits nothing any more proves nothing. */
import type { RunResult } from "../report/result.ts"

/** What was to be put to the test and was not; a scenario that says so is stale, never green. */
export const staleParts = ({ expectations }: Pick<RunResult, "expectations">): readonly string[] =>
  expectations.filter(({ verdict }) => verdict === "unknown").map(({ says }) => says)
