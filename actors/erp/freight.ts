/** What carriers charge: their bills, held against what has left, and paid. */
import { object, ok, type Reply } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type * as wire from "./contract.ts"
import { freightBillMachine } from "./freight-bill.machine.ts"
import { goodsIssueOf, kinds } from "./kinds.ts"
import { ledger } from "./ledger.ts"

export const freightBill = object(kinds.freightBill.name, freightBillMachine, {
  posts: {
    freight: ({ context }) => ledger.freight(context),
    freightPayment: ({ context }) => ledger.freightPayment(context),
  },
  effects: {
    check: (turn, { id, context }) => {
      const strangers = context.lines.filter(
        ({ shipment }) => turn.read(kinds.goodsIssue, goodsIssueOf(shipment)) === null,
      )
      turn.tell(freightBill, id, { type: "checked", strangers: strangers.map(({ label }) => label) })
    },
  },
  delays: {
    reconcileRetry: (_self, turn) => turn.policy("reconcileRetry"),
    paymentTerms: (_self, turn) => turn.policy("paymentTerms"),
  },
})

/** A bill that is known is answered as it stands. */
export const takeFreightBill = (turn: Turn, told: typeof wire.createFreightBill.request.Type): Reply => {
  const { bill, currency, lines } = told
  if (turn.read(freightBill, bill) === null)
    turn.create(freightBill, bill, { bill, currency, lines, checksMax: turn.policy("reconcileChecksMax") })
  return ok({ bill, state: turn.need(freightBill, bill).state }, 201)
}

/** A person decides on a bill that names parcels of nobody: all of it is paid, or what is ours. */
export const decideFreightBill = (turn: Turn, { bill, accepts }: typeof wire.decideFreightBill.request.Type): Reply =>
  turn.drive(freightBill, bill, { type: "decide", accepts }, ({ state }) => ok({ bill, state }))
