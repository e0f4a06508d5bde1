/** What an answer's status means for the call: done, a business "no", or a failure of the request. */
export type Outcome = "succeeded" | "declined" | "failed"

export const outcomeOf = (status: number): Outcome =>
  status >= 200 && status < 300 ? "succeeded" : declines.has(status) ? "declined" : "failed"

/** Declined payment, unknown object, state conflict, object that is gone, request that breaks a business rule. */
const declines: ReadonlySet<number> = new Set([402, 404, 409, 410, 422])
