/** Goods documents: each is of a movement that has happened, is posted when it is made, and never changes. */
import { setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"
import type { Goods, GoodsFacts } from "./ledger-facts.ts"

export interface GoodsIssueContext extends GoodsFacts {
  readonly order: string
}

/** Goods that changed hands without an invoice or a credit note of their own. */
export interface GoodsMovementContext extends Omit<GoodsFacts, "goods"> {
  readonly order: string
  readonly restocked: readonly Goods[]
  readonly scrapped: readonly Goods[]
  readonly claimed: readonly Goods[]
  readonly lost: readonly Goods[]
}

export interface StockAdjustmentContext {
  readonly found: GoodsFacts
  readonly lost: GoodsFacts
}

export interface GoodsReceiptContext extends GoodsFacts {
  readonly purchaseOrder: string
  readonly receivedAt: number
}

const documentOf = <Context extends object>(id: string, ...rules: readonly string[]) =>
  setup({
    types: { context: {} as Context, input: {} as Context },
    actions: { post: withParams<{ rule: string }>() },
  }).createMachine({
    id,
    context: ({ input }) => input,
    initial: "posted",
    states: { posted: { type: "final", entry: rules.map((rule) => ({ type: "post" as const, params: { rule } })) } },
  })

export const goodsIssueMachine = documentOf<GoodsIssueContext>("goodsIssue", "goodsIssue")
export const goodsReceiptMachine = documentOf<GoodsReceiptContext>("goodsReceipt", "goodsReceipt")
export const stockAdjustmentMachine = documentOf<StockAdjustmentContext>("stockAdjustment", "goodsFound", "goodsLost")
export const goodsMovementMachine = documentOf<GoodsMovementContext>(
  "goodsMovement",
  "goodsBack",
  "goodsScrapped",
  "goodsClaimed",
  "goodsWrittenOff",
)
