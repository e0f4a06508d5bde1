/**
 * A message over which its receiver fails each time, whichever way it comes: an event with a value that nobody thought of. Receivers
 * put such an event aside after a while, so that those behind it get through; when they are mended somebody has it worked off.
 */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const poison: FaultKind = {
  name: "poison",
  says: "The receiver fails over the message each time, also where it polls for it; at the end what it has put aside is worked off.",
  needs: ["until"],
  on: "messages",
  leg: "message",
  verdict: () => ({ ...delivered, handling: { type: "failed" } }),
}
