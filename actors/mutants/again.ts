/** Bugs that one run does not show: in a second run, where all comes once more or in another order, something else is there in the end. */
import { heard, type Mutant, type Mutation } from "../../sim/harness/mutate.ts"

/** Takes an event for out of date when it has heard of a later one, whatever that was about. */
const latestOfAll = (kind: string, webhook: string, at: string): Mutation =>
  heard(kind, webhook, (original) => {
    const latest = new WeakMap<object, number>()
    return (turn, payload) => {
      const told = (payload as Readonly<Record<string, number>>)[at] ?? 0
      const before = latest.get(turn.instance) ?? 0
      if (told < before) return
      latest.set(turn.instance, told)
      original(turn, payload)
    }
  })

export const again: readonly Mutant[] = [
  {
    name: "oms: an order is out of date when another was placed later",
    mutate: latestOfAll("oms", "order.created", "placedAt"),
  },
  {
    name: "oms: a shipment is out of date when another left later",
    mutate: latestOfAll("oms", "shipment.shipped", "shippedAt"),
  },
]
