/**
 * An instance dies and is started again.
 *
 * Objects, remembered keys and events, and messages that wait to be sent (where its `outbox` is durable) are as they were; timers that
 * ran out meanwhile go off at the start. Volatile, and so lost: connections with all answers that were to come over them, circuit
 * breakers, rate-limit windows, access tokens, and an `outbox` in memory.
 */
import type { InstanceFault } from "./faults.ts"

export const crash: InstanceFault = {
  name: "crash",
  says: "An instance dies and is started again at the end: what comes meanwhile is lost without an answer, and so is all that it had not stored.",
  needs: ["at", "until"],
  isAway: true,
  meanwhile: (item) => (item.do === "deliver" && item.kind !== "act" ? "is lost" : "waits"),
  begins: (world, instance) => {
    world.memoryOf(instance).arrivals.clear()
    return world.client.crash(instance) + world.server.crash(instance)
  },
  ends: (world, instance) => {
    world.client.restart(instance)
    world.polls.restart(instance)
  },
}
