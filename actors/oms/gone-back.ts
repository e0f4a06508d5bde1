/** What a buyer has already of what a return or a repayment gives back: by hand, from the bank, or as goodwill. */
import type { Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type { listRefunds } from "../payment/contract.ts"
import { recordChargedBack, recordGoodwill } from "../erp/contract.ts"
import { order, repayment, returned } from "./kinds.ts"
import type { Found, GoneBack, PayingBack, Piece } from "./paying-back.ts"

/** Pays an order's money back, payment by payment. */
type Self = Seen<PayingBack & { readonly order: string }>

/** What the provider says of a payment. */
export const goneBackIn = (told: typeof listRefunds.response.Type): GoneBack => {
  const { refunds, refundableMinor, disputedMinor, chargedBackMinor } = told
  const sumOf = (why: string): number =>
    refunds.reduce((total, { reason, amountMinor }) => total + (reason === why ? amountMinor : 0), 0)
  const [byHandMinor, goodwillMinor] = [sumOf("requestedByCustomer"), sumOf("goodwill")]
  return { byHandMinor, goodwillMinor, refundableMinor, disputedMinor, chargedBackMinor }
}

/** What of it is the piece's that has its turn; null as long as a bank holds it. */
export const foundOf = (turn: Turn, self: Self, said: GoneBack): Omit<Found, "at"> | null => {
  const number = self.context.paid
  const { payment, amountMinor } = self.context.pieces[number] ?? { payment: "", amountMinor: 0 }
  const before = foundBefore(turn, self, payment)
  const byHandMinor = Math.min(amountMinor, Math.max(0, said.byHandMinor - before.byHandMinor))
  // What cannot be paid back any more is with the bank, or with the buyer already: from the bank, or as goodwill.
  const missing = Math.max(0, amountMinor - byHandMinor - said.refundableMinor)
  const byBankMinor = Math.min(missing, Math.max(0, said.chargedBackMinor - before.byBankMinor))
  const goodwillMinor = Math.max(0, said.goodwillMinor - before.byGoodwillMinor)
  if (missing > byBankMinor + goodwillMinor && said.disputedMinor > 0) return null
  const byGoodwillMinor = Math.min(missing - byBankMinor, goodwillMinor)
  return { type: "goneBack", piece: number, byHandMinor, byBankMinor, byGoodwillMinor }
}

/** Writes down what was found: by hand at the order, the rest in the books, as if we had paid it. */
export const adopt = (
  turn: Turn,
  self: Self,
  { piece, byHandMinor, byBankMinor, byGoodwillMinor }: Omit<Found, "at">,
): void => {
  const payment = self.context.pieces[piece]?.payment ?? ""
  if (byHandMinor > 0)
    turn.tell(order, self.context.order, { type: "refundedByHand", payment, amountMinor: byHandMinor })
  const { order: id, currency } = turn.need(order, self.context.order).context.channelOrder
  const facts = { return: self.id, piece, order: id, payment, currency }
  const key = `${self.id}/piece-${piece}`
  if (byBankMinor > 0)
    turn.call(turn.peer("erp"), recordChargedBack, { ...facts, amountMinor: byBankMinor }, `${key}/bank`)
  if (byGoodwillMinor > 0)
    turn.call(turn.peer("erp"), recordGoodwill, { ...facts, amountMinor: byGoodwillMinor }, `${key}/goodwill`)
}

/** What earlier returns and repayments of the order, and earlier pieces of this one, have found there already is not found again. */
const foundBefore = (
  turn: Turn,
  self: Self,
  payment: string,
): Pick<Piece, "byHandMinor" | "byBankMinor" | "byGoodwillMinor"> => {
  const { taken } = turn.need(order, self.context.order).context
  const others: readonly Self[] = [
    ...turn.find(returned, "byOrder", self.context.order),
    ...turn.find(repayment, "byOrder", self.context.order),
  ]
  const pieces = others
    .flatMap(({ id, context }) => (id === self.id ? context.pieces.slice(0, context.paid) : context.pieces))
    .filter((piece) => piece.payment === payment)
  return {
    byHandMinor: taken.find((entry) => entry.payment === payment)?.byHandMinor ?? 0,
    byBankMinor: pieces.reduce((total, piece) => total + piece.byBankMinor, 0),
    byGoodwillMinor: pieces.reduce((total, piece) => total + piece.byGoodwillMinor, 0),
  }
}
