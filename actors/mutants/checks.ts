/** Bugs in what is asked before something is done, in what is remembered of it, and in what people and partners decide. */
import {
  contextChanged,
  deaf,
  forgets,
  guard,
  noEffect,
  postedTwice,
  served,
  type Mutant,
} from "../../sim/harness/mutate.ts"

interface Line {
  readonly sku: string
  readonly quantity: number
}

/** Of the first article in the first parcel one unit stays on the bench. */
const oneLeftOut = contextChanged("wms", "outboundOrder", "packParcels", (context) => ({
  ...context,
  parcels: (context["parcels"] as readonly (readonly Line[])[]).map((lines, parcel) =>
    lines.map((line, at) =>
      parcel === 0 && at === 0 && line.quantity > 1 ? { ...line, quantity: line.quantity - 1 } : line,
    ),
  ),
}))

/** Another number is kept than was typed in. */
const otherQuantities = served("storefront", "orders.edit", (original) => (turn, request) => {
  const asked = request as { readonly quantities: readonly { readonly quantity: number }[] }
  const quantities = asked.quantities.map((line) => ({ ...line, quantity: Math.max(0, line.quantity - 1) }))
  return original(turn, { ...asked, quantities } as never)
})

export const checks: readonly Mutant[] = [
  { name: "wms: leaves a unit out of the first parcel", mutate: oneLeftOut },
  { name: "wms: sends what nobody has cleared", mutate: guard("wms", "outboundOrder", "isCleared", () => true) },
  {
    name: "wms: goes on with what was not found",
    mutate: forgets("wms", "outboundOrder", "keepRest"),
  },
  { name: "wms: never gives a label back", mutate: noEffect("wms", "parcel", "voidLabel") },
  { name: "oms: never hears that a pick came up short", mutate: deaf("oms", "shipment.shorted") },
  {
    name: "oms: the first warehouse that agrees to a change speaks for all",
    mutate: guard("oms", "change", "allAgreed", ({ context }) => {
      const { agreed, shipments } = context as { readonly agreed: number; readonly shipments: readonly string[] }
      return agreed >= Math.min(1, shipments.length)
    }),
  },
  { name: "oms: an order that may go on stays on hold", mutate: noEffect("oms", "hold", "freeOrder") },
  { name: "oms: an order that was turned down is not called off", mutate: noEffect("oms", "hold", "cancelOrder") },
  { name: "storefront: forgets what an edit made of an order", mutate: forgets("storefront", "order", "takeVersion") },
  { name: "storefront: takes down other quantities than were asked for", mutate: otherQuantities },
  { name: "erp: never hears of counts", mutate: deaf("erp", "stock.adjusted") },
  { name: "erp: never hears how a dispute ends", mutate: deaf("erp", "dispute.closed") },
  { name: "erp: a lost dispute is booked twice", mutate: postedTwice("erp", "dispute", "disputeLost") },
  { name: "carrier: gives nothing back that nobody took", mutate: noEffect("carrier", "label", "giveBack") },
]
