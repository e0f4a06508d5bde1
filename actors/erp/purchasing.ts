/** What the ERP buys: planners make purchase orders of what is short; receipts and bills complete them. */
import { object, ok, type Reply } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { createPurchaseOrder, type PurchaseLine } from "../supplier/contract.ts"
import { receiptCompleted } from "../wms/contract.ts"
import type { createVendorBill } from "./contract.ts"
import { goodsReceiptMachine } from "./goods-document.machine.ts"
import { kinds } from "./kinds.ts"
import { ledger } from "./ledger.ts"
import { dateDocument } from "./periods.ts"
import { plannerMachine } from "./planner.machine.ts"
import { purchaseOrderMachine } from "./purchase-order.machine.ts"
import { available } from "./replenishment.ts"
import { item, position, tellPosition, unitsBySku } from "./stock.ts"
import { vendorBillMachine } from "./vendor-bill.machine.ts"

export const planner = object(kinds.planner.name, plannerMachine, {
  lasting: true,
  effects: { plan: (turn, { context: { site } }) => plan(turn, site) },
  delays: { planningDelay: (_self, turn) => turn.policy("planningDelay") },
})

/** Orders everything that is short at a site now; what has been covered meanwhile is left out. */
const plan = (turn: Turn, site: string): void => {
  const wanted = new Map<string, PurchaseLine[]>()
  for (const { context } of turn.find(position, "shortAt", site)) {
    const known = turn.read(item, context.sku)
    // A warehouse may count what the catalogue does not have; nobody buys more of it.
    if (known === null) continue
    const { currency, costMinor } = known.context
    const lines = wanted.get(currency) ?? []
    lines.push({ sku: context.sku, quantity: context.target - available(context), unitCostMinor: costMinor })
    wanted.set(currency, lines)
  }
  const linesMax = Math.max(1, turn.policy("linesPerOrder"))
  for (const [currency, lines] of wanted) {
    for (let first = 0; first < lines.length; first += linesMax) {
      order(turn, site, currency, lines.slice(first, first + linesMax))
    }
  }
}

const order = (turn: Turn, site: string, currency: string, lines: readonly PurchaseLine[]): void => {
  const supplier = turn.peer("supplier")
  const sendsMax = turn.policy("sendsMax")
  const id = turn.create(
    purchaseOrder,
    { of: site, role: "purchaseOrder" },
    { site, supplier, currency, lines, sendsMax },
  )
  for (const { sku, quantity } of lines) tellPosition(turn, sku, site, { type: "ordered", quantity })
  turn.tell(purchaseOrder, id, { type: "send" })
}

export const purchaseOrder = object(kinds.purchaseOrder.name, purchaseOrderMachine, {
  effects: {
    askSupplier: (turn, { id, context: { supplier, site, currency, lines } }) =>
      turn.call(supplier, createPurchaseOrder, { purchaseOrder: id, site, currency, lines }),
    bookGoods: (turn, { id, context }, event, params) => {
      const came = event.type === "receive" ? unitsBySku(event.lines) : []
      // What was ordered and did not come is no longer expected either: the position falls short and it is bought again.
      const closed = params?.["closes"] === true ? unitsBySku(context.lines) : []
      for (const sku of new Set([...closed, ...came].map((line) => line.sku))) {
        const unitsIn = (lines: typeof came) => lines.find((line) => line.sku === sku)?.quantity ?? 0
        tellPosition(turn, sku, context.site, { type: "received", quantity: unitsIn(came), closes: unitsIn(closed) })
      }
      for (const bill of turn.find(kinds.vendorBill, "byPurchaseOrder", id)) {
        turn.tell(kinds.vendorBill, bill.id, { type: "match", receivedMinor: receivedMinor(turn, id) })
      }
    },
  },
  delays: { resendDelay: (_self, turn) => turn.policy("resendDelay") },
})

export const goodsReceipt = object(kinds.goodsReceipt.name, goodsReceiptMachine, {
  posts: { goodsReceipt: ({ context }) => ledger.goodsReceipt(context) },
  indexes: { byPurchaseOrder: (context) => context.purchaseOrder },
})

/** What has come for a purchase order, at the order's prices. */
const receivedMinor = (turn: Turn, number: string): number =>
  turn
    .find(goodsReceipt, "byPurchaseOrder", number)
    .flatMap(({ context }) => context.goods)
    .reduce((sum, { costMinor }) => sum + costMinor, 0)

/** A warehouse has counted a delivery. The same receipt told twice is one receipt. */
export const receive = (turn: Turn, told: typeof receiptCompleted.payload.Type): void => {
  const { receipt, purchaseOrder: number, receivedAt, lines } = told
  if (turn.read(goodsReceipt, receipt) !== null) return
  const ordered = turn.read(purchaseOrder, number)
  const site = ordered?.context.site ?? turn.sender
  const units = unitsBySku(lines)
  const goods = units.map(({ sku, quantity }) => {
    const agreed = ordered?.context.lines.find((line) => line.sku === sku)?.unitCostMinor
    return { sku, quantity, costMinor: quantity * (agreed ?? turn.read(item, sku)?.context.costMinor ?? 0) }
  })
  const [first] = lines
  const currency = ordered?.context.currency ?? turn.read(item, first?.sku ?? "")?.context.currency ?? ""
  dateDocument(turn, receipt, currency, receivedAt)
  turn.create(goodsReceipt, receipt, { subject: receipt, purchaseOrder: number, currency, site, goods, receivedAt })
  if (ordered !== null) turn.tell(purchaseOrder, number, { type: "receive", lines })
  else for (const { sku, quantity } of units) tellPosition(turn, sku, site, { type: "received", quantity, closes: 0 })
}

export const vendorBill = object(kinds.vendorBill.name, vendorBillMachine, {
  posts: {
    vendorBill: ({ context }) => ledger.vendorBill(context),
    billAccepted: ({ context }) => ledger.billAccepted(context),
    debitNote: ({ context }) => ledger.debitNote(context),
    vendorPayment: ({ context }) => ledger.vendorPayment(context),
  },
  effects: {
    tellPurchaseOrder: (turn, { context }) => turn.tell(purchaseOrder, context.purchaseOrder, { type: "paid" }),
  },
  delays: { paymentTerms: (_self, turn) => turn.policy("paymentTerms") },
  indexes: { byPurchaseOrder: (context) => context.purchaseOrder },
})

/** Takes a supplier's bill. A bill that is known is answered as it stands; a second one for the same order is refused. */
export const bill = (turn: Turn, told: typeof createVendorBill.request.Type): Reply => {
  const { bill: id, purchaseOrder: number, currency, lines, amountMinor } = told
  const known = turn.read(vendorBill, id)
  if (known !== null) return ok({ bill: id, state: known.state })
  return turn.drive(purchaseOrder, number, { type: "bill" }, (ordered) => {
    const orderedMinor = lines.reduce((sum, { sku, quantity, unitCostMinor }) => {
      const agreed = ordered.context.lines.find((line) => line.sku === sku)?.unitCostMinor
      return sum + quantity * (agreed ?? unitCostMinor)
    }, 0)
    const toleranceMinor = Math.floor((orderedMinor * turn.policy("billTolerance")) / 1_000_000)
    const facts = { bill: id, purchaseOrder: number, currency, orderedMinor, amountMinor }
    turn.create(vendorBill, id, { ...facts, receivedMinor: receivedMinor(turn, ordered.id), toleranceMinor })
    return ok({ bill: id, state: turn.need(vendorBill, id).state }, 201)
  })
}
