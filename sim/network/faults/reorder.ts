/** What is sent while it acts arrives after its end in reverse order: the last message first, the first one last. */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const reorder: FaultKind = {
  name: "reorder",
  says: "What is sent in the meantime arrives afterwards, in reverse order.",
  needs: ["at", "until"],
  on: "messages",
  leg: "message",
  // One message alone cannot be in a wrong order.
  least: 2,
  verdict: ({ sentAt }, { untilMs }) => ({ ...delivered, delayMs: 2 * (untilMs - sentAt) }),
}
