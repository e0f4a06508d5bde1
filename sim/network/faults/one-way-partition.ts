/**
 * What one instance sends does not reach the other for a while, the other way round all goes on. The worse half of it are answers:
 * what the other one asks is done, and it cannot know.
 */
import { lost } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const oneWayPartition: FaultKind = {
  name: "one-way-partition",
  says: "Nothing gets from the first to the second, neither its messages nor its answers; the other way all goes on.",
  needs: ["at", "until"],
  on: "link",
  leg: "both",
  verdict: () => lost,
}
