/** Two instances cannot reach each other for a while; both are well, and everybody else reaches them. */
import { lost } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const partition: FaultKind = {
  name: "partition",
  says: "Nothing gets from either of the two to the other, neither messages nor answers.",
  needs: ["at", "until"],
  on: "link",
  leg: "both",
  bothWays: true,
  verdict: () => lost,
}
