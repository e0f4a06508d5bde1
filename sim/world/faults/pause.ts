/** An instance stands still, as under a long collection of garbage, and then catches up: nothing is lost, all of it is late. */
import type { InstanceFault } from "./faults.ts"

export const pause: InstanceFault = {
  name: "pause",
  says: "An instance stands still: what comes to it and what it was to do waits until the end, and is then done in order.",
  needs: ["at", "until"],
  isAway: true,
  meanwhile: () => "waits",
}
