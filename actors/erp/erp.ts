/** The ERP's front door: which message drives which document; the documents post themselves by the rules of the ledger. */
import { answers, hears, ok, serves, type Room } from "../../sim/partner/room.ts"
import { getSettlement, settlementClosed } from "../marketplace/contract.ts"
import {
  captureSucceeded,
  disputeClosed,
  disputeOpened,
  listBalanceTransactions,
  payoutPaid,
  refundSucceeded,
} from "../payment/contract.ts"
import { createPurchaseOrder } from "../supplier/contract.ts"
import { receiptCompleted, stockAdjusted } from "../wms/contract.ts"
import * as adjusting from "./adjusting.ts"
import * as cash from "./cash.ts"
import * as wire from "./contract.ts"
import * as deciding from "./deciding.ts"
import * as freight from "./freight.ts"
import * as periods from "./periods.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"
import * as purchasing from "./purchasing.ts"
import * as sales from "./sales.ts"
import * as stock from "./stock.ts"

export const erpRoom: Room = {
  contract: wire.contract,
  objects: [
    sales.salesOrder,
    sales.goodsIssue,
    sales.goodsMovement,
    sales.invoice,
    sales.creditNote,
    cash.paymentApplication,
    cash.refundApplication,
    cash.dispute,
    cash.payout,
    cash.settlement,
    periods.period,
    periods.latePosting,
    stock.item,
    stock.position,
    purchasing.planner,
    purchasing.purchaseOrder,
    purchasing.goodsReceipt,
    purchasing.vendorBill,
    freight.freightBill,
    adjusting.stockAdjustment,
  ] as unknown as Room["objects"],
  serves: [
    serves(wire.loadItems, (turn, { currency, items }) => {
      stock.load(turn, currency, items)
      return ok({ loaded: items.length })
    }),
    // Not money of any customer: a declared difference between the source's sum and the book's, kept beside the ledger.
    serves(wire.declareRounding, (turn, { book, currency, roundingMicros }) => {
      turn.post("importRounding", {
        book: "memo",
        currency,
        subject: book,
        legs: [{ account: "import.rounding", quantity: roundingMicros }],
      })
      return ok({ book })
    }),
    serves(wire.createSalesOrder, sales.confirmOrder),
    serves(wire.changeSalesOrder, sales.changeOrder),
    serves(wire.changeDemand, sales.moveDemand),
    serves(wire.recordShipment, sales.ship),
    serves(wire.recordReturn, sales.takeBack),
    serves(wire.recordChargedBack, cash.takeBackAlready("chargedBack")),
    serves(wire.recordGoodwill, cash.takeBackAlready("goodwillOwed")),
    serves(wire.releaseDeposit, sales.release),
    serves(wire.recordGoods, sales.moveGoods),
    serves(wire.createVendorBill, purchasing.bill),
    serves(wire.decideBill, (turn, { bill: id, accepts }) =>
      turn.drive(purchasing.vendorBill, id, { type: "decide", accepts }, ({ state }) => ok({ bill: id, state })),
    ),
    serves(wire.createFreightBill, freight.takeFreightBill),
    serves(wire.decideFreightBill, freight.decideFreightBill),
    serves(wire.decidePayout, deciding.decidePayout),
    serves(wire.decideSettlement, deciding.decideSettlement),
    serves(wire.sendPurchaseOrder, (turn, { purchaseOrder: id }) =>
      turn.drive(purchasing.purchaseOrder, id, { type: "send" }, ({ state }) => ok({ purchaseOrder: id, state })),
    ),
    serves(wire.getSalesOrder, (turn, { order }) => sales.orderView(turn, order)),
  ],
  hears: [
    hears(captureSucceeded, cash.takeCapture),
    hears(refundSucceeded, cash.takeRefund),
    hears(disputeOpened, cash.takeDispute),
    hears(disputeClosed, cash.takeDispute),
    hears(payoutPaid, cash.takePayout),
    hears(settlementClosed, cash.takeSettlement),
    hears(receiptCompleted, purchasing.receive),
    hears(stockAdjusted, adjusting.adjust),
  ],
  answers: [
    answers(listBalanceTransactions, cash.payoutListed),
    answers(getSettlement, cash.settlementListed),
    answers(createPurchaseOrder, (answer) => {
      if (answer.outcome === "ok") return { type: "confirmed", promisedAt: answer.body.promisedAt }
      return { type: answer.outcome === "refused" ? "refused" : "unanswered" }
    }),
  ],
  policies,
  postings,
}
