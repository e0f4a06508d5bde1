/** What must hold, in English: each invariant's name and sentence as the rooms have them. A test says when one of them has changed. */
import type { Rule } from "../rules.ts"

export const rules = {
  I1: {
    name: "no lost order",
    says: "Every order that a channel confirmed to its buyer is in the OMS exactly once and ends closed, or cancelled and told.",
  },
  I2: {
    name: "no phantom order",
    says: "Every order in the OMS, a warehouse or the ERP goes back to exactly one order of a channel.",
  },
  I3: {
    name: "no duplicate order",
    says: "A channel's order has at most one living order in the OMS, however often it was delivered.",
  },
  I4: {
    name: "content integrity",
    says: "SKUs, quantities and amounts in the OMS and the ERP are those of one version that the channel sold; kits are packed as somebody has said; no warehouse gets more, and the units on the OMS's books are those of the latest version that it accepted.",
  },
  I5: {
    name: "stock conservation",
    says: "Every stock entry balances, nothing on hand is negative, and warehouse, ERP, suppliers and shipments agree in the end.",
  },
  I6: {
    name: "allocated is on hand",
    says: "A warehouse never allocates more than is on hand: what a pick or a count does not find is given up at once.",
  },
  I7: {
    name: "no oversell",
    says: "Every accepted unit is soon reserved, backordered or cancelled; what is reserved is backed by stock; nothing waits for ever.",
  },
  I8: {
    name: "reservation lifecycle",
    says: "Units that are set aside for an order are used or given back exactly once, and none is left when the order has ended.",
  },
  I9: {
    name: "channel stock bound",
    says: "In the end each channel shows what all sites can promise beyond safety stock, less the channel's buffer.",
  },
  I10: {
    name: "no double capture",
    says: "Of an order no more is captured than was authorised, and no more kept than its total.",
  },
  I11: {
    name: "ship only if paid",
    says: "A shipment of a shop's order leaves only when as much as has left is captured; where that is done once it has left, only when as much is authorised.",
  },
  I12: {
    name: "money conserved",
    says: "Of each order, what was taken and neither paid back nor lost in a dispute is what was invoiced and neither credited nor written off, and nothing stays open.",
  },
  I13: {
    name: "made whole once",
    says: "Whoever cancelled, sent back or never got something has money or goods for it, in time and once.",
  },
  I14: {
    name: "ledger balanced",
    says: "The legs of every money entry add up to zero in each currency, and so does the trial balance.",
  },
  I15: {
    name: "each event posted once",
    says: "Shipments, captures, refunds, payouts, settlements, receipts and carriers' bills each have exactly one entry in the ERP.",
  },
  I16: {
    name: "settlement reconciles",
    says: "At each cut-off the clearing account is what the provider holds pending and available, before its fees, but for what only one of them has posted yet; of each settlement as much is booked as the marketplace has paid.",
  },
  I17: {
    name: "one label per parcel",
    says: "Each parcel that ships has exactly one outbound label that was not given back.",
  },
  I18: {
    name: "tracking truth",
    says: "A buyer is told of a shipment or a delivery only after the warehouse or the carrier says so, and no parcel goes back a step unless something went wrong.",
  },
  I19: {
    name: "promise kept once",
    says: "Each order leaves by its promise or its buyer is told once that it does not; nothing is written twice.",
  },
  I20: {
    name: "cancellation honoured",
    says: "Of an order that was cancelled nothing leaves a warehouse, and every buyer who asks for a cancellation gets an answer.",
  },
  I21: {
    name: "idempotency",
    says: "Whatever was delivered and answered well is delivered once more in a second run: every object ends in the same state, and every account with the same balance.",
  },
  I22: {
    name: "commutation",
    says: "Webhooks about different objects overtake each other in a second run, in which nobody waits for stock: every object ends in the same state, and every account with the same balance.",
  },
  I23: {
    name: "convergence",
    says: "When an order has ended in the OMS, its channel and the ERP agree in the end whether it was sent or cancelled.",
  },
  I24: {
    name: "bounded effort",
    says: "A call is tried at most 14 times; who is told that there were too many requests waits until the next second; who has heard a refusal for a reason does not ask for the same more than 100 times.",
  },
  I25: {
    name: "cause and authority",
    says: "Everything goes back to a message, an act, or what stood there from the beginning; accounts move only by their owner; names of rows tell neither people nor secrets.",
  },
  I26: {
    name: "sub-ledgers agree",
    says: "At every close the receivable and clearing accounts are what the open invoices and the uncarried captures, refunds and disputes add up to.",
  },
  I27: {
    name: "everything comes to rest",
    says: "When nothing is left to do, nothing waits for another system, for a worker or for a timer.",
  },
  I28: {
    name: "wishes are answered",
    says: "Whoever asks for a cancellation or a change is told what becomes of it.",
  },
} as const satisfies Readonly<Record<string, Rule>>
