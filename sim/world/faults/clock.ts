/**
 * An instance's own clock is wrong for a while: by it the instance stamps what it does, compares instants and knows its opening hours.
 * When the clock is set right again, nothing that it has stamped changes.
 */
import type { InstanceFault } from "./faults.ts"

export const clockAhead: InstanceFault = {
  name: "clock-ahead",
  says: "An instance's own clock is so much ahead: what it stamps, compares and plans by is wrong.",
  needs: ["at", "until", "by"],
  isAway: false,
  skewMs: ({ byMs }) => byMs,
}

export const clockBehind: InstanceFault = {
  name: "clock-behind",
  says: "An instance's own clock is so much behind, as one that nobody has moved when summer began.",
  needs: ["at", "until", "by"],
  isAway: false,
  skewMs: ({ byMs }) => -byMs,
}
