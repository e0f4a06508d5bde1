/**
 * A replica no longer follows: what others read of an instance is as it was when that began, however much has been written since.
 * Writing goes on as ever.
 */
import type { InstanceFault } from "./faults.ts"

export const staleRead: InstanceFault = {
  name: "stale-read",
  says: "What others read of an instance is as it was at the beginning; it acts where that makes a difference.",
  needs: ["at", "until"],
  isAway: false,
  begins: (world, instance, spell) => {
    world.spells.freeze(instance, spell)
    return 0
  },
  ends: (world, instance) => world.spells.thaw(instance),
}
