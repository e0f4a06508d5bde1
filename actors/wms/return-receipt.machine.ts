/** A parcel that comes back: what is in it is not sellable until somebody has looked at it. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface Inspected extends Units {
  readonly disposition: "restock" | "scrap"
}

export interface ReturnReceiptContext {
  readonly order: string
  readonly origin: "announced" | "unannounced" | "undelivered"
  /** The outbound parcel that could not be delivered; empty for others. */
  readonly parcel: string
  readonly announced: readonly Units[]
  /** Whether others want to know of it before it is opened. */
  readonly tellArrival: boolean
  /** What is in the parcel and in which condition; known to nobody before the inspection. */
  readonly found: readonly Inspected[]
}

export type ReturnReceiptEvent =
  | { readonly type: "announce"; readonly at: number; readonly lines: readonly Units[] }
  | {
      readonly type: "unload"
      readonly at: number
      readonly found: readonly Inspected[]
      /** The site's rule: units go on the shelf as they come. */
      readonly unseen: boolean
    }

const publish = (topic: string) => ({ type: "publish" as const, params: { topic } })
const post = (rule: string) => ({ type: "post" as const, params: { rule } })
const learn = { announce: { actions: "learn" } } as const

export const returnReceiptMachine = setup({
  types: {
    context: {} as ReturnReceiptContext,
    events: {} as ReturnReceiptEvent,
    input: {} as Omit<ReturnReceiptContext, "found">,
  },
  guards: { unseen: ({ event }) => event.type === "unload" && event.unseen },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    restock: effect,
    shelveAll: effect,
    takeOffBroken: effect,
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
    announced: {
      on: {
        ...learn,
        unload: [
          { guard: "unseen", target: "shelved", actions: "keepParcel" },
          { target: "arrived", actions: "keepParcel" },
        ],
      },
    },
    arrived: {
      entry: [post("returnUnload"), publish("return.arrived")],
      after: { opening: "inspecting" },
      on: { ...learn, unload: {} },
    },
    inspecting: { after: { inspectionTime: "completed" }, on: { ...learn, unload: {} } },
    completed: {
      entry: [post("returnInspect"), "restock", publish("return.inspected"), publish("stock.changed")],
      on: { announce: {}, unload: {} },
    },
    /** Sold before anybody looks: what turns out to be broken may be with the next buyer by then. */
    shelved: {
      entry: [
        post("returnUnload"),
        post("shelveUnseen"),
        "shelveAll",
        publish("return.arrived"),
        publish("stock.changed"),
      ],
      initial: "closed",
      states: {
        closed: { after: { opening: "inspecting" } },
        inspecting: { after: { inspectionTime: "#returnReceipt.corrected" } },
      },
      on: { ...learn, unload: {} },
    },
    corrected: {
      entry: ["takeOffBroken", publish("return.inspected"), publish("stock.changed")],
      on: { announce: {}, unload: {} },
    },
  },
})
