/** Units that a buyer sends back: not sellable until somebody has looked at them. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface Inspected extends Units {
  readonly disposition: "restock" | "scrap"
}

export interface ReturnReceiptContext {
  readonly order: string
  readonly announced: readonly Units[]
  /** What is in the parcel and in which condition; known to nobody before the inspection. */
  readonly found: readonly Inspected[]
}

export type ReturnReceiptEvent =
  | { readonly type: "announce"; readonly at: number; readonly lines: readonly Units[] }
  | { readonly type: "unload"; readonly at: number; readonly found: readonly Inspected[] }

export const returnReceiptMachine = setup({
  types: {
    context: {} as ReturnReceiptContext,
    events: {} as ReturnReceiptEvent,
    input: {} as Omit<ReturnReceiptContext, "found">,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    restock: effect,
    learn: assign({
      announced: ({ context, event }) => (event.type === "announce" ? event.lines : context.announced),
    }),
    keepParcel: assign({ found: ({ context, event }) => (event.type === "unload" ? event.found : context.found) }),
  },
  delays: delayNames("opening", "inspectionTime"),
}).createMachine({
  id: "returnReceipt",
  context: ({ input }) => ({ ...input, found: [] }),
  initial: "announced",
  states: {
    announced: { on: { announce: { actions: "learn" }, unload: { target: "arrived", actions: "keepParcel" } } },
    arrived: {
      entry: { type: "post", params: { rule: "returnUnload" } },
      after: { opening: "inspecting" },
      on: { announce: { actions: "learn" }, unload: {} },
    },
    inspecting: { after: { inspectionTime: "completed" }, on: { announce: { actions: "learn" }, unload: {} } },
    completed: {
      entry: [
        { type: "post", params: { rule: "returnInspect" } },
        "restock",
        { type: "publish", params: { topic: "return.inspected" } },
        { type: "publish", params: { topic: "stock.changed" } },
      ],
      on: { announce: {}, unload: {} },
    },
  },
})
