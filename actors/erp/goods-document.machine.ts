/** A goods movement that has happened: it is posted when it is made, and never changes. */
import { setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"
import type { Goods, GoodsFacts } from "./ledger.ts"

export interface GoodsIssueContext extends GoodsFacts {
  readonly order: string
}

export const goodsIssueMachine = setup({
  types: { context: {} as GoodsIssueContext, input: {} as GoodsIssueContext },
  actions: { post: withParams<{ rule: string }>() },
}).createMachine({
  id: "goodsIssue",
  context: ({ input }) => input,
  initial: "posted",
  states: { posted: { type: "final", entry: { type: "post", params: { rule: "goodsIssue" } } } },
})

/** Goods that changed hands without an invoice or a credit note of their own. */
export interface GoodsMovementContext extends Omit<GoodsFacts, "goods"> {
  readonly order: string
  readonly restocked: readonly Goods[]
  readonly scrapped: readonly Goods[]
  readonly claimed: readonly Goods[]
  readonly lost: readonly Goods[]
}

export const goodsMovementMachine = setup({
  types: { context: {} as GoodsMovementContext, input: {} as GoodsMovementContext },
  actions: { post: withParams<{ rule: string }>() },
}).createMachine({
  id: "goodsMovement",
  context: ({ input }) => input,
  initial: "posted",
  states: {
    posted: {
      type: "final",
      entry: [
        { type: "post", params: { rule: "goodsBack" } },
        { type: "post", params: { rule: "goodsScrapped" } },
        { type: "post", params: { rule: "goodsClaimed" } },
        { type: "post", params: { rule: "goodsWrittenOff" } },
      ],
    },
  },
})

export interface StockAdjustmentContext {
  readonly found: GoodsFacts
  readonly lost: GoodsFacts
}

export const stockAdjustmentMachine = setup({
  types: { context: {} as StockAdjustmentContext, input: {} as StockAdjustmentContext },
  actions: { post: withParams<{ rule: string }>() },
}).createMachine({
  id: "stockAdjustment",
  context: ({ input }) => input,
  initial: "posted",
  states: {
    posted: {
      type: "final",
      entry: [
        { type: "post", params: { rule: "goodsFound" } },
        { type: "post", params: { rule: "goodsLost" } },
      ],
    },
  },
})

export interface GoodsReceiptContext extends GoodsFacts {
  readonly purchaseOrder: string
  readonly receivedAt: number
}

export const goodsReceiptMachine = setup({
  types: { context: {} as GoodsReceiptContext, input: {} as GoodsReceiptContext },
  actions: { post: withParams<{ rule: string }>() },
}).createMachine({
  id: "goodsReceipt",
  context: ({ input }) => input,
  initial: "posted",
  states: { posted: { type: "final", entry: { type: "post", params: { rule: "goodsReceipt" } } } },
})
