/** The message never arrives; its sender learns of it only by its own timeout. */
import type { FaultKind } from "./faults.ts"

export const drop: FaultKind = {
  name: "drop",
  says: "The message is lost on its way.",
  needs: [],
  leg: "message",
  verdict: () => ({ lost: true, delayMs: 0, copies: 0 }),
}
