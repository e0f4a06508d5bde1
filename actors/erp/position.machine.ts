/**
 * An item at a site as replenishment sees it: covered, short, or short with goods on order that cover it.
 *
 * Every change of stock, demand or orders is judged at once; what is short joins the site's planner.
 */
import { assign, setup } from "xstate"
import { effect } from "../../sim/statechart/effects.ts"
import {
  available,
  levelsOf,
  noHistory,
  observe,
  type DemandHistory,
  type Levels,
  type StockRule,
} from "./replenishment.ts"

export interface PositionInput {
  readonly sku: string
  readonly site: string
  readonly rule: StockRule
  readonly openedAt: number
}

export interface PositionContext extends Levels {
  readonly sku: string
  readonly site: string
  readonly rule: StockRule
  readonly onHand: number
  readonly onOrder: number
  /** Promised and not yet shipped; below zero when a shipment is heard of before its order. */
  readonly demand: number
  readonly history: DemandHistory
}

export type PositionEvent =
  | { readonly type: "demanded"; readonly at: number; readonly quantity: number }
  | { readonly type: "issued"; readonly at: number; readonly quantity: number }
  | { readonly type: "returned"; readonly at: number; readonly quantity: number }
  /** A count found more, or below zero fewer. */
  | { readonly type: "adjusted"; readonly at: number; readonly quantity: number }
  | { readonly type: "ordered"; readonly at: number; readonly quantity: number }
  /** `closes` units are no longer on order, whether they came or not. */
  | { readonly type: "received"; readonly at: number; readonly quantity: number; readonly closes: number }

const changed = (context: PositionContext, event: PositionEvent): Partial<PositionContext> => {
  const { onHand, onOrder, demand, history } = context
  switch (event.type) {
    case "demanded":
      return { demand: demand + event.quantity, history: observe(history, event.at, event.quantity) }
    case "issued":
      return { onHand: onHand - event.quantity, demand: demand - event.quantity }
    case "returned":
    case "adjusted":
      return { onHand: onHand + event.quantity }
    case "ordered":
      return { onOrder: onOrder + event.quantity }
    case "received":
      return { onHand: onHand + event.quantity, onOrder: Math.max(0, onOrder - event.closes) }
  }
}

export const positionMachine = setup({
  types: { context: {} as PositionContext, events: {} as PositionEvent, input: {} as PositionInput },
  guards: {
    isShort: ({ context }) => available(context) <= context.reorderPoint,
    isCovered: ({ context }) => available(context) > context.reorderPoint,
    isCoveredByOrders: ({ context }) => available(context) > context.reorderPoint && context.onOrder > 0,
    hasNothingOnOrder: ({ context }) => context.onOrder === 0,
  },
  actions: {
    joinPlanner: effect,
    record: assign(({ context, event }) => {
      const next = { ...context, ...changed(context, event) }
      return { ...next, ...levelsOf(next.history, next.rule, event.at) }
    }),
  },
}).createMachine({
  id: "position",
  context: ({ input: { sku, site, rule, openedAt } }) => {
    const history = noHistory(openedAt)
    return { sku, site, rule, onHand: 0, onOrder: 0, demand: 0, history, ...levelsOf(history, rule, openedAt) }
  },
  initial: "covered",
  on: {
    demanded: { actions: "record" },
    issued: { actions: "record" },
    returned: { actions: "record" },
    adjusted: { actions: "record" },
    ordered: { actions: "record" },
    received: { actions: "record" },
  },
  states: {
    covered: { always: { guard: "isShort", target: "short" } },
    short: {
      entry: "joinPlanner",
      always: [
        { guard: "isCoveredByOrders", target: "ordered" },
        { guard: "isCovered", target: "covered" },
      ],
    },
    ordered: {
      always: [
        { guard: "isShort", target: "short" },
        { guard: "hasNothingOnOrder", target: "covered" },
      ],
    },
  },
})
