/** The supplier's front door: takes purchase orders; announces, delivers and bills what it ships. */
import { answers, object, ok, serves, type Answer, type Posting, type Room, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { chance } from "../../sim/world/hash.ts"
import { createVendorBill } from "../erp/contract.ts"
import type { Units } from "../shapes.ts"
import { createInbound, unloadDelivery } from "../wms/contract.ts"
import * as wire from "./contract.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"
import { purchaseOrderMachine, type PurchaseOrderContext } from "./purchase-order.machine.ts"

interface Spread {
  readonly medianMs: number
}

const noticeOf = ({ id, context }: Seen<PurchaseOrderContext>): string => `${id}/notice-${context.delivery}`

const unitsOf = ({ context }: Seen<PurchaseOrderContext>): Units[] =>
  context.ships.map(({ sku, quantity }) => ({ sku, quantity }))

/** What the supplier has of each line that was ordered. */
const onStock = (turn: Turn, id: string, lines: readonly wire.PurchaseLine[]): wire.PurchaseLine[] =>
  lines.map((line) => {
    if (!chance(turn.draw("short", `${id} ${line.sku}`), turn.policy("shortShare"))) return line
    return { ...line, quantity: Math.max(1, Math.floor((line.quantity * turn.policy("shortTo")) / 1_000_000)) }
  })

/** What it has too little of and will have later. */
const restOf = (turn: Turn, lines: readonly wire.PurchaseLine[], ships: readonly wire.PurchaseLine[]) =>
  turn.policy<boolean>("restFollows")
    ? lines.flatMap((line, index): wire.PurchaseLine[] => {
        const quantity = line.quantity - (ships[index]?.quantity ?? 0)
        return quantity > 0 ? [{ ...line, quantity }] : []
      })
    : []

/** Units of an order that leave together go from one of its accounts to another. */
const moved =
  (from: string, to: string) =>
  ({ id, context: { site, ships } }: Seen<PurchaseOrderContext>): Posting => ({
    book: "stock",
    subject: id,
    legs: ships.flatMap(({ sku, quantity }) => [
      { account: from, sku, site, quantity: -quantity },
      { account: to, sku, site, quantity },
    ]),
  })

const lateness = (turn: Turn, id: string): number =>
  chance(turn.draw("late", id), turn.policy("lateShare")) ? turn.policy("lateBy") : 0

/** A line as it is billed: suppliers make mistakes, seldom to their own loss. */
const billedOf = (turn: Turn, id: string, line: wire.PurchaseLine): wire.PurchaseLine => {
  const isDrawn = (quantity: string, share: string) =>
    chance(turn.draw(quantity, `${id} ${line.sku}`), turn.policy(share))
  const extra = isDrawn("overcharge", "overchargeShare")
    ? Math.ceil((line.unitCostMinor * turn.policy("overchargeBy")) / 1_000_000)
    : 0
  const units = isDrawn("overbill", "overbillShare") ? turn.policy("overbillUnits") : 0
  return { ...line, quantity: line.quantity + units, unitCostMinor: line.unitCostMinor + extra }
}

const purchaseOrder = object("purchaseOrder", purchaseOrderMachine, {
  posts: {
    supply: moved("supplier.stock", "supplier.shipped"),
    strand: moved("supplier.shipped", "supplier.stranded"),
    moveOn: moved("supplier.stranded", "supplier.shipped"),
  },
  effects: {
    announce: (turn, self) => {
      const expectedAt = turn.at + turn.policy<Spread>("transit").medianMs
      const notice = { notice: noticeOf(self), purchaseOrder: self.id, expectedAt, lines: unitsOf(self) }
      turn.call(self.context.site, createInbound, notice)
    },
    unload: (turn, self) =>
      turn.call(self.context.site, unloadDelivery, { notice: noticeOf(self), lines: unitsOf(self) }),
    bill: (turn, { id, context: { buyer, currency, lines, ships, rest } }) => {
      const billed = (rest.length > 0 ? lines : ships).map((line) => billedOf(turn, id, line))
      const amountMinor = billed.reduce((sum, line) => sum + line.quantity * line.unitCostMinor, 0)
      const bill = { bill: `${id}/bill-1`, purchaseOrder: id, currency, lines: billed, amountMinor }
      turn.call(buyer, createVendorBill, bill)
    },
  },
  delays: {
    leadTime: (self, turn) => turn.duration("leadTime", self.id) + lateness(turn, self.id),
    transit: (self, turn) => turn.duration("transit", self.id),
    billingDelay: (_self, turn) => turn.policy("billingDelay"),
    retryDelay: (_self, turn) => turn.policy("retryDelay"),
    restTime: (self, turn) => turn.duration("restTime", self.id),
  },
})

const taken = (answer: Answer): { readonly type: "taken" | "notTaken" } => ({
  type: answer.outcome === "ok" ? "taken" : "notTaken",
})

export const supplierRoom: Room = {
  contract: wire.contract,
  objects: [purchaseOrder] as unknown as Room["objects"],
  serves: [
    // The buyer's number names the order: sent twice, it is supplied once.
    serves(wire.createPurchaseOrder, (turn, { purchaseOrder: id, site, currency, lines }) => {
      const known = turn.read(purchaseOrder, id)
      if (known !== null) return ok({ purchaseOrder: id, promisedAt: known.context.promisedAt })
      const promisedAt = turn.at + turn.policy<Spread>("leadTime").medianMs + turn.policy<Spread>("transit").medianMs
      const triesMax = turn.policy("triesMax")
      // What a person orders at the counter is billed to the one customer that the supplier knows.
      const buyer = turn.sender === "" ? turn.peer("erp") : turn.sender
      const ships = onStock(turn, id, lines)
      const rest = restOf(turn, lines, ships)
      turn.create(purchaseOrder, id, { buyer, site, currency, lines, ships, rest, promisedAt, triesMax })
      return ok({ purchaseOrder: id, promisedAt }, 201)
    }),
    serves(wire.tryAgain, (turn, { purchaseOrder: id }) =>
      turn.drive(purchaseOrder, id, { type: "tryAgain" }, ({ state }) => ok({ purchaseOrder: id, state })),
    ),
  ],
  hears: [],
  answers: [answers(createInbound, taken), answers(unloadDelivery, taken), answers(createVendorBill, taken)],
  policies,
  postings,
}
