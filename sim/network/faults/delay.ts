/** The message arrives late, by the duration that the scenario names; others overtake it. */
import type { FaultKind } from "./faults.ts"

export const delay: FaultKind = {
  name: "delay",
  says: "The message is delivered late.",
  needs: ["by"],
  leg: "message",
  verdict: (_wire, settings) => ({ lost: false, delayMs: settings.byMs, copies: 0 }),
}
