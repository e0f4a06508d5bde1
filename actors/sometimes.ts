/** What a campaign over this ecosystem must come across: ways of going wrong, and of being put right, that good rooms have to live with. */
import type { Sight, Sometimes } from "../sim/consistency/sometimes.ts"

const sight = (name: string, ...sights: [Sight, ...Sight[]]): Sometimes => ({ name, sights })

export const sometimes: readonly Sometimes[] = [
  sight(
    "an order waits for stock, and gets it",
    { object: "allocation", to: "backordered" },
    { object: "allocation", from: "backordered", to: "reserved" },
  ),
  sight("who waits for stock cancels", { object: "allocation", from: "backordered", to: "cancelled" }),
  sight("the shop sells what it no longer has", { object: "level", to: "oversold" }),
  sight("the marketplace sells what is no longer there", { object: "offer", to: "oversold" }),
  sight(
    "an order is held and let go",
    { object: "hold", to: "placed" },
    { object: "hold", from: "placed", to: "released" },
  ),
  sight("an order is cancelled in front of the picker", { object: "outboundOrder", from: "waved", to: "cancelled" }),
  sight("a cancellation comes too late", { object: "change", to: "refused" }),
  sight(
    "an order leaves in several shipments",
    { object: "salesOrder", to: "partlyDelivered" },
    { object: "salesOrder", from: "partlyDelivered", to: "completed" },
  ),
  sight("a warehouse does not answer", { partner: "oms", object: "shipment", to: "unanswered" }),
  sight("a shipment whose order was not acknowledged is packed", {
    partner: "oms",
    object: "shipment",
    from: "unanswered",
    to: "paying",
  }),
  sight("an authorisation has run out and is renewed", { object: "collection", to: "reauthorising" }),
  sight(
    "whether a label was bought is in doubt, and found out",
    { object: "parcel", to: "unsure" },
    { object: "parcel", from: "unsure", to: "buying" },
  ),
  sight(
    "whether an order was placed is in doubt, and found out",
    { object: "purchase", to: "doubtful" },
    { object: "purchase", from: "doubtful", to: "received" },
  ),
  sight(
    "goods come back and are paid back",
    { object: "returnReceipt", to: "completed" },
    { partner: "oms", object: "return", to: "refunded" },
  ),
  sight("an authorisation is given back", { object: "payment", to: "voided" }),
  sight(
    "a file of the bank's is waited for",
    { partner: "erp", object: "payout", to: "exception" },
    { partner: "erp", object: "payout", to: "reconciled" },
  ),
  sight("a carrier cannot be told that parcels are ready", { object: "manifest", to: "waiting" }),
  sight("somebody is locked out", { operation: "*", status: [401] }),
  sight("somebody is down", { operation: "*", status: [503] }),
  sight("a whole history is sent again", { operation: "events.replay" }),
  sight("somebody asks too often", { operation: "*", status: [429] }),
  sight("what was put aside is worked off", { operation: "quarantine.redrive" }),
  sight(
    "a subscription is taken away and taken up again",
    { object: "subscription", to: "disabled" },
    { object: "subscription", from: "disabled", to: "active" },
  ),
  sight(
    "an access token runs out and another one is given",
    { object: "credential", to: "expired" },
    { object: "credential", to: "active" },
  ),
  sight("whether money was taken is in doubt", { object: "collection", to: "doubtful" }),
  sight("a card is declined", { object: "payment", to: "declined" }),
  sight("a card asks who its holder is", { object: "payment", to: "requiresAction" }),
  sight("a parcel is lost", { object: "label", to: "lost" }),
  sight("a parcel comes back", { object: "label", to: "returned" }),
  sight("nobody opens the door", { object: "label", to: "attemptFailed" }),
  sight("a label is given back", { object: "label", to: "voided" }),
  sight("the van does not come", { object: "pickup", to: "missed" }),
  sight("a picker finds less than there should be", { operation: "shipment.shorted" }),
  sight("a count finds another number", { object: "cycleCount", to: "adjusted" }),
  sight("what comes back is not what was announced", { partner: "oms", object: "return", to: "exception" }),
  sight("other goods are sent instead", { object: "replacement", to: "released" }),
  sight("a buyer goes to the bank and wins", { partner: "payment", object: "dispute", to: "lost" }),
  sight("a buyer goes to the bank in vain", { partner: "payment", object: "dispute", to: "won" }),
  sight("an order is edited", { partner: "storefront", object: "order", to: "open.editing" }),
  sight("an article is unknown", { partner: "oms", object: "order", to: "unmapped" }),
  sight("a document comes after its month was closed", { object: "latePosting", to: "postedToOpenPeriod" }),
]
