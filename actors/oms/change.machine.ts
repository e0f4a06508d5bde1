/**
 * A change that somebody wants of an order: judged, put to every warehouse that has some of it, then applied as a whole or refused.
 *
 * Nothing is given back and nobody is told before all of them have agreed; what nobody answers is asked again.
 */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"
import type { Demand } from "../erp/contract.ts"
import type { ChannelOrder, Units } from "../shapes.ts"
import type { StockLevel } from "../wms/contract.ts"

/** What somebody wants: no order any more, another address, or other lines. The channel names its edits. */
export type Wish =
  | { readonly kind: "cancel"; readonly by: "buyer" | "channel" }
  | { readonly kind: "address" | "lines"; readonly edit: string; readonly next: ChannelOrder }

/** Units at one site. */
export interface SiteUnits extends Units {
  readonly site: string
}

export interface ChangeContext {
  /** The order by its channel's name. */
  readonly channelOrder: string
  readonly wish: Wish
  /** The order in the OMS; empty as long as it is not there. */
  readonly order: string
  /** Shipments about which their warehouses have to agree, and how many of them have. */
  readonly shipments: readonly string[]
  readonly agreed: number
  readonly levels: readonly StockLevel[]
  /** Units that a warehouse is just asked to let go: nobody else gets them before it has answered. */
  readonly inDoubt: readonly SiteUnits[]
  readonly demand: readonly Demand[]
  /** How often the ERP has been told of them in vain. */
  readonly bookings: number
  /** Units that the new version has in addition: the channel sells them when it hears that it holds. */
  readonly more: readonly Units[]
}

export type ChangeEvent =
  /** What the order's state says about it: too late, of no effect any more, or possible if these shipments can be changed. */
  | {
      readonly type: "judged"
      readonly at: number
      readonly order: string
      readonly verdict: "tooLate" | "moot" | "possible"
      readonly shipments: readonly string[]
    }
  | { readonly type: "heldBack"; readonly at: number; readonly units: readonly SiteUnits[] }
  | { readonly type: "agreed"; readonly at: number; readonly levels: readonly StockLevel[] }
  | { readonly type: "refused"; readonly at: number }
  | { readonly type: "unanswered" | "paidBack"; readonly at: number }
  /** The allocations are what the new version says; the ERP has to hear what that means for each site. */
  | {
      readonly type: "revised"
      readonly at: number
      readonly demand: readonly Demand[]
      readonly more: readonly Units[]
    }
  /** The channel has its new version. */
  | { readonly type: "told"; readonly at: number }
  | { readonly type: "booked" | "notBooked" | "unbookable"; readonly at: number }

export const changeMachine = setup({
  types: {
    context: {} as ChangeContext,
    events: {} as ChangeEvent,
    input: {} as Pick<ChangeContext, "channelOrder" | "wish">,
  },
  guards: {
    isTooLate: ({ event }) => event.type === "judged" && event.verdict === "tooLate",
    isMoot: ({ event }) => event.type === "judged" && event.verdict === "moot",
    needsNobody: ({ event }) => event.type === "judged" && event.shipments.length === 0,
    allAgreed: ({ context }) => context.agreed >= context.shipments.length,
    changesLines: ({ context }) => context.wish.kind === "lines",
  },
  actions: {
    haltOrder: effect,
    holdBack: effect,
    endHold: effect,
    askWarehouse: effect,
    takeAgreement: effect,
    takeLevels: effect,
    takeBack: effect,
    apply: effect,
    refuse: effect,
    resumeOrder: effect,
    tellLedger: effect,
    hearSale: effect,
    keepJudgement: assign(({ event }) =>
      event.type === "judged" ? { order: event.order, shipments: event.shipments } : {},
    ),
    keepInDoubt: assign(({ event }) => (event.type === "heldBack" ? { inDoubt: event.units } : {})),
    keepLevels: assign(({ context, event }) =>
      event.type === "agreed" ? { levels: event.levels, agreed: context.agreed + 1 } : {},
    ),
    countBooking: assign({ bookings: ({ context }) => context.bookings + 1 }),
    keepDemand: assign(({ event }) => (event.type === "revised" ? { demand: event.demand, more: event.more } : {})),
  },
  delays: delayNames("askAgain", "bookAgain"),
}).createMachine({
  id: "change",
  context: ({ input }) => ({
    ...input,
    order: "",
    shipments: [],
    agreed: 0,
    levels: [],
    inDoubt: [],
    demand: [],
    bookings: 0,
    more: [],
  }),
  initial: "parked",
  states: {
    /** Messages overtake each other: the order that is to be changed may not be there yet. */
    parked: {
      on: {
        judged: [
          { guard: "isMoot", target: "moot", actions: "keepJudgement" },
          { guard: "isTooLate", target: "refused", actions: "keepJudgement" },
          { guard: "needsNobody", target: "applied", actions: "keepJudgement" },
          { target: "asking", actions: ["keepJudgement", "haltOrder"] },
        ],
      },
    },
    asking: {
      initial: "choosing",
      states: {
        // One warehouse after the other, so that an answer always belongs to the shipment that was asked about.
        choosing: {
          always: [
            { guard: "allAgreed", target: "#change.applied" },
            { target: "waiting", actions: "holdBack" },
          ],
        },
        waiting: {
          entry: "askWarehouse",
          on: {
            heldBack: { actions: "keepInDoubt" },
            agreed: { target: "choosing", actions: ["keepLevels", "takeAgreement", "endHold"] },
            refused: { target: "#change.refused", actions: ["takeBack", "endHold", "resumeOrder"] },
            unanswered: "askingAgain",
          },
        },
        askingAgain: { after: { askAgain: "waiting" } },
      },
    },
    applied: {
      entry: "apply",
      initial: "choosing",
      // Whoever did not wait for the warehouse has its answers come in too late to matter; what it has on its shelves does.
      on: {
        agreed: { actions: "takeLevels" },
        refused: {},
        unanswered: {},
        paidBack: {},
        told: { actions: "hearSale" },
      },
      states: {
        choosing: { always: [{ guard: "changesLines", target: "revising" }, { target: "done" }] },
        revising: { on: { revised: { target: "booking", actions: "keepDemand" } } },
        booking: {
          entry: "tellLedger",
          on: {
            booked: "done",
            notBooked: { target: "bookingAgain", actions: "countBooking" },
            unbookable: "unbooked",
          },
        },
        bookingAgain: { after: { bookAgain: "booking" } },
        done: {},
        /** The ERP will never take it as it is: a person must look at it. */
        unbooked: {},
      },
    },
    refused: { entry: "refuse", on: { agreed: {}, refused: {}, unanswered: {}, told: {} } },
    moot: { type: "final" },
  },
})
