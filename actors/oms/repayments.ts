/** Paying back what was collected too much; answers to refunds are understood as they are for returns. */
import { object, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { releaseDeposit } from "../erp/contract.ts"
import { createRefund, listRefunds } from "../payment/contract.ts"
import { adopt, foundOf } from "./gone-back.ts"
import { order, repayment } from "./kinds.ts"
import type { OrderContext } from "./order.machine.ts"
import { leftOf, nothingBack } from "./paying-back.ts"
import type { RepaymentContext } from "./repayment.machine.ts"
import { tellBuyer } from "./told.ts"

type Self = Seen<RepaymentContext>

const channelOrderOf = (turn: Turn, { context }: Self) => turn.need(order, context.order).context.channelOrder
const amountOf = ({ context }: Self): number => context.pieces.reduce((sum, piece) => sum + piece.amountMinor, 0)

export const repayments = object(repayment.name, repayment.machine, {
  posts: {
    owe: (self) => ({
      book: "memo",
      currency: self.context.currency,
      subject: self.id,
      legs: [{ account: "refund.due", amountMinor: amountOf(self) }],
    }),
  },
  effects: {
    record: (turn, self) => {
      const { order: id, currency } = channelOrderOf(turn, self)
      const body = { repayment: self.id, order: id, currency, amountMinor: amountOf(self) }
      turn.call(turn.peer("erp"), releaseDeposit, body)
    },
    payBack: (turn, self) => {
      const { pieces, paid } = self.context
      const piece = pieces[paid]
      if (piece === undefined) return
      const body = { payment: piece.payment, reference: self.id, amountMinor: leftOf(piece) }
      turn.call(turn.peer("payment"), createRefund, body, `${self.id}/piece-${paid}`)
    },
    askRefunds: (turn, { context: { pieces, paid } }) =>
      turn.call(turn.peer("payment"), listRefunds, { payment: pieces[paid]?.payment ?? "" }),
    judgeRefunds: (turn, self, event) => {
      if (event.type !== "refundsListed") return
      turn.tell(repayment, self.id, foundOf(turn, self, event) ?? { type: "heldByBank" })
    },
    adopt: (turn, self, event) => {
      if (event.type === "goneBack") adopt(turn, self, event)
    },
    tellRepaid: (turn, self) => tellBuyer(turn, channelOrderOf(turn, self), "refunded", self.id, {}),
  },
  indexes: { byOrder: (context) => context.order },
  delays: {
    askAgain: (_self, turn) => turn.policy("askAgain"),
    askBank: (_self, turn) => turn.policy("askBank"),
  },
})

/** What the order was paid too much goes back. */
export const repay = (turn: Turn, { id, context: { channelOrder, repaying } }: Seen<OrderContext>): void => {
  const pieces = repaying.map((piece) => ({ ...piece, ...nothingBack }))
  const input = { order: id, currency: channelOrder.currency, pieces }
  turn.create(repayment, { of: channelOrder.order, role: "repayment" }, input)
}
