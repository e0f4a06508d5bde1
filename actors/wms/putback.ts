/** Putbacks: what was called off while it was picked or packed goes back to its shelf, and the others' figures with it. */
import { object, type ObjectKind } from "../../sim/partner/room.ts"
import type * as wire from "./contract.ts"
import { workTime } from "./opening-hours.ts"
import { outboundOrder } from "./outbound.ts"
import { putbackMachine } from "./putback.machine.ts"
import { changeStock, levelsOf } from "./stock.ts"

export const putback: ObjectKind<typeof putbackMachine> = object("putback", putbackMachine, {
  publishes: {
    "stock.changed": ({ id, context }, turn): typeof wire.stockChanged.payload.Type => ({
      reference: id,
      reason: "putback",
      levels: levelsOf(turn, context.lines),
    }),
  },
  effects: {
    giveBack: (turn, { context }) => changeStock(turn, "deallocated", context.lines),
    tellShelved: (turn, { context }) => turn.tell(outboundOrder, context.shipment, { type: "shelved" }),
  },
  delays: { putbackTime: (self, turn) => workTime(turn, turn.duration("putbackTime", self.id)) },
})
