/** A small vocabulary for the tests of the file format: five kinds, six instances, one of each unit. */
import type { Vocabulary } from "../../../sim/scenario/vocabulary.ts"

const objects = {
  order: ["new", "held", "held.byPerson", "closed"],
  parcel: ["labelled", "manifested"],
}

export const shop: Vocabulary = {
  kinds: {
    oms: {
      policies: {
        fraudReviewAbove: { default: 100_000, unit: "minor", says: "Orders above this wait for a person." },
        reviewTime: {
          default: { medianMs: 600_000, p99Ms: 3_600_000 },
          unit: "spreadMs",
          says: "How long a review takes.",
        },
        sourcing: { default: "nearest", unit: "choice", choices: ["nearest", "cheapest"], says: "Which site serves." },
        splits: { default: true, unit: "flag", says: "May an order leave from two sites?" },
      },
      operations: ["orders.import", "orders.cancel"],
      webhooks: ["order.changed"],
      objects,
    },
    wms: {
      policies: {
        pickTime: { default: 90_000, unit: "ms", clock: "domain", says: "How long one pick takes." },
        pickers: { default: 4, unit: "count", says: "People who pick." },
        shortPicks: { default: 10_000, unit: "ratio", says: "Share of picks that find too little." },
        shift: {
          default: { days: "mon-fri", open: "08:00", close: "18:00" },
          unit: "calendar",
          says: "Working hours.",
        },
        label: { default: "A6", unit: "text", says: "What labels are printed on." },
      },
      operations: ["outbound.create", "outbound.cancel"],
      webhooks: ["outbound.shipped"],
      objects,
    },
    payment: {
      policies: {},
      operations: ["payments.create", "payments.capture"],
      webhooks: ["payment.captured"],
      objects,
    },
    storefront: { policies: {}, operations: ["orders.list"], webhooks: ["order.created"], objects },
    buyer: { policies: {}, operations: ["purchases.buy", "purchases.withdraw"], webhooks: [], objects },
  },
  faults: {
    drop: { needs: [], says: "The message is lost.", on: "messages" },
    delay: { needs: ["by"], says: "The message is late." },
    "lose-response": { needs: [], says: "The answer is lost." },
    outage: { needs: ["at", "until"], says: "The instance is down.", on: "instance" },
    refuse: { needs: ["status"], says: "The request is refused." },
  },
  defaultWorld: {
    partners: {
      storefront: { kind: "storefront" },
      oms: { kind: "oms" },
      "wms-east": { kind: "wms" },
      "wms-west": { kind: "wms", policies: { pickers: 2 } },
      payment: { kind: "payment" },
      buyer: { kind: "buyer" },
    },
    links: [
      { from: "storefront", to: "oms", style: "webhook" },
      { from: "oms", to: "payment", timeoutMs: 5_000 },
      { from: "oms", to: "wms-east" },
      { from: "oms", to: "wms-west" },
      { from: "wms-east", to: "oms", style: "webhook" },
    ],
  },
  invariants: ["I1", "I5", "I10"],
  figures: ["oversells", "fillRate"],
}
