/** A delivery: announced by the supplier (or not), unloaded and counted, put away. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface InboundNoticeContext {
  /** Empty as long as nobody has said what the delivery is for. */
  readonly purchaseOrder: string
  /** Announced; once unloaded, what really came. */
  readonly lines: readonly Units[]
}

export type InboundNoticeEvent =
  | { readonly type: "announce"; readonly at: number; readonly purchaseOrder: string }
  | { readonly type: "unload"; readonly at: number; readonly lines: readonly Units[] }
  | { readonly type: "stored"; readonly at: number }

export const inboundNoticeMachine = setup({
  types: {
    context: {} as InboundNoticeContext,
    events: {} as InboundNoticeEvent,
    input: {} as InboundNoticeContext,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    startPutaway: effect,
    learn: assign({
      purchaseOrder: ({ context, event }) => (event.type === "announce" ? event.purchaseOrder : context.purchaseOrder),
    }),
    count: assign({ lines: ({ context, event }) => (event.type === "unload" ? event.lines : context.lines) }),
  },
  delays: delayNames("dockTime"),
}).createMachine({
  id: "inboundNotice",
  context: ({ input }) => input,
  initial: "announced",
  states: {
    announced: { on: { announce: { actions: "learn" }, unload: { target: "counting", actions: "count" } } },
    counting: {
      entry: { type: "post", params: { rule: "unload" } },
      after: {
        dockTime: { target: "storing", actions: { type: "publish", params: { topic: "receipt.completed" } } },
      },
      // The truck may be quicker than its notice.
      on: { announce: { actions: "learn" }, unload: {} },
    },
    storing: { entry: "startPutaway", on: { stored: "completed", announce: {}, unload: {} } },
    completed: { on: { announce: {}, unload: {} } },
  },
})
