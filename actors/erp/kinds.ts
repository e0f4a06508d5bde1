/** Every object that the ERP keeps, by name and statechart: enough for its parts to speak to each other. */
import type { KindRef } from "../../sim/partner/room.ts"
import { creditNoteMachine } from "./credit-note.machine.ts"
import { disputeMachine } from "./dispute.machine.ts"
import { freightBillMachine } from "./freight-bill.machine.ts"
import {
  goodsIssueMachine,
  goodsMovementMachine,
  goodsReceiptMachine,
  stockAdjustmentMachine,
} from "./goods-document.machine.ts"
import { invoiceMachine } from "./invoice.machine.ts"
import { itemMachine } from "./item.machine.ts"
import { latePostingMachine } from "./late-posting.machine.ts"
import { periodMachine } from "./period.machine.ts"
import { paymentApplicationMachine } from "./payment-application.machine.ts"
import { plannerMachine } from "./planner.machine.ts"
import { positionMachine } from "./position.machine.ts"
import { purchaseOrderMachine } from "./purchase-order.machine.ts"
import { payoutMachine, settlementMachine } from "./reconciliation.machine.ts"
import { refundApplicationMachine } from "./refund-application.machine.ts"
import { salesOrderMachine } from "./sales-order.machine.ts"
import { vendorBillMachine } from "./vendor-bill.machine.ts"

export const kinds = {
  salesOrder: { name: "salesOrder", machine: salesOrderMachine },
  invoice: { name: "invoice", machine: invoiceMachine },
  goodsIssue: { name: "goodsIssue", machine: goodsIssueMachine },
  creditNote: { name: "creditNote", machine: creditNoteMachine },
  paymentApplication: { name: "paymentApplication", machine: paymentApplicationMachine },
  refundApplication: { name: "refundApplication", machine: refundApplicationMachine },
  dispute: { name: "dispute", machine: disputeMachine },
  payout: { name: "payout", machine: payoutMachine },
  period: { name: "period", machine: periodMachine },
  latePosting: { name: "latePosting", machine: latePostingMachine },
  settlement: { name: "settlement", machine: settlementMachine },
  item: { name: "item", machine: itemMachine },
  position: { name: "position", machine: positionMachine },
  planner: { name: "planner", machine: plannerMachine },
  purchaseOrder: { name: "purchaseOrder", machine: purchaseOrderMachine },
  goodsMovement: { name: "goodsMovement", machine: goodsMovementMachine },
  goodsReceipt: { name: "goodsReceipt", machine: goodsReceiptMachine },
  vendorBill: { name: "vendorBill", machine: vendorBillMachine },
  freightBill: { name: "freightBill", machine: freightBillMachine },
  stockAdjustment: { name: "stockAdjustment", machine: stockAdjustmentMachine },
} as const satisfies Record<string, KindRef>

/** Documents are named by what they are about, so that the same business event cannot make two. */
export const invoiceOf = (shipment: string): string => `${shipment}/invoice-1`
export const goodsIssueOf = (shipment: string): string => `${shipment}/goodsIssue-1`
export const goodsMovementOf = (reference: string): string => `${reference}/goodsMovement-1`
export const creditNoteOf = (returned: string): string => `${returned}/creditNote-1`
export const adjustmentOf = (site: string, reference: string): string => `${reference}/${site}-adjustment-1`
export const applicationOf = (source: string): string => `${source}/application-1`
export const positionOf = (sku: string, site: string): string => `${sku}@${site}`
