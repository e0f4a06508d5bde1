/** The message arrives late, by the duration that the scenario names; others overtake it. */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const delay: FaultKind = {
  name: "delay",
  says: "The message is delivered late, by so long.",
  needs: ["by"],
  on: "messages",
  leg: "either",
  verdict: (_wire, { byMs }) => ({ ...delivered, delayMs: byMs }),
}
