/** What a warehouse counts otherwise than the books say is written up or off at standard cost, and replenishment hears of it. */
import { object } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type { stockAdjusted } from "../wms/contract.ts"
import { stockAdjustmentMachine } from "./goods-document.machine.ts"
import { adjustmentOf, kinds } from "./kinds.ts"
import { ledger } from "./ledger.ts"
import type { Goods } from "./ledger-facts.ts"
import { item, tellPosition } from "./stock.ts"

export const stockAdjustment = object(kinds.stockAdjustment.name, stockAdjustmentMachine, {
  posts: {
    goodsFound: ({ context }) => ledger.goodsFound(context.found),
    goodsLost: ({ context }) => ledger.goodsLost(context.lost),
  },
})

/** The same count told twice is one adjustment. */
export const adjust = (turn: Turn, { reference, lines }: typeof stockAdjusted.payload.Type): void => {
  const site = turn.sender
  const id = adjustmentOf(site, reference)
  if (turn.read(stockAdjustment, id) !== null) return
  const currency = lines.map(({ sku }) => turn.read(item, sku)?.context.currency).find(Boolean) ?? ""
  const goods = (sign: 1 | -1): Goods[] =>
    lines.flatMap(({ sku, quantity }) => {
      const units = quantity * sign
      // What the catalogue does not have is counted, and worth nothing.
      return units > 0
        ? [{ sku, quantity: units, costMinor: units * (turn.read(item, sku)?.context.costMinor ?? 0) }]
        : []
    })
  const facts = { currency, subject: id, site }
  turn.create(stockAdjustment, id, { found: { ...facts, goods: goods(1) }, lost: { ...facts, goods: goods(-1) } })
  for (const { sku, quantity } of lines) tellPosition(turn, sku, site, { type: "adjusted", quantity })
}
