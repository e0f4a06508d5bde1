/** Returns: what comes back is inspected, then either sellable again or scrap. */
import { chance } from "../../sim/world/hash.ts"
import { object, ok, type ObjectKind, type Reply } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type * as wire from "./contract.ts"
import { openingTime, workTime } from "./opening-hours.ts"
import { returnReceiptMachine, type Inspected } from "./return-receipt.machine.ts"
import { bySku, changeStock, freeOf, levelsOf, moveOf, stock } from "./stock.ts"

export const returnReceipt: ObjectKind<typeof returnReceiptMachine> = object("returnReceipt", returnReceiptMachine, {
  publishes: {
    "return.arrived": ({ id, context }): typeof wire.returnArrived.payload.Type | null => {
      const { order, origin, parcel, announced, tellArrival } = context
      return tellArrival ? { return: id, order, origin, parcel, lines: announced } : null
    },
    "return.inspected": ({ id, context }): typeof wire.returnInspected.payload.Type => ({
      return: id,
      order: context.order,
      origin: context.origin,
      parcel: context.parcel,
      lines: context.found,
    }),
    "stock.changed": (self, turn): typeof wire.stockChanged.payload.Type | null => {
      const { found } = self.context
      const levels = levelsOf(turn, self.is("completed") ? restockedOf(found) : bySku(found))
      return levels.length === 0 ? null : { reference: self.id, reason: "return", levels }
    },
  },
  posts: {
    returnUnload: ({ id, context }, turn) => ({
      book: "stock",
      subject: id,
      legs: moveOf("customer", "inspection", context.found, turn.instance.name),
    }),
    returnInspect: ({ id, context }, turn) => ({
      book: "stock",
      subject: id,
      legs: context.found.flatMap((line) =>
        moveOf("inspection", line.disposition === "restock" ? "onHand" : "scrap", [line], turn.instance.name),
      ),
    }),
    shelveUnseen: ({ id, context }, turn) => ({
      book: "stock",
      subject: id,
      legs: moveOf("inspection", "onHand", context.found, turn.instance.name),
    }),
  },
  effects: {
    restock: (turn, { context }) => changeStock(turn, "returned", restockedOf(context.found)),
    shelveAll: (turn, { context }) => changeStock(turn, "returned", context.found),
    // Only what is still there can be thrown away.
    takeOffBroken: (turn, { id, context }) => {
      for (const { sku, quantity, disposition } of context.found) {
        const left = disposition === "scrap" ? Math.min(quantity, freeOf(turn, sku)) : 0
        if (left > 0) turn.send(stock, sku, { type: "adjusted", quantity: -left, reference: id, reason: "scrap" })
      }
    },
  },
  delays: {
    opening: (_self, turn) => openingTime(turn),
    inspectionTime: (self, turn) => workTime(turn, turn.duration("inspectionTime", self.id)),
  },
})

const restockedOf = (found: readonly Inspected[]): Inspected[] => found.filter((line) => line.disposition === "restock")

/** A parcel is at the dock, with whatever is in it. */
export const unload = (turn: Turn, id: string, found: readonly Inspected[]): Reply => {
  const event = { type: "unload", found, unseen: turn.policy<string>("restockAt") === "arrival" } as const
  return turn.drive(returnReceipt, id, event, ({ state }) => ok({ return: id, state }))
}

/** In which condition returned units are: whoever packed them knows, else nature has decided before anybody looks. */
export const conditionOf = (
  turn: Turn,
  id: string,
  lines: (typeof wire.unloadReturn.request.Type)["lines"],
): Inspected[] => {
  const known = lines.flatMap(({ sku, quantity, condition }): Inspected[] =>
    condition === undefined ? [] : [{ sku, quantity, disposition: condition === "good" ? "restock" : "scrap" }],
  )
  const drawn = bySku(lines.filter(({ condition }) => condition === undefined)).map((line): Inspected => {
    const isScrap = chance(turn.draw("scrap", `${id} ${line.sku}`), turn.policy("scrapShare"))
    return { ...line, disposition: isScrap ? "scrap" : "restock" }
  })
  return [...known, ...drawn]
}
