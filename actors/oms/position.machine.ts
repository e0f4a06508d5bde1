/**
 * What the OMS knows of one SKU at one site: the warehouse's last figure, and its own demand that the figure does not hold yet.
 *
 * A figure that is older than the one at hand is ignored: it would bring back units that have been promised since.
 */
import { assign, setup } from "xstate"
import { effect } from "../../sim/statechart/effects.ts"

export interface PositionContext {
  readonly sku: string
  readonly site: string
  readonly onHand: number
  readonly allocated: number
  /** Number of the last warehouse movement that the figure includes. */
  readonly movement: number
  /** Reserved or released, and not in the warehouse's figure. */
  readonly soft: number
}

export type PositionEvent =
  | {
      readonly type: "figure"
      readonly at: number
      readonly onHand: number
      readonly allocated: number
      readonly movement: number
      /** Taken however old it is: whoever does so believes what was true once. */
      readonly overwrites: boolean
    }
  | { readonly type: "promise"; readonly at: number; readonly quantity: number }
  | { readonly type: "hand"; readonly at: number; readonly quantity: number }
  /** Somebody who waits asks again. */
  | { readonly type: "asked"; readonly at: number }

/** Available to promise, before safety stock. */
export const promisable = (context: PositionContext): number => context.onHand - context.allocated - context.soft

export const positionMachine = setup({
  types: {
    context: {} as PositionContext,
    events: {} as PositionEvent,
    input: {} as Pick<PositionContext, "sku" | "site">,
  },
  guards: {
    isNewer: ({ context, event }) => event.type === "figure" && (event.overwrites || event.movement > context.movement),
    sellable: ({ context }) => promisable(context) > 0,
    soldOut: ({ context }) => promisable(context) <= 0,
  },
  actions: {
    serve: effect,
    takeBackMissing: effect,
    takeFigure: assign(({ event }) =>
      event.type === "figure" ? { onHand: event.onHand, allocated: event.allocated, movement: event.movement } : {},
    ),
    promise: assign({ soft: ({ context, event }) => context.soft + (event.type === "promise" ? event.quantity : 0) }),
    hand: assign({ soft: ({ context, event }) => context.soft - (event.type === "hand" ? event.quantity : 0) }),
  },
}).createMachine({
  id: "position",
  context: ({ input }) => ({ ...input, onHand: 0, allocated: 0, movement: 0, soft: 0 }),
  initial: "soldOut",
  on: {
    // Less than is promised: somebody has to wait. More: whoever waits is served before anybody new.
    figure: [{ guard: "isNewer", actions: ["takeFigure", "takeBackMissing", "serve"] }, {}],
    promise: { actions: "promise" },
    hand: { actions: ["hand", "serve"] },
    asked: { actions: "serve" },
  },
  states: {
    soldOut: { always: { guard: "sellable", target: "sellable" } },
    sellable: { always: { guard: "soldOut", target: "soldOut" } },
  },
})
