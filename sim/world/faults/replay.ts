/** An instance sends its history again, as after a bulk re-import: every event of the last while, to all who subscribed to it. */
import { replayEvents } from "../../partner/subscriptions.ts"
import type { InstanceFault } from "./faults.ts"

export const replay: InstanceFault = {
  name: "replay",
  says: "An instance sends again all the events that it has published within so long before.",
  needs: ["at", "by"],
  isAway: false,
  begins: (world, instance, { from, byMs }) => {
    const since = from - byMs
    world.act(world.now, instance.name, replayEvents(instance.kind) as never, { since })
    return world
      .memoryOf(instance)
      .log.kept()
      .filter(({ at }) => at >= since).length
  },
}
