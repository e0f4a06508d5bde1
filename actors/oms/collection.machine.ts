/**
 * A collection: what a shipment or an order costs, captured piece by piece from the payments that it was placed with.
 *
 * An authorisation that has run out is replaced by a new one; a card that is declined is tried again, and then waits for another.
 */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

/** A part of what is collected, captured from one payment. */
export interface Piece {
  /** The payment that the order was placed with; another one may take its place. */
  readonly tender: string
  readonly payment: string
  readonly method: string
  readonly amountMinor: number
}

export interface CollectionContext {
  readonly order: string
  /** What is paid for; empty where that is the whole order, before anything of it is released. */
  readonly shipment: string
  readonly pieces: readonly Piece[]
  /** How many of the pieces are captured. */
  readonly paid: number
  /** Nothing of its order is left to be captured afterwards: repeats of a request must not say otherwise. */
  readonly isLast: boolean
  readonly declinesMax: number
  /** Captures that were declined so far: each new try is another request, a repeat is not. */
  readonly declines: number
  /** Its order was called off: whatever is under way is the last that is asked for. */
  readonly isDropped: boolean
}

export type CollectionEvent =
  | { readonly type: "captured" | "captureDeclined" | "authorisationGone" | "unanswered"; readonly at: number }
  | { readonly type: "drop"; readonly at: number }
  | { readonly type: "paymentCreated"; readonly at: number; readonly payment: string }
  | { readonly type: "authorized"; readonly at: number; readonly amountMinor: number }
  | { readonly type: "payAgain"; readonly at: number; readonly method: string }
  /** A return of what nobody has paid for yet: so much less is owed. */
  | { readonly type: "setOff"; readonly at: number; readonly amountMinor: number }

/** The piece that is being paid, changed. */
const inPlace = ({ pieces, paid }: CollectionContext, change: Partial<Piece>): Piece[] =>
  pieces.map((piece, index) => (index === paid ? { ...piece, ...change } : piece))

/** What is left to collect, the last pieces given up first. */
const withoutLast = ({ pieces, paid }: CollectionContext, amountMinor: number): Piece[] => {
  let gone = amountMinor
  return pieces
    .toReversed()
    .flatMap((piece, index) => {
      const part = index < pieces.length - paid ? Math.min(gone, piece.amountMinor) : 0
      gone -= part
      return part === piece.amountMinor ? [] : [{ ...piece, amountMinor: piece.amountMinor - part }]
    })
    .toReversed()
}

/** What a collection still has to get. */
export const openMinor = ({ pieces, paid }: CollectionContext): number =>
  pieces.slice(paid).reduce((sum, piece) => sum + piece.amountMinor, 0)

const setOff = [{ guard: "isSetOff", target: "setOff", actions: "cut" }, { actions: "cut" }] as const
const declined = { target: "held", actions: "countDecline" } as const

export const collectionMachine = setup({
  types: {
    context: {} as CollectionContext,
    events: {} as CollectionEvent,
    input: {} as Omit<CollectionContext, "paid" | "declines" | "isDropped">,
  },
  guards: {
    isDropped: ({ context }) => context.isDropped,
    isPaid: ({ context }) => context.paid >= context.pieces.length,
    coversPiece: ({ context, event }) =>
      event.type === "authorized" && event.amountMinor >= (context.pieces[context.paid]?.amountMinor ?? 0),
    isSetOff: ({ context, event }) => event.type === "setOff" && event.amountMinor >= openMinor(context),
    mayTryAgain: ({ context }) => context.declines < context.declinesMax,
  },
  actions: {
    capture: effect,
    tellCaptured: effect,
    createPayment: effect,
    confirmPayment: effect,
    tellUnpaid: effect,
    tellCollected: effect,
    letGo: effect,
    countPaid: assign({ paid: ({ context }) => context.paid + 1 }),
    keepPayment: assign({
      pieces: ({ context, event }) =>
        event.type === "paymentCreated" ? inPlace(context, { payment: event.payment }) : context.pieces,
    }),
    keepMethod: assign({
      pieces: ({ context, event }) =>
        event.type === "payAgain" ? inPlace(context, { method: event.method }) : context.pieces,
    }),
    cut: assign({
      pieces: ({ context, event }) =>
        event.type === "setOff" ? withoutLast(context, event.amountMinor) : context.pieces,
    }),
    keepDropped: assign({ isDropped: true }),
    countDecline: assign({ declines: ({ context }) => context.declines + 1 }),
  },
  delays: delayNames("askAgain", "captureAgain"),
}).createMachine({
  id: "collection",
  context: ({ input }) => ({ ...input, paid: 0, declines: 0, isDropped: false }),
  initial: "choosing",
  on: { drop: { actions: "keepDropped" } },
  states: {
    choosing: {
      always: [
        { guard: "isPaid", target: "collected" },
        { guard: "isDropped", target: "dropped" },
        { target: "capturing" },
      ],
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
      on: {
        // A gift card may have been spent elsewhere meanwhile, and gives less than is needed.
        authorized: [{ guard: "coversPiece", target: "choosing" }, declined],
        captureDeclined: declined,
        unanswered: "doubtful",
      },
    },
    /** Unpaid: what is to leave only for money stays until it can be had. */
    held: {
      entry: "tellUnpaid",
      always: { guard: "isDropped", target: "dropped" },
      on: { payAgain: { target: "reauthorising", actions: "keepMethod" }, setOff },
      after: { captureAgain: [{ guard: "mayTryAgain", target: "reauthorising" }, { target: "unpaid" }] },
    },
    /** Asking for ever would only annoy the issuer: it waits for the buyer to name another card. */
    unpaid: {
      always: { guard: "isDropped", target: "dropped" },
      on: { payAgain: { target: "reauthorising", actions: "keepMethod" }, setOff },
    },
    /** Nobody knows whether the money was taken: the same request is asked again. */
    doubtful: { after: { askAgain: "capturing" } },
    collected: { entry: "tellCollected", type: "final" },
    dropped: { entry: ["letGo", "tellCollected"], type: "final" },
    /** The goods came back before anybody had paid for them: nobody owes anything. */
    setOff: { type: "final" },
  },
})
