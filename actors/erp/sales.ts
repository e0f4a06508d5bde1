/** What the ERP sells: sales orders, the documents of each shipment, and the credit notes of what comes back. */
import { object, ok, type Reply, type Seen } from "../../sim/partner/room.ts"
import { refuse } from "../../sim/partner/server.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type {
  changeDemand,
  changeSalesOrder,
  createSalesOrder,
  recordGoods,
  recordReturn,
  recordShipment,
  releaseDeposit,
} from "./contract.ts"
import { creditNoteMachine } from "./credit-note.machine.ts"
import { goodsIssueMachine, goodsMovementMachine } from "./goods-document.machine.ts"
import { applyDeposits } from "./deposits.ts"
import { invoiceMachine } from "./invoice.machine.ts"
import { creditNoteOf, goodsIssueOf, goodsMovementOf, invoiceOf, kinds } from "./kinds.ts"
import { dateDocument } from "./periods.ts"
import { ledger } from "./ledger.ts"
import type { CreditFacts, Goods } from "./ledger-facts.ts"
import { salesOrderMachine, type SalesOrderContext, type Sold } from "./sales-order.machine.ts"
import { atStandardCost, refuseUnknown, tellPosition } from "./stock.ts"

export const salesOrder = object(kinds.salesOrder.name, salesOrderMachine, {
  posts: { salesOrder: (self) => soldMemo(self) },
})

/** No money moves when an order is confirmed; what was sold is written down to be compared with what the channel says. */
const soldMemo = ({ id, context: { sold, edit } }: Seen<SalesOrderContext>) => ({
  book: "memo" as const,
  currency: sold?.currency ?? "",
  subject: edit === "" ? id : edit,
  legs: [
    ...(sold?.lines ?? []).map(({ sku, quantity, amountMinor, taxMinor }) => {
      return { account: "salesOrder", sku, quantity, amountMinor: amountMinor + taxMinor }
    }),
    { account: "salesOrder.total", amountMinor: sold?.totalMinor ?? 0 },
  ],
})

export const goodsIssue = object(kinds.goodsIssue.name, goodsIssueMachine, {
  posts: { goodsIssue: ({ context }) => ledger.goodsIssue(context) },
  indexes: { byOrder: (context) => context.order },
})

export const goodsMovement = object(kinds.goodsMovement.name, goodsMovementMachine, {
  posts: {
    goodsBack: ({ id, context }) => ledger.goodsBack({ ...context, subject: id, goods: context.restocked }),
    goodsScrapped: ({ id, context }) => ledger.goodsScrapped({ ...context, subject: id, goods: context.scrapped }),
    goodsClaimed: ({ id, context }) => ledger.goodsClaimed({ ...context, subject: id, goods: context.claimed }),
    goodsWrittenOff: ({ id, context }) => ledger.goodsWrittenOff({ ...context, subject: id, goods: context.lost }),
  },
})

export const invoice = object(kinds.invoice.name, invoiceMachine, {
  posts: { invoice: ({ context }) => ledger.invoice(context) },
  effects: {
    // The provider may have taken the money before the ERP heard of the shipment.
    applyDeposits: (turn, { context }) => {
      for (const application of turn.find(kinds.paymentApplication, "byShipment", context.shipment)) {
        turn.tell(kinds.paymentApplication, application.id, { type: "invoiced" })
      }
      applyDeposits(turn, context.order)
      setOff(turn, context.order)
    },
  },
  indexes: {
    byOrder: (context) => context.order,
    unpaid: ({ settledBy, totalMinor, appliedMinor }) =>
      settledBy === "psp" && totalMinor !== appliedMinor ? "" : null,
  },
})

export const creditNote = object(kinds.creditNote.name, creditNoteMachine, {
  posts: {
    creditNote: ({ context }) => ledger.creditNote(context),
    depositReleased: ({ context }) => ledger.depositReleased(context),
    goodsBack: ({ context }) => ledger.goodsBack(goodsOf(context, context.restocked)),
    goodsScrapped: ({ context }) => ledger.goodsScrapped(goodsOf(context, context.scrapped)),
  },
  effects: {
    // A refund that was faster than its return's paperwork.
    collectRefunds: (turn, { id, context }) => {
      const own = turn.find(kinds.refundApplication, "byReturn", context.return)
      const byHand = turn.find(kinds.refundApplication, "unmatched", context.order)
      for (const refund of [...own, ...byHand.slice(0, 1)])
        turn.tell(kinds.refundApplication, refund.id, { type: "settle", creditNote: id })
    },
  },
  indexes: { byOrder: (context) => context.order },
})

const goodsOf = (facts: CreditFacts & { readonly site: string }, goods: readonly Goods[]) => ({
  currency: facts.currency,
  subject: facts.return,
  site: facts.site,
  goods,
})

/** Takes an order as it was sold. Told again, it is answered as it stands. */
export const confirmOrder = (turn: Turn, told: typeof createSalesOrder.request.Type): Reply => {
  const { order: id, demand, ...rest } = told
  const sold: Sold = { ...rest, units: unitsOf(demand) }
  const known = turn.read(salesOrder, id)
  if (known !== null && known.context.sold !== null) return ok(stateOf(known))
  // Kits are sold, but nobody stocks them: the items are those that are demanded.
  const unknown = refuseUnknown(turn, demand)
  if (unknown !== null) return unknown
  place(turn, demand)
  if (known === null) turn.create(salesOrder, id, { sold })
  else turn.send(salesOrder, id, { type: "confirm", sold })
  return () => ok(stateOf(turn.need(salesOrder, id)), 201)
}

/** Takes a newer version; one of an order that is not confirmed here yet has to come again. */
export const changeOrder = (turn: Turn, told: typeof changeSalesOrder.request.Type): Reply => {
  const { order: id, edit, demand, ...content } = told
  const known = turn.read(salesOrder, id)
  if (known === null || known.context.sold === null)
    return refuse("conflict", `Order ${id} is not confirmed here yet.`, { state: known?.state ?? "", allowed: [] })
  const unknown = refuseUnknown(turn, demand)
  if (unknown !== null) return unknown
  place(turn, demand)
  const units = known.context.sold.units + unitsOf(demand)
  return turn.drive(salesOrder, id, { type: "change", edit, units, ...content }, (self) => ok(stateOf(self)))
}

export const moveDemand = (turn: Turn, { order, cancelled, demand }: typeof changeDemand.request.Type): Reply => {
  const unknown = refuseUnknown(turn, demand)
  if (unknown !== null) return unknown
  place(turn, demand)
  expect(turn, order)
  if (cancelled) turn.tell(salesOrder, order, { type: "cancelRest" })
  return () => ok(stateOf(turn.need(salesOrder, order)))
}

/** Pieces that warehouses are to send. */
const unitsOf = (demand: (typeof createSalesOrder.request.Type)["demand"]): number => sum(demand, "quantity")

const place = (turn: Turn, demand: (typeof createSalesOrder.request.Type)["demand"]): void => {
  for (const { sku, site, quantity } of demand) {
    if (quantity !== 0) tellPosition(turn, sku, site, { type: "demanded", quantity })
  }
}

/** An order of which only a consequence has been heard is kept until it is confirmed. */
const expect = (turn: Turn, order: string): void => {
  if (turn.read(salesOrder, order) === null) turn.create(salesOrder, order, { sold: null })
}

/** Units have left: goods issue, then invoice. The same shipment told twice is billed once. */
export const ship = (turn: Turn, told: typeof recordShipment.request.Type): Reply => {
  const { shipment, order, site, currency, settledBy, lines, charges } = told
  const id = invoiceOf(shipment)
  if (turn.read(invoice, id) !== null) return ok({ invoice: id })
  const unknown = refuseUnknown(turn, lines)
  if (unknown !== null) return unknown
  dateDocument(turn, shipment, currency, told.shippedAt)
  const isOurTax = settledBy === "psp"
  const goodsMinor = sum(lines, "amountMinor")
  const goodsTaxMinor = isOurTax ? sum(lines, "taxMinor") : 0
  const chargesMinor = sum(charges, "amountMinor")
  const taxMinor = goodsTaxMinor + (isOurTax ? sum(charges, "taxMinor") : 0)
  const goods = atStandardCost(turn, lines)
  turn.create(goodsIssue, goodsIssueOf(shipment), { subject: shipment, order, site, currency, goods })
  turn.create(invoice, id, {
    shipment,
    order,
    currency,
    settledBy,
    goodsMinor,
    chargesMinor,
    taxMinor,
    creditableMinor: goodsMinor + goodsTaxMinor,
    lineCount: lines.length + charges.length,
  })
  expect(turn, order)
  const units = goods.reduce((total, { quantity }) => total + quantity, 0)
  turn.tell(salesOrder, order, { type: "shipped", units, amountMinor: goodsMinor + chargesMinor + taxMinor })
  for (const { sku, quantity } of goods) tellPosition(turn, sku, site, { type: "issued", quantity })
  return ok({ invoice: id }, 201)
}

/** Units have come back: credit note, and the goods on the shelf again or written off. */
export const takeBack = (turn: Turn, told: typeof recordReturn.request.Type): Reply => {
  const { return: returned, order, site, currency, settledBy, lines, charges = [], setOffMinor = 0 } = told
  const id = creditNoteOf(returned)
  if (turn.read(creditNote, id) !== null) return ok({ creditNote: id })
  const unknown = refuseUnknown(turn, lines)
  if (unknown !== null) return unknown
  const restocked = atStandardCost(
    turn,
    lines.filter((line) => line.disposition === "restock"),
  )
  const scrapped = atStandardCost(
    turn,
    lines.filter((line) => line.disposition === "scrap"),
  )
  const goodsMinor = sum(lines, "amountMinor")
  const chargesMinor = sum(charges, "amountMinor")
  const taxMinor = settledBy === "psp" ? sum(lines, "taxMinor") + sum(charges, "taxMinor") : 0
  const amounts = { goodsMinor, chargesMinor, taxMinor, setOffMinor }
  const facts = {
    return: returned,
    order,
    currency,
    settledBy,
    ...amounts,
    site,
    restocked,
    scrapped,
    isDeposit: false,
  }
  turn.create(creditNote, id, facts)
  expect(turn, order)
  const units = sum(lines, "quantity")
  const amountMinor = goodsMinor + chargesMinor + taxMinor
  turn.tell(salesOrder, order, { type: "returned", units, amountMinor })
  for (const { sku, quantity } of restocked) tellPosition(turn, sku, site, { type: "returned", quantity })
  creditInvoices(turn, order, amountMinor)
  setOff(turn, order)
  return ok({ creditNote: id }, 201)
}

/** What was paid for an order in advance is owed to its buyer again: a credit note without an invoice. */
export const release = (turn: Turn, told: typeof releaseDeposit.request.Type): Reply => {
  const { repayment, order, currency, amountMinor } = told
  const id = creditNoteOf(repayment)
  if (turn.read(creditNote, id) !== null) return ok({ creditNote: id })
  const amounts = { goodsMinor: amountMinor, chargesMinor: 0, taxMinor: 0, setOffMinor: 0 }
  const goods = { site: "", restocked: [], scrapped: [] }
  turn.create(creditNote, id, {
    return: repayment,
    order,
    currency,
    settledBy: "psp",
    ...amounts,
    ...goods,
    isDeposit: true,
  })
  return ok({ creditNote: id }, 201)
}

/** Goods that move apart from money: what came back after its credit note, what is exchanged, what never arrived. */
export const moveGoods = (turn: Turn, told: typeof recordGoods.request.Type): Reply => {
  const { reference, order, site, currency, lines } = told
  const id = goodsMovementOf(reference)
  if (turn.read(goodsMovement, id) !== null) return ok({ goodsMovement: id })
  const unknown = refuseUnknown(turn, lines)
  if (unknown !== null) return unknown
  const goodsTo = (to: (typeof lines)[number]["to"]) =>
    atStandardCost(
      turn,
      lines.filter((line) => line.to === to),
    )
  const restocked = goodsTo("restock")
  turn.create(goodsMovement, id, {
    order,
    currency,
    subject: reference,
    site,
    restocked,
    scrapped: goodsTo("scrap"),
    claimed: goodsTo("claim"),
    lost: goodsTo("loss"),
  })
  for (const { sku, quantity } of restocked) tellPosition(turn, sku, site, { type: "returned", quantity })
  return ok({ goodsMovement: id }, 201)
}

/** A return is of an order, not of a shipment: its invoices are credited in the order in which they were written. */
const creditInvoices = (turn: Turn, order: string, amountMinor: number): void => {
  let left = amountMinor
  for (const { id, context } of turn.find(invoice, "byOrder", order)) {
    const share = Math.min(left, context.creditableMinor - context.creditedMinor)
    if (share <= 0) continue
    turn.tell(invoice, id, { type: "credit", amountMinor: share })
    left -= share
  }
}

/** What came back before it was paid for is taken off the invoices that are open, whichever of both papers comes first. */
const setOff = (turn: Turn, order: string): void => {
  const invoices = turn.find(invoice, "byOrder", order)
  const noted = turn.find(creditNote, "byOrder", order).reduce((total, { context }) => total + context.setOffMinor, 0)
  let left = invoices.reduce((rest, { context }) => rest - context.setOffMinor, noted)
  for (const { id, context } of invoices) {
    const amountMinor = Math.min(left, context.totalMinor - context.appliedMinor)
    if (amountMinor <= 0) continue
    turn.send(invoice, id, { type: "setOff", amountMinor })
    left -= amountMinor
  }
}

export const orderView = (turn: Turn, id: string): Reply => {
  const self = turn.read(salesOrder, id)
  if (self === null) return turn.unknown("salesOrder", id)
  const { invoicedMinor, creditedMinor } = self.context
  return ok({ order: id, state: self.state, invoicedMinor, creditedMinor })
}

const stateOf = ({ id, state }: Seen<SalesOrderContext>) => ({ order: id, state })

const sum = <Key extends string>(lines: readonly Readonly<Record<Key, number>>[], key: Key): number =>
  lines.reduce((total, line) => total + line[key], 0)
