/**
 * A label and the parcel under it: bought, fetched, on its way, handed over; or what else can become of a parcel.
 *
 * What will happen to it is its fate: an act of the world, or luck that was drawn when it was fetched. Nobody sees it before it happens.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Service, Units } from "../shapes.ts"

/**
 * `leftBehind`: the van does not take it; `vanished`: it is gone before any van comes; `lost`: gone in the carrier's hands; `damaged`:
 * past delivering, and destroyed; `refused`: the recipient does not take it.
 */
export type Fate = "none" | "leftBehind" | "vanished" | "lost" | "damaged" | "refused"

export interface LabelContext {
  readonly parcel: string
  readonly shipment: string
  readonly order: string
  /** Who bought it: what cannot be delivered goes back there. */
  readonly shipper: string
  readonly service: typeof Service.Type
  readonly contents: readonly Units[]
  readonly trackingNumber: string
  readonly amountMinor: number
  readonly currency: string
  readonly manifest: string | null
  /** Instant of the last scan. */
  readonly scannedAt: number
  readonly fate: Fate
  /** How many attempts find nobody, how many there were, and after how many it goes back. */
  readonly absences: number
  readonly attempts: number
  readonly attemptsMax: number
}

export type LabelEvent =
  | { readonly type: "manifest"; readonly at: number; readonly manifest: string }
  /** A person or the weather decides on the parcel's fate. */
  | { readonly type: "meet"; readonly at: number; readonly fate: Fate; readonly absences: number }
  /** Luck counts only where no fate was decided on. */
  | { readonly type: "pickedUp"; readonly at: number; readonly luck: Fate; readonly absences: number }
  | { readonly type: "returnTaken" | "returnUnanswered" | "void"; readonly at: number }

/** Every scan that somebody outside cares about is stamped and told. */
const scan = ["stamp", { type: "publish", params: { topic: "tracking.updated" } }] as const
const meet = { actions: "keepFate" } as const

export const labelMachine = setup({
  types: {
    context: {} as LabelContext,
    events: {} as LabelEvent,
    input: {} as Omit<LabelContext, "manifest" | "fate" | "absences" | "attempts">,
  },
  guards: {
    staysBehind: ({ context }) => context.fate === "leftBehind",
    isGone: ({ context }) => context.fate === "vanished",
    isLost: ({ context }) => context.fate === "lost",
    isDamaged: ({ context }) => context.fate === "damaged",
    isRefused: ({ context }) => context.fate === "refused",
    findsNobody: ({ context }) => context.attempts < context.absences,
    hasAttempts: ({ context }) => context.attempts < context.attemptsMax,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    joinPickup: effect,
    charge: effect,
    handOver: effect,
    giveBack: effect,
    stamp: assign({ scannedAt: ({ event }) => event.at }),
    countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
    keepFate: assign(({ event }) => (event.type === "meet" ? { fate: event.fate, absences: event.absences } : {})),
    keepLuck: assign(({ context, event }) =>
      event.type === "pickedUp" && context.fate === "none" && context.absences === 0
        ? { fate: event.luck, absences: event.absences }
        : {},
    ),
    beFound: assign({ fate: "none" }),
    keepManifest: assign({
      manifest: ({ context, event }) => (event.type === "manifest" ? event.manifest : context.manifest),
    }),
  },
  delays: delayNames(
    "sortingTime",
    "transitTime",
    "deliveryTime",
    "nextAttempt",
    "lostAfter",
    "returnTime",
    "giveBackAgain",
  ),
}).createMachine({
  id: "label",
  context: ({ input }) => ({ ...input, manifest: null, fate: "none", absences: 0, attempts: 0 }),
  initial: "bought",
  states: {
    bought: {
      entry: { type: "post", params: { rule: "label" } },
      on: { manifest: { target: "manifested", actions: "keepManifest" }, meet, void: "voided" },
    },
    manifested: {
      entry: "joinPickup",
      on: {
        pickedUp: [
          { guard: "isGone", target: "leftBehind" },
          { guard: "staysBehind", target: "leftBehind", actions: "beFound" },
          { target: "accepted", actions: "keepLuck" },
        ],
        meet,
        manifest: {},
      },
    },
    /** The van has gone without it; whoever finds it hands it over anew. */
    leftBehind: { on: { manifest: { target: "manifested", actions: "keepManifest" }, meet } },
    accepted: { entry: [...scan, "charge"], after: { sortingTime: "inTransit" }, on: { manifest: {}, meet } },
    inTransit: {
      entry: "stamp",
      after: {
        transitTime: [
          { guard: "isLost", target: "searched" },
          { guard: "isDamaged", target: "damaged" },
          { target: "outForDelivery" },
        ],
      },
      on: { manifest: {}, meet },
    },
    outForDelivery: {
      entry: scan,
      after: {
        deliveryTime: [
          { guard: "isRefused", target: "returning", actions: "countAttempt" },
          { guard: "findsNobody", target: "attemptFailed", actions: "countAttempt" },
          { target: "delivered", actions: "countAttempt" },
        ],
      },
      on: { manifest: {}, meet },
    },
    attemptFailed: {
      entry: scan,
      after: { nextAttempt: [{ guard: "hasAttempts", target: "outForDelivery" }, { target: "returning" }] },
      on: { manifest: {}, meet },
    },
    /** Where it should be it is not; after a while nobody searches any more. */
    searched: { after: { lostAfter: "lost" }, on: { manifest: {}, meet: {} } },
    returning: { entry: scan, after: { returnTime: "handingBack" }, on: { manifest: {}, meet: {} } },
    handingBack: {
      entry: "giveBack",
      on: { returnTaken: "returned", returnUnanswered: "handingBackAgain", manifest: {}, meet: {} },
    },
    handingBackAgain: { after: { giveBackAgain: "handingBack" }, on: { manifest: {}, meet: {} } },
    returned: { entry: scan, on: { manifest: {} } },
    lost: { entry: scan, on: { manifest: {} } },
    damaged: { entry: scan, on: { manifest: {} } },
    delivered: { entry: [...scan, "handOver"], on: { manifest: {} } },
    voided: { entry: ["stamp", { type: "post", params: { rule: "void" } }], on: { void: {} } },
  },
})
