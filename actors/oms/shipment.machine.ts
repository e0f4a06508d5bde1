/**
 * A shipment: what the OMS has released to one site. Acknowledged, packed, paid for, cleared, shipped, delivered.
 *
 * A shipment that is packed may leave only when its money is secured; an authorisation that has run out is replaced by a new one.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"
import type { Parcel, StockLevel } from "../wms/contract.ts"

/** A part of what a shipment costs, captured from one payment. */
export interface Piece {
  /** The payment that the order was placed with; another one may take its place. */
  readonly tender: string
  readonly payment: string
  readonly method: string
  readonly amountMinor: number
}

export interface ShipmentContext {
  readonly order: string
  readonly site: string
  readonly allocations: readonly string[]
  readonly settledBy: "psp" | "marketplace"
  /** Goods, tax and, on the first shipment, charges. */
  readonly amountMinor: number
  /** What it is paid with; nothing when the marketplace settles. */
  readonly pieces: readonly Piece[]
  /** How many of the pieces are captured. */
  readonly paid: number
  readonly declinesMax: number
  readonly parcels: readonly Parcel[]
  readonly shippedAt: number
  readonly parcelsDelivered: readonly string[]
  /** Captures that were declined so far: each new try is another request, a repeat is not. */
  readonly declines: number
}

export type ShipmentEvent =
  | { readonly type: "acknowledged"; readonly at: number; readonly levels: readonly StockLevel[] }
  | { readonly type: "rejected"; readonly at: number; readonly forGood: boolean }
  /** The site found fewer units: what it still sends, and what of the shipment is left then. */
  | { readonly type: "shorted"; readonly at: number; readonly lines: readonly Units[] }
  | {
      readonly type: "shortened"
      readonly at: number
      readonly allocations: readonly string[]
      readonly amountMinor: number
    }
  | { readonly type: "unanswered"; readonly at: number }
  /** The warehouse has agreed to let it go. */
  | { readonly type: "stop"; readonly at: number }
  | { readonly type: "packed"; readonly at: number; readonly parcels: readonly Parcel[] }
  | { readonly type: "captured"; readonly at: number }
  | { readonly type: "captureDeclined"; readonly at: number }
  | { readonly type: "authorisationGone"; readonly at: number }
  | { readonly type: "paymentCreated"; readonly at: number; readonly payment: string }
  | { readonly type: "authorized"; readonly at: number }
  | { readonly type: "payAgain"; readonly at: number; readonly method: string }
  | { readonly type: "cleared"; readonly at: number }
  | { readonly type: "shipped"; readonly at: number; readonly parcels: readonly Parcel[]; readonly shippedAt: number }
  | { readonly type: "parcelDelivered"; readonly at: number; readonly parcel: string }

/** The piece that is being paid, changed. */
const inPlace = ({ pieces, paid }: ShipmentContext, change: Partial<Piece>): Piece[] =>
  pieces.map((piece, index) => (index === paid ? { ...piece, ...change } : piece))

/** The pieces of a shipment that has become smaller: the last ones give way first. */
const cutTo = (pieces: readonly Piece[], amountMinor: number): Piece[] => {
  let left = amountMinor
  return pieces.flatMap((piece) => {
    const part = Math.min(left, piece.amountMinor)
    left -= part
    return part > 0 ? [{ ...piece, amountMinor: part }] : []
  })
}

/** Before it is packed, a site may still find that it has fewer. */
const shortened = {
  shorted: { actions: "sourceMissing" },
  shortened: [{ guard: "leavesNothing", target: "emptied", actions: "keepRest" }, { actions: "keepRest" }],
} as const
const declined = { target: "held", actions: "countDecline" } as const

export const shipmentMachine = setup({
  types: {
    context: {} as ShipmentContext,
    events: {} as ShipmentEvent,
    input: {} as Omit<ShipmentContext, "parcels" | "shippedAt" | "parcelsDelivered" | "declines" | "paid">,
  },
  guards: {
    isPaid: ({ context }) => context.paid >= context.pieces.length,
    mayTryAgain: ({ context }) => context.declines < context.declinesMax,
    leavesNothing: ({ event }) => event.type === "shortened" && event.allocations.length === 0,
    lastParcel: ({ context, event }) =>
      event.type === "parcelDelivered" &&
      context.parcels.every(
        (parcel) => parcel.parcel === event.parcel || context.parcelsDelivered.includes(parcel.parcel),
      ),
    newParcel: ({ context, event }) =>
      event.type === "parcelDelivered" && !context.parcelsDelivered.includes(event.parcel),
  },
  actions: {
    post: withParams<{ rule: string }>(),
    askWarehouse: effect,
    takeAcknowledgement: effect,
    sourceAgain: effect,
    sourceMissing: effect,
    tellPacked: effect,
    capture: effect,
    tellCaptured: effect,
    createPayment: effect,
    confirmPayment: effect,
    tellUnpaid: effect,
    clear: effect,
    tellShipped: effect,
    tellDelivered: effect,
    tellDropped: effect,
    keepRest: assign(({ context, event }) => {
      if (event.type !== "shortened") return {}
      const { allocations, amountMinor } = event
      return { allocations, amountMinor, pieces: cutTo(context.pieces, amountMinor) }
    }),
    keepParcels: assign({
      parcels: ({ context, event }) =>
        event.type === "packed" || event.type === "shipped" ? event.parcels : context.parcels,
    }),
    keepShippedAt: assign({
      shippedAt: ({ context, event }) => (event.type === "shipped" ? event.shippedAt : context.shippedAt),
    }),
    countPaid: assign({ paid: ({ context }) => context.paid + 1 }),
    keepPayment: assign({
      pieces: ({ context, event }) =>
        event.type === "paymentCreated" ? inPlace(context, { payment: event.payment }) : context.pieces,
    }),
    keepMethod: assign({
      pieces: ({ context, event }) =>
        event.type === "payAgain" ? inPlace(context, { method: event.method }) : context.pieces,
    }),
    countDecline: assign({ declines: ({ context }) => context.declines + 1 }),
    keepDelivered: assign({
      parcelsDelivered: ({ context, event }) =>
        event.type === "parcelDelivered" ? [...context.parcelsDelivered, event.parcel] : context.parcelsDelivered,
    }),
  },
  delays: delayNames("askAgain", "captureAgain"),
}).createMachine({
  id: "shipment",
  context: ({ input }) => ({ ...input, parcels: [], shippedAt: 0, parcelsDelivered: [], declines: 0, paid: 0 }),
  initial: "requested",
  // The warehouse may pack faster than its acknowledgement travels; whenever it comes, its figures count.
  on: { acknowledged: { actions: "takeAcknowledgement" }, shorted: {} },
  states: {
    requested: {
      entry: "askWarehouse",
      on: {
        acknowledged: { target: "acknowledged", actions: "takeAcknowledgement" },
        rejected: { target: "rejected", actions: "sourceAgain" },
        ...shortened,
        unanswered: "unanswered",
        stop: "stopped",
        // The warehouse may be faster than its own answer.
        packed: { target: "paying", actions: ["keepParcels", "tellPacked"] },
      },
    },
    /** Nobody knows whether the warehouse has it; the same shipment is dropped again, and a repeat is harmless. */
    unanswered: {
      after: { askAgain: "requested" },
      on: { stop: "stopped", packed: { target: "paying", actions: ["keepParcels", "tellPacked"] }, ...shortened },
    },
    acknowledged: {
      on: { stop: "stopped", packed: { target: "paying", actions: ["keepParcels", "tellPacked"] }, ...shortened },
    },
    paying: {
      entry: { type: "post", params: { rule: "worth" } },
      initial: "choosing",
      // Packed again is labelled anew: another tracking number.
      on: { unanswered: {}, packed: { actions: "keepParcels" } },
      states: {
        choosing: {
          always: [{ guard: "isPaid", target: "#shipment.clearing" }, { target: "capturing" }],
        },
        capturing: {
          entry: "capture",
          on: {
            // One piece after the other, so that an answer always belongs to the piece that was asked for.
            captured: { target: "choosing", actions: ["countPaid", "tellCaptured"] },
            captureDeclined: declined,
            authorisationGone: "reauthorising",
            unanswered: "doubtful",
          },
        },
        reauthorising: {
          entry: "createPayment",
          on: {
            paymentCreated: { target: "confirming", actions: "keepPayment" },
            captureDeclined: declined,
            unanswered: "doubtful",
          },
        },
        confirming: {
          entry: "confirmPayment",
          on: { authorized: "capturing", captureDeclined: declined, unanswered: "doubtful" },
        },
        /** Unpaid: the parcel stays off the manifest until the money can be had. */
        held: {
          entry: "tellUnpaid",
          on: { payAgain: { target: "reauthorising", actions: "keepMethod" } },
          after: { captureAgain: [{ guard: "mayTryAgain", target: "reauthorising" }, { target: "unpaid" }] },
        },
        /** Asking for ever would only annoy the issuer: it waits for the buyer to name another card. */
        unpaid: { on: { payAgain: { target: "reauthorising", actions: "keepMethod" } } },
        /** Nobody knows whether the money was taken: the same request is asked again. */
        doubtful: { after: { askAgain: "capturing" } },
      },
    },
    clearing: {
      entry: "clear",
      on: {
        cleared: "cleared",
        unanswered: "clearingAgain",
        shipped: { target: "shipped", actions: ["keepParcels", "keepShippedAt"] },
        packed: { actions: "keepParcels" },
      },
    },
    clearingAgain: {
      after: { askAgain: "clearing" },
      on: {
        shipped: { target: "shipped", actions: ["keepParcels", "keepShippedAt"] },
        packed: { actions: "keepParcels" },
      },
    },
    cleared: {
      on: {
        shipped: { target: "shipped", actions: ["keepParcels", "keepShippedAt"] },
        packed: { actions: "keepParcels" },
      },
    },
    shipped: {
      entry: "tellShipped",
      on: {
        parcelDelivered: [
          { guard: "lastParcel", target: "delivered", actions: "keepDelivered" },
          { guard: "newParcel", actions: "keepDelivered" },
          {},
        ],
        cleared: {},
        unanswered: {},
        shipped: {},
        packed: {},
      },
    },
    delivered: { entry: "tellDelivered", on: { parcelDelivered: {}, shipped: {}, packed: {} } },
    rejected: { on: { packed: {} } },
    /** Nothing of it was there. */
    emptied: { on: { unanswered: {} } },
    /** Called off before it was packed; what the warehouse says of it after that is nothing new. */
    stopped: { entry: "tellDropped", on: { acknowledged: {}, unanswered: {}, shorted: {} } },
  },
})
