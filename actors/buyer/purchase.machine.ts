/** One purchase as the person behind it lives it: paid for with one card or another, ordered or refused, told, received. */
import { assign, setup } from "xstate"
import { effect } from "../../sim/statechart/effects.ts"
import { giftCardIn } from "../payment/contract.ts"
import type { Kit, Units } from "../shapes.ts"
import type { Checkout } from "../storefront/contract.ts"

/** What somebody wrote about an order; `site` is where units are to be sent, or empty. */
export interface Mail {
  readonly template: string
  readonly reference: string
  readonly site: string
}

export interface PurchaseContext {
  readonly channel: string
  readonly checkout: Checkout
  /** What is in the kits among it. */
  readonly kits: readonly Kit[]
  /** Cards that were refused. */
  readonly refusals: number
  /** The payment whose issuer wants to hear from the buyer. */
  readonly payment: string
  readonly parcels: readonly string[]
  /** What was in them. */
  readonly received: readonly Units[]
  readonly mail: readonly Mail[]
}

export type PurchaseEvent =
  | { readonly type: "accepted"; readonly at: number }
  | { readonly type: "refused"; readonly at: number }
  | { readonly type: "declined"; readonly at: number }
  | { readonly type: "challenged"; readonly at: number; readonly payment: string }
  | { readonly type: "authenticated"; readonly at: number }
  | { readonly type: "unanswered"; readonly at: number }
  | { readonly type: "received"; readonly at: number; readonly parcel: string; readonly contents: readonly Units[] }
  | ({ readonly type: "told"; readonly at: number } & Mail)

const isGiftCard = (method: string): boolean => giftCardIn(method) !== null
const cardsOf = ({ checkout }: Pick<PurchaseContext, "checkout">): readonly string[] =>
  checkout.payWith.filter((method) => !isGiftCard(method))

/** The card in the buyer's hand; empty when only gift cards are. */
export const cardOf = (context: PurchaseContext): string => cardsOf(context)[context.refusals] ?? ""

/** What is offered at the checkout now: every gift card, and the card in the buyer's hand. */
export const offerOf = (context: PurchaseContext): readonly string[] => [
  ...context.checkout.payWith.filter(isGiftCard),
  ...cardsOf(context).slice(context.refusals, context.refusals + 1),
]

export const purchaseMachine = setup({
  types: {
    context: {} as PurchaseContext,
    events: {} as PurchaseEvent,
    input: {} as Pick<PurchaseContext, "channel" | "checkout" | "kits">,
  },
  guards: {
    hasAnother: ({ context }) => context.refusals + 1 < cardsOf(context).length,
    givesUp: ({ context }) => cardOf(context) === "card-step-up-abandoned",
    cancelled: ({ event }) => event.type === "told" && event.template === "orderCancelled",
  },
  actions: {
    order: effect,
    authenticate: effect,
    ponder: effect,
    tryOut: effect,
    goodsCame: effect,
    takeAnother: assign({ refusals: ({ context }) => context.refusals + 1 }),
    keepPayment: assign({
      payment: ({ context, event }) => (event.type === "challenged" ? event.payment : context.payment),
    }),
    keepParcel: assign(({ context, event }) =>
      event.type === "received"
        ? { parcels: [...context.parcels, event.parcel], received: [...context.received, ...event.contents] }
        : {},
    ),
    keepMessage: assign({
      mail: ({ context, event }) => {
        if (event.type !== "told") return context.mail
        const { template, reference, site } = event
        return [...context.mail, { template, reference, site }]
      },
    }),
  },
}).createMachine({
  id: "purchase",
  context: ({ input }) => ({ ...input, refusals: 0, payment: "", parcels: [], received: [], mail: [] }),
  initial: "ordering",
  // Messages overtake each other: whatever the shop writes is read in any state.
  on: { told: { actions: "keepMessage" } },
  states: {
    ordering: {
      entry: "order",
      on: {
        accepted: { target: "waiting", actions: "ponder" },
        refused: "gone",
        declined: [
          { guard: "hasAnother", target: "ordering", reenter: true, actions: "takeAnother" },
          { target: "gone" },
        ],
        challenged: [
          { guard: "givesUp", target: "gone" },
          { target: "authenticating", actions: "keepPayment" },
        ],
        unanswered: "doubtful",
        received: { target: "received", actions: "keepParcel" },
      },
    },
    /** With the issuer; afterwards the checkout is gone on with, whatever came of it. */
    authenticating: { entry: "authenticate", on: { authenticated: "ordering" } },
    /** The shop did not answer: perhaps there is an order, perhaps not. */
    doubtful: { on: { received: { target: "received", actions: "keepParcel" } } },
    waiting: {
      on: {
        told: [{ guard: "cancelled", target: "gone", actions: "keepMessage" }, { actions: "keepMessage" }],
        received: { target: "received", actions: "keepParcel" },
      },
    },
    received: {
      entry: ["goodsCame", "tryOut"],
      on: {
        received: { target: "received", reenter: true, actions: "keepParcel" },
        // The shop's answer may be slower than its parcel.
        accepted: {},
        refused: {},
        unanswered: {},
      },
    },
    gone: { on: { accepted: {}, received: { actions: "keepParcel" } } },
  },
})
