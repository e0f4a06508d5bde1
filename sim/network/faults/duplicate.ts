/** The message arrives twice, the copy a little later. */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const duplicate: FaultKind = {
  name: "duplicate",
  says: "The message is delivered a second time.",
  needs: [],
  on: "messages",
  leg: "either",
  verdict: () => ({ ...delivered, copies: 1 }),
}
