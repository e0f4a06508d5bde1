/** A parcel: packed, then labelled by the carrier that sends it for least and will go to its address. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"
import type { Address, Service, Units } from "../shapes.ts"

export interface ParcelContext {
  readonly shipment: string
  readonly order: string
  readonly service: typeof Service.Type
  readonly address: Address
  readonly lines: readonly Units[]
  readonly weightGrams: number
  /** How many carriers are asked for a rate in each round. */
  readonly carriers: number
  readonly round: number
  readonly quotes: readonly Quote[]
  /** Carriers that did not answer this round, or do not offer the service. */
  readonly without: number
  /** How often a label could not be had, and how often that may be. */
  readonly tries: number
  readonly triesMax: number
  /** Some carrier has said that it cannot deliver to the address. */
  readonly badAddress: boolean
  readonly carrier: string | null
  readonly label: string | null
  readonly trackingNumber: string | null
}

export interface Quote {
  readonly carrier: string
  readonly amountMinor: number
}

export type ParcelEvent =
  | { readonly type: "quoted"; readonly at: number; readonly quote: Quote }
  | { readonly type: "bought"; readonly at: number; readonly label: string; readonly trackingNumber: string }
  | { readonly type: "readdress"; readonly at: number; readonly address: Address }
  | {
      readonly type: "notQuoted" | "refused" | "failed" | "badAddress" | "labelVoided" | "relabel" | "ship" | "discard"
      readonly at: number
    }

/** Ties go to the carrier whose name sorts first, whoever answered first. */
const cheapestOf = (quotes: readonly Quote[]): Quote | undefined =>
  quotes.toSorted((a, b) => a.amountMinor - b.amountMinor || (a.carrier < b.carrier ? -1 : 1))[0]

export const parcelMachine = setup({
  types: {
    context: {} as ParcelContext,
    events: {} as ParcelEvent,
    input: {} as Omit<
      ParcelContext,
      "round" | "quotes" | "without" | "tries" | "badAddress" | "carrier" | "label" | "trackingNumber"
    >,
  },
  guards: {
    isLastAnswer: ({ context }) => context.quotes.length + context.without + 1 >= context.carriers,
    hasQuote: ({ context }) => context.quotes.length > 0,
    isMisaddressed: ({ context }) => context.badAddress,
    hasTries: ({ context }) => context.tries < context.triesMax,
  },
  actions: {
    tellPacked: effect,
    askRates: effect,
    buyLabel: effect,
    voidLabel: effect,
    tellLabelled: effect,
    tellUnlabelled: effect,
    startRound: assign({
      round: ({ context }) => context.round + 1,
      quotes: [],
      without: 0,
      badAddress: false,
      carrier: null,
    }),
    dropQuote: assign(({ context }) => ({
      badAddress: true,
      quotes: context.quotes.filter((quote) => quote.carrier !== context.carrier),
    })),
    keepAddress: assign({
      address: ({ context, event }) => (event.type === "readdress" ? event.address : context.address),
    }),
    dropLabel: assign({ label: null, trackingNumber: null }),
    addQuote: assign({
      quotes: ({ context, event }) => (event.type === "quoted" ? [...context.quotes, event.quote] : context.quotes),
    }),
    countWithout: assign({ without: ({ context }) => context.without + 1 }),
    choose: assign({ carrier: ({ context }) => cheapestOf(context.quotes)?.carrier ?? null }),
    startAnew: assign({ tries: 0 }),
    countTry: assign({ tries: ({ context }) => context.tries + 1 }),
    keepLabel: assign(({ event }) =>
      event.type === "bought" ? { label: event.label, trackingNumber: event.trackingNumber } : {},
    ),
  },
  delays: delayNames("packingTime", "labelRetry"),
}).createMachine({
  id: "parcel",
  context: ({ input }) => ({
    ...input,
    round: 0,
    quotes: [],
    without: 0,
    tries: 0,
    badAddress: false,
    carrier: null,
    label: null,
    trackingNumber: null,
  }),
  initial: "packing",
  states: {
    packing: {
      after: { packingTime: { target: "quoting", actions: "tellPacked" } },
      on: { discard: "discarded", readdress: { actions: "keepAddress" } },
    },
    quoting: {
      entry: ["startRound", "askRates"],
      on: {
        quoted: [{ guard: "isLastAnswer", target: "choosing", actions: "addQuote" }, { actions: "addQuote" }],
        notQuoted: [
          { guard: "isLastAnswer", target: "choosing", actions: "countWithout" },
          { actions: "countWithout" },
        ],
      },
    },
    choosing: {
      always: [
        { guard: "hasQuote", target: "buying", actions: "choose" },
        { guard: "isMisaddressed", target: "misaddressed" },
        { target: "waiting" },
      ],
    },
    /** No carrier goes there: a person has to ask the buyer where it is. */
    misaddressed: { on: { readdress: { target: "quoting", actions: "keepAddress" } } },
    /** No carrier would: all are asked again. */
    waiting: {
      entry: "countTry",
      after: { labelRetry: [{ guard: "hasTries", target: "quoting" }, { target: "unlabelled" }] },
    },
    buying: {
      entry: "buyLabel",
      on: {
        bought: { target: "labelled", actions: "keepLabel" },
        badAddress: { target: "choosing", actions: "dropQuote" },
        refused: "waiting",
        failed: "unsure",
      },
    },
    /** The carrier may have sold the label: only it can say, and only to the same key. */
    unsure: {
      entry: "countTry",
      after: { labelRetry: [{ guard: "hasTries", target: "buying" }, { target: "unlabelled" }] },
    },
    labelled: { entry: "tellLabelled", on: { ship: "shipped", relabel: "unlabelling" } },
    /**
     * Another label only when the carrier has taken the first one back: its tracking number is worth nothing from then on. One that
     * it does not take back, because a van is planned for it, is printed again.
     */
    unlabelling: {
      entry: ["tellUnlabelled", "voidLabel"],
      on: {
        labelVoided: { target: "quoting", actions: "dropLabel" },
        refused: "labelled",
        failed: "unlabellingAgain",
      },
    },
    unlabellingAgain: { entry: "countTry", after: { labelRetry: "givingBack" } },
    givingBack: {
      entry: "voidLabel",
      on: {
        labelVoided: { target: "quoting", actions: "dropLabel" },
        refused: "labelled",
        failed: "unlabellingAgain",
      },
    },
    shipped: { type: "final" },
    /** Opened and unpacked again: its shipment was called off. */
    discarded: { type: "final" },
    /** A person must look at it: asks the carriers whether one has sold a label after all, gives that back, and has it labelled anew. */
    unlabelled: { on: { relabel: { target: "quoting", actions: "startAnew" } } },
  },
})
