/** Deliveries and what becomes of them: unloaded onto the dock, counted, put away, sellable. */
import { object, type ObjectKind } from "../../sim/partner/room.ts"
import type * as wire from "./contract.ts"
import { inboundNoticeMachine } from "./inbound-notice.machine.ts"
import { workTime } from "./opening-hours.ts"
import { putawayMachine } from "./putaway.machine.ts"
import { changeStock, levelsOf, moveOf } from "./stock.ts"

/** A delivery is counted once; the receipt is that count. */
const receiptOf = (notice: string): string => `${notice}/receipt-1`

export const inboundNotice: ObjectKind<typeof inboundNoticeMachine> = object("inboundNotice", inboundNoticeMachine, {
  publishes: {
    "receipt.completed": ({ id, context }, turn): typeof wire.receiptCompleted.payload.Type => ({
      receipt: receiptOf(id),
      notice: id,
      purchaseOrder: context.purchaseOrder,
      receivedAt: turn.at,
      lines: context.lines,
    }),
  },
  posts: {
    unload: ({ id, context }, turn) => ({
      book: "stock",
      subject: receiptOf(id),
      legs: moveOf("supplier", "dock", context.lines, turn.instance.name),
    }),
  },
  effects: {
    startPutaway: (turn, { id, context }) => {
      const input = { notice: id, receipt: receiptOf(id), lines: context.lines }
      turn.create(putaway, { of: id, role: "putaway" }, input)
    },
  },
  delays: { dockTime: (self, turn) => workTime(turn, turn.duration("dockTime", self.id)) },
})

export const putaway: ObjectKind<typeof putawayMachine> = object("putaway", putawayMachine, {
  publishes: {
    "stock.changed": ({ id, context }, turn): typeof wire.stockChanged.payload.Type => ({
      reference: id,
      reason: "putaway",
      levels: levelsOf(turn, context.lines),
    }),
  },
  posts: {
    putaway: ({ context }, turn) => ({
      book: "stock",
      subject: context.receipt,
      legs: moveOf("dock", "onHand", context.lines, turn.instance.name),
    }),
  },
  effects: {
    store: (turn, { context }) => {
      changeStock(turn, "received", context.lines)
      turn.tell(inboundNotice, context.notice, { type: "stored" })
    },
  },
  delays: { putawayTime: (self, turn) => workTime(turn, turn.duration("putawayTime", self.id)) },
})
