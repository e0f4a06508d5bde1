/** A burst of 429: the receiver takes nothing for a while and says in Retry-After how long to wait; nothing of it reaches its room. */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const rateLimit: FaultKind = {
  name: "rate-limit",
  says: "Requests are refused with 429; Retry-After says so long.",
  needs: ["at", "until", "by"],
  on: "messages",
  leg: "message",
  verdict: (_wire, { byMs }) => ({
    ...delivered,
    handling: { type: "refused", error: "rateLimited", says: "Too many requests.", retryAfterMs: byMs },
  }),
}
