/** What a campaign over this ecosystem must come across: ways of going wrong, and of being put right, that good rooms have to live with. */
import type { Sight, Sometimes } from "../sim/consistency/sometimes.ts"

const often = (name: string, ...sights: [Sight, ...Sight[]]): Sometimes => ({ name, sights })
const seldom = (name: string, ...sights: [Sight, ...Sight[]]): Sometimes => ({ name, sights, isRare: true })

export const sometimes: readonly Sometimes[] = [
  often(
    "an order waits for stock, and gets it",
    { object: "allocation", to: "backordered" },
    { object: "allocation", from: "backordered", to: "reserved" },
  ),
  often("who waits for stock cancels", { object: "allocation", from: "backordered", to: "cancelled" }),
  often("the shop sells what it no longer has", { object: "level", to: "oversold" }),
  often("the marketplace sells what is no longer there", { object: "offer", to: "oversold" }),
  often(
    "an order is held and let go",
    { object: "hold", to: "placed" },
    { object: "hold", from: "placed", to: "released" },
  ),
  often("an order is cancelled in front of the picker", { object: "outboundOrder", from: "waved", to: "cancelled" }),
  often("a cancellation comes too late", { object: "change", to: "refused" }),
  often(
    "an order leaves in several shipments",
    { object: "salesOrder", to: "partlyDelivered" },
    { object: "salesOrder", from: "partlyDelivered", to: "completed" },
  ),
  often("a warehouse does not answer", { partner: "oms", object: "shipment", to: "unanswered" }),
  seldom("a shipment whose order was not acknowledged is packed", {
    partner: "oms",
    object: "shipment",
    from: "unanswered",
    to: "paying",
  }),
  often("an authorisation has run out and is renewed", { object: "collection", to: "reauthorising" }),
  often(
    "whether a label was bought is in doubt, and found out",
    { object: "parcel", to: "unsure" },
    { object: "parcel", from: "unsure", to: "buying" },
  ),
  often(
    "whether an order was placed is in doubt, and found out",
    { object: "purchase", to: "doubtful" },
    { object: "purchase", from: "doubtful", to: "received" },
  ),
  often(
    "goods come back and are paid back",
    { object: "returnReceipt", to: "completed" },
    { partner: "oms", object: "return", to: "refunded" },
  ),
  often("an authorisation is given back", { object: "payment", to: "voided" }),
  often(
    "a file of the bank's is waited for",
    { partner: "erp", object: "payout", to: "exception" },
    { partner: "erp", object: "payout", to: "reconciled" },
  ),
  often("a carrier cannot be told that parcels are ready", { object: "manifest", to: "waiting" }),
  often("somebody is locked out", { operation: "*", status: [401] }),
  often("somebody is down", { operation: "*", status: [503] }),
  often("a whole history is sent again", { operation: "events.replay" }),
  seldom("somebody asks too often", { operation: "*", status: [429] }),
  seldom("what was put aside is worked off", { operation: "quarantine.redrive" }),
  seldom(
    "a subscription is taken away and taken up again",
    { object: "subscription", to: "disabled" },
    { object: "subscription", from: "disabled", to: "active" },
  ),
  seldom(
    "an access token runs out and another one is given",
    { object: "credential", to: "expired" },
    { object: "credential", to: "active" },
  ),
  seldom("whether money was taken is in doubt", { object: "collection", to: "doubtful" }),
  seldom("a card is declined", { object: "payment", to: "declined" }),
  seldom("a card asks who its holder is", { object: "payment", to: "requiresAction" }),
  seldom("a parcel is lost", { object: "label", to: "lost" }),
  seldom("a parcel comes back", { object: "label", to: "returned" }),
  seldom("nobody opens the door", { object: "label", to: "attemptFailed" }),
  seldom("a label is given back", { object: "label", to: "voided" }),
  seldom("the van does not come", { object: "pickup", to: "missed" }),
  seldom("a picker finds less than there should be", { operation: "shipment.shorted" }),
  seldom("a count finds another number", { object: "cycleCount", to: "adjusted" }),
  seldom("what comes back is not what was announced", { partner: "oms", object: "return", to: "exception" }),
  seldom("other goods are sent instead", { object: "replacement", to: "released" }),
  seldom("a buyer goes to the bank and wins", { partner: "payment", object: "dispute", to: "lost" }),
  seldom("a buyer goes to the bank in vain", { partner: "payment", object: "dispute", to: "won" }),
  seldom("an order is edited", { partner: "storefront", object: "order", to: "open.editing" }),
  seldom("an article is unknown", { partner: "oms", object: "order", to: "unmapped" }),
  seldom("a document comes after its month was closed", { object: "latePosting", to: "postedToOpenPeriod" }),
]
