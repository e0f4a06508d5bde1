/** A label and the parcel under it: bought, fetched, on its way, handed over. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Service } from "../shapes.ts"

export interface LabelContext {
  readonly parcel: string
  readonly shipment: string
  readonly order: string
  readonly service: typeof Service.Type
  readonly trackingNumber: string
  readonly amountMinor: number
  readonly currency: string
  readonly manifest: string | null
  /** Instant of the last scan. */
  readonly scannedAt: number
}

export type LabelEvent =
  | { readonly type: "manifest"; readonly at: number; readonly manifest: string }
  | { readonly type: "pickedUp" | "void"; readonly at: number }

/** Every scan that somebody outside cares about is stamped and told. */
const scan = ["stamp", { type: "publish", params: { topic: "tracking.updated" } }] as const

export const labelMachine = setup({
  types: {
    context: {} as LabelContext,
    events: {} as LabelEvent,
    input: {} as Omit<LabelContext, "manifest">,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    joinPickup: effect,
    handOver: effect,
    stamp: assign({ scannedAt: ({ event }) => event.at }),
    keepManifest: assign({
      manifest: ({ context, event }) => (event.type === "manifest" ? event.manifest : context.manifest),
    }),
  },
  delays: delayNames("sortingTime", "transitTime", "deliveryTime"),
}).createMachine({
  id: "label",
  context: ({ input }) => ({ ...input, manifest: null }),
  initial: "bought",
  states: {
    bought: {
      entry: { type: "post", params: { rule: "label" } },
      on: { manifest: { target: "manifested", actions: "keepManifest" }, void: "voided" },
    },
    manifested: { entry: "joinPickup", on: { pickedUp: "accepted", manifest: {} } },
    accepted: { entry: scan, after: { sortingTime: "inTransit" }, on: { manifest: {} } },
    inTransit: { entry: "stamp", after: { transitTime: "outForDelivery" }, on: { manifest: {} } },
    outForDelivery: { entry: scan, after: { deliveryTime: "delivered" }, on: { manifest: {} } },
    delivered: { entry: [...scan, "handOver"], on: { manifest: {} } },
    voided: { entry: ["stamp", { type: "post", params: { rule: "void" } }], on: { void: {} } },
  },
})
