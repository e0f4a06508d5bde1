/** Returns: what buyers send back is inspected, then either sellable again or scrap. */
import { chance } from "../../sim/world/hash.ts"
import { object, type ObjectKind } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type { Units } from "../shapes.ts"
import type * as wire from "./contract.ts"
import { openingTime, workTime } from "./opening-hours.ts"
import { returnReceiptMachine, type Inspected } from "./return-receipt.machine.ts"
import { bySku, changeStock, levelsOf, moveOf } from "./stock.ts"

export const returnReceipt: ObjectKind<typeof returnReceiptMachine> = object("returnReceipt", returnReceiptMachine, {
  publishes: {
    "return.inspected": ({ id, context }): typeof wire.returnInspected.payload.Type => ({
      return: id,
      order: context.order,
      lines: context.found,
    }),
    "stock.changed": ({ id, context }, turn): typeof wire.stockChanged.payload.Type | null => {
      const levels = levelsOf(turn, restockedOf(context.found))
      return levels.length === 0 ? null : { reference: id, reason: "return", levels }
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
  },
  effects: { restock: (turn, { context }) => changeStock(turn, "returned", restockedOf(context.found)) },
  delays: {
    opening: (_self, turn) => openingTime(turn),
    inspectionTime: (self, turn) => workTime(turn, turn.duration("inspectionTime", self.id)),
  },
})

const restockedOf = (found: readonly Inspected[]): Inspected[] => found.filter((line) => line.disposition === "restock")

/** In which condition the units of a return are: nature has decided before anybody looks. */
export const conditionOf = (turn: Turn, id: string, lines: readonly Units[]): Inspected[] =>
  bySku(lines).map((line) => {
    const isScrap = chance(turn.draw("scrap", `${id} ${line.sku}`), turn.policy("scrapShare"))
    return { ...line, disposition: isScrap ? "scrap" : "restock" }
  })
