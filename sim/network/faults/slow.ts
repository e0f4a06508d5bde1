/** A partner is slow for a while: whatever it sends and gets travels many times as long, so that some of its answers come too late. */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const slow: FaultKind = {
  name: "slow",
  says: "All that an instance sends and gets travels so many times as long as usual.",
  needs: ["at", "until", "times"],
  on: "instance",
  leg: "both",
  verdict: (_wire, { times }) => ({ ...delivered, latencyTimes: Math.max(1, Number(times)) }),
}
