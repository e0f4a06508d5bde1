/** An instance is down to others: it answers 503 and does not poll, while what it had begun goes on behind its door. */
import type { InstanceFault } from "./faults.ts"

export const outage: InstanceFault = {
  name: "outage",
  says: "An instance is down: whatever reaches it is answered 503, and it does not poll.",
  needs: ["at", "until"],
  isAway: true,
  // People come back when it is there again.
  meanwhile: (item) => (item.do === "deliver" && item.kind === "act" ? "waits" : "goes on"),
}
