/**
 * A shipment: what the OMS has released to one site. Acknowledged, packed, paid for, cleared, shipped, scanned, delivered.
 *
 * A shipment that is packed may leave only when its money is secured; an authorisation that has run out is replaced by a new one.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"
import type { Parcel, StockLevel } from "../wms/contract.ts"
import type { Piece } from "./collection.machine.ts"

export interface ShipmentContext {
  readonly order: string
  readonly site: string
  readonly allocations: readonly string[]
  readonly settledBy: "psp" | "marketplace"
  /** Goods, tax and, on the first shipment, charges. */
  readonly amountMinor: number
  /** What it is paid with; nothing when the marketplace settles. */
  readonly pieces: readonly Piece[]
  /** When its money is collected. */
  readonly collectsAt: CollectsAt
  /** The warehouse's figures hold its units; before that they are promised softly. */
  readonly isHanded: boolean
  /** Nothing of its order was left to be captured when it was packed: repeats of a request must not say otherwise. */
  readonly isLast: boolean
  readonly parcels: readonly Parcel[]
  readonly shippedAt: number
  readonly parcelsScanned: readonly string[]
  readonly parcelsDelivered: readonly string[]
  /** Parcels that came to another end: lost, destroyed, or back at the warehouse. */
  readonly parcelsGone: readonly string[]
  /** Whether somebody asks about parcels that no carrier has scanned. */
  readonly isWatched: boolean
  /** The replacement that it is part of; empty for what was sold. */
  readonly instead: string
}

export type CollectsAt = "order" | "packed" | "shipConfirm"

export type ShipmentEvent =
  | { readonly type: "acknowledged"; readonly at: number; readonly levels: readonly StockLevel[] }
  | { readonly type: "rejected"; readonly at: number; readonly forGood: boolean }
  /** The site found fewer units: what it still sends, and what of the shipment is left then. */
  | {
      readonly type: "shorted"
      readonly at: number
      readonly lines: readonly Units[]
      /** What it has packed already, if that is how one hears of it; null before. */
      readonly packed: readonly Parcel[] | null
    }
  | {
      readonly type: "shortened"
      readonly at: number
      readonly allocations: readonly string[]
      readonly amountMinor: number
    }
  /** It is not known whether the warehouse has it. */
  | { readonly type: "unacknowledged"; readonly at: number }
  | { readonly type: "unanswered"; readonly at: number }
  /** The warehouse has agreed to let it go. */
  | { readonly type: "stop"; readonly at: number }
  | {
      readonly type: "packed"
      readonly at: number
      readonly parcels: readonly Parcel[]
      readonly isLast: boolean
      /** What it is worth now that it is packed, and when that is collected; nothing where that is what was said. */
      readonly worth: Partial<Pick<ShipmentContext, "amountMinor" | "pieces" | "collectsAt">>
    }
  /** Its money is there. */
  | { readonly type: "collected"; readonly at: number }
  | { readonly type: "cleared" | "traced"; readonly at: number }
  | { readonly type: "shipped"; readonly at: number; readonly parcels: readonly Parcel[]; readonly shippedAt: number }
  | {
      readonly type: "parcelScanned" | "parcelDelivered" | "parcelGone"
      readonly at: number
      readonly parcel: string
    }

/** Parcels of which the carrier has neither had a first scan nor told any end. */
export const unscanned = ({ parcels, parcelsScanned, parcelsDelivered, parcelsGone }: ShipmentContext): string[] =>
  parcels
    .map(({ parcel }) => parcel)
    .filter((id) => !parcelsScanned.includes(id) && !parcelsDelivered.includes(id) && !parcelsGone.includes(id))

/** What is heard of a shipment that has left changes nothing more. */
const told = {
  collected: {},
  acknowledged: { actions: "takeLevels" },
  cleared: {},
  unanswered: {},
  shipped: {},
  packed: {},
  traced: {},
} as const
const scans = { parcelScanned: {}, parcelDelivered: {}, parcelGone: {} } as const

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
/** The warehouse's figures hold its units. */
const acknowledged = ["takeLevels", "handOver", "keepHanded"] as const
/** The figures that come with its departure hold them at the latest, should no acknowledgement ever have got through. */
const leaves = [
  { guard: "isHanded", target: "#shipment.shipped", actions: ["keepParcels", "keepShippedAt"] },
  { target: "#shipment.shipped", actions: ["keepParcels", "keepShippedAt", "handOver"] },
] as const
const packed = { target: "#shipment.paying", actions: ["keepParcels", "keepLast", "keepWorth", "tellPacked"] } as const

export const shipmentMachine = setup({
  types: {
    context: {} as ShipmentContext,
    events: {} as ShipmentEvent,
    input: {} as Pick<
      ShipmentContext,
      "order" | "site" | "allocations" | "settledBy" | "pieces" | "collectsAt" | "amountMinor" | "isWatched"
    > &
      Partial<Pick<ShipmentContext, "instead">>,
  },
  guards: {
    isHanded: ({ context }) => context.isHanded,
    mayLeave: ({ context }) => context.pieces.length === 0 || context.collectsAt === "shipConfirm",
    leavesNothing: ({ event }) => event.type === "shortened" && event.allocations.length === 0,
    allDelivered: ({ context }) =>
      context.parcels.length > 0 && context.parcels.every(({ parcel }) => context.parcelsDelivered.includes(parcel)),
    allEnded: ({ context }) =>
      context.parcels.length > 0 &&
      context.parcels.every(
        ({ parcel }) => context.parcelsDelivered.includes(parcel) || context.parcelsGone.includes(parcel),
      ),
    isKnownEnd: ({ context, event }) =>
      (event.type === "parcelDelivered" || event.type === "parcelGone") &&
      (context.parcelsDelivered.includes(event.parcel) || context.parcelsGone.includes(event.parcel)),
    allScanned: ({ context }) => unscanned(context).length === 0,
    isWatched: ({ context }) => context.isWatched,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    askWarehouse: effect,
    takeLevels: effect,
    handOver: effect,
    sourceAgain: effect,
    sourceMissing: effect,
    tellPacked: effect,
    collect: effect,
    collectNow: effect,
    clear: effect,
    tellShipped: effect,
    tellDelivered: effect,
    tellPartDelivered: effect,
    trace: effect,
    giveUp: effect,
    tellDropped: effect,
    keepRest: assign(({ context, event }) => {
      if (event.type !== "shortened") return {}
      const { allocations, amountMinor } = event
      return { allocations, amountMinor, pieces: cutTo(context.pieces, amountMinor) }
    }),
    keepHanded: assign({ isHanded: true }),
    keepParcels: assign({
      parcels: ({ context, event }) =>
        event.type === "packed" || event.type === "shipped" ? event.parcels : context.parcels,
    }),
    keepWorth: assign(({ event }) => (event.type === "packed" ? event.worth : {})),
    keepLast: assign({ isLast: ({ event }) => event.type === "packed" && event.isLast }),
    keepShippedAt: assign({
      shippedAt: ({ context, event }) => (event.type === "shipped" ? event.shippedAt : context.shippedAt),
    }),
    keepScanned: assign({
      parcelsScanned: ({ context, event }) =>
        event.type === "parcelScanned" ? [...context.parcelsScanned, event.parcel] : context.parcelsScanned,
    }),
    keepDelivered: assign({
      parcelsDelivered: ({ context, event }) =>
        event.type === "parcelDelivered" ? [...context.parcelsDelivered, event.parcel] : context.parcelsDelivered,
    }),
    keepGone: assign({
      parcelsGone: ({ context, event }) =>
        event.type === "parcelGone" ? [...context.parcelsGone, event.parcel] : context.parcelsGone,
    }),
  },
  delays: delayNames("askAgain", "scanDue", "traceTime"),
}).createMachine({
  id: "shipment",
  context: ({ input }) => ({
    instead: "",
    ...input,
    parcels: [],
    shippedAt: 0,
    parcelsScanned: [],
    parcelsDelivered: [],
    parcelsGone: [],
    isHanded: false,
    isLast: false,
  }),
  initial: "requested",
  // The warehouse may pack faster than its acknowledgement travels; whenever it comes, its figures count.
  on: {
    acknowledged: { actions: acknowledged },
    unacknowledged: {},
    shorted: {},
    // The carrier may be heard before the warehouse, should its word that the parcel has left be late.
    parcelScanned: { actions: "keepScanned" },
    parcelDelivered: [{ guard: "isKnownEnd" }, { actions: "keepDelivered" }],
    parcelGone: [{ guard: "isKnownEnd" }, { actions: "keepGone" }],
  },
  states: {
    requested: {
      entry: "askWarehouse",
      on: {
        acknowledged: { target: "acknowledged", actions: acknowledged },
        rejected: { target: "rejected", actions: "sourceAgain" },
        ...shortened,
        unacknowledged: "unanswered",
        stop: "stopped",
        // The warehouse may be faster than its own answer.
        packed,
      },
    },
    /** Nobody knows whether the warehouse has it; the same shipment is dropped again, and a repeat is harmless. */
    unanswered: {
      after: { askAgain: "requested" },
      on: {
        stop: "stopped",
        packed,
        ...shortened,
      },
    },
    acknowledged: {
      on: {
        stop: "stopped",
        packed,
        ...shortened,
      },
    },
    /** Unless it leaves on credit, it leaves only for money; the warehouse keeps it off the manifest until then. */
    paying: {
      entry: [{ type: "post", params: { rule: "worth" } }, "collect"],
      always: { guard: "mayLeave", target: "clearing" },
      // Packed again is labelled anew: another tracking number.
      on: { collected: "clearing", unanswered: {}, packed: { actions: "keepParcels" } },
    },
    clearing: {
      entry: "clear",
      on: {
        cleared: "cleared",
        unanswered: "clearingAgain",
        shipped: leaves,
        packed: { actions: "keepParcels" },
      },
    },
    // It was packed before anybody knew that the warehouse had it: that nobody answers that call may be learned only now.
    clearingAgain: {
      after: { askAgain: "clearing" },
      on: {
        unanswered: {},
        shipped: leaves,
        packed: { actions: "keepParcels" },
      },
    },
    cleared: {
      on: {
        unanswered: {},
        shipped: leaves,
        packed: { actions: "keepParcels" },
      },
    },
    shipped: {
      entry: ["tellShipped", "collectNow"],
      initial: "unscanned",
      states: {
        // A label is no hand-over: told as shipped is not yet with the carrier.
        unscanned: {
          always: { guard: "allScanned", target: "scanned" },
          after: { scanDue: { guard: "isWatched", target: "overdue" } },
        },
        /** The warehouse looks for what no carrier has scanned, and hands it over anew if it is there. */
        overdue: {
          entry: "trace",
          always: { guard: "allScanned", target: "scanned" },
          on: { unanswered: "overdueAgain", traced: {} },
          after: { traceTime: "missing" },
        },
        overdueAgain: {
          always: { guard: "allScanned", target: "scanned" },
          after: { askAgain: "overdue" },
        },
        missing: { entry: "giveUp", always: { guard: "allScanned", target: "scanned" } },
        scanned: {},
      },
      always: [
        { guard: "allDelivered", target: "delivered" },
        { guard: "allEnded", target: "partDelivered" },
      ],
      on: {
        ...told,
      },
    },
    delivered: { entry: "tellDelivered", on: { ...scans, ...told } },
    /** Its parcels have all come to an end, not all of them at the buyer's. */
    partDelivered: { entry: "tellPartDelivered", on: { ...scans, ...told } },
    rejected: { on: { packed: {} } },
    /** Nothing of it was there. */
    emptied: { on: { unanswered: {} } },
    /** Called off before it was packed; what the warehouse says of it after that is nothing new. */
    stopped: { entry: "tellDropped", on: { acknowledged: {}, unanswered: {}, shorted: {} } },
  },
})
