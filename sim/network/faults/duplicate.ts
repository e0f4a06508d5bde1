/** The message arrives twice, the copy a little later. */
import type { FaultKind } from "./faults.ts"

export const duplicate: FaultKind = {
  name: "duplicate",
  says: "The message is delivered a second time.",
  needs: [],
  leg: "message",
  verdict: () => ({ lost: false, delayMs: 0, copies: 1 }),
}
