/** Shapes that several contracts share: money in minor units, instants in ms, order lines, addresses. */
import * as Schema from "effect/Schema"

export const Text = Schema.String
export const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
export const Quantity = Schema.Int.check(Schema.isGreaterThan(0))
/** Integer minor units; negative where a contract says so. */
export const AmountMinor = Schema.Int
/** ISO 4217 code. */
export const Currency = Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/u))
/** Virtual instant in ms since 1970-01-01 UTC. */
export const InstantMs = Schema.Int

export const Address = Schema.Struct({
  line1: Text,
  line2: Schema.NullOr(Text),
  city: Text,
  region: Schema.NullOr(Text),
  postalCode: Schema.NullOr(Text),
  country: Text,
}).annotate({ identifier: "Address" })
export type Address = typeof Address.Type

/** A line as its channel sold it: `amountMinor` is for the whole quantity, after discount, before tax. */
export const OrderLine = Schema.Struct({
  line: Text,
  sku: Text,
  name: Text,
  quantity: Quantity,
  amountMinor: AmountMinor,
  taxMinor: AmountMinor,
}).annotate({ identifier: "OrderLine" })
export type OrderLine = typeof OrderLine.Type

/** Charged, but nothing to pick: postage, fees. */
export const Charge = Schema.Struct({
  code: Text,
  name: Text,
  amountMinor: AmountMinor,
  taxMinor: AmountMinor,
}).annotate({ identifier: "Charge" })
export type Charge = typeof Charge.Type

export const Service = Schema.Literals(["sameDay", "first", "second", "standard"])

/** What an order is paid with: a payment at the provider and what was authorised on it. */
export const Tender = Schema.Struct({
  payment: Text,
  method: Text,
  amountMinor: AmountMinor,
  /** The channel has taken it already. */
  captured: Schema.optionalKey(Schema.Boolean),
}).annotate({ identifier: "Tender" })
export type Tender = typeof Tender.Type

/** The order as its channel knows it: the snapshot that everybody else must agree with. */
export const ChannelOrder = Schema.Struct({
  order: Text,
  /** The channel's instance. */
  channel: Text,
  placedAt: InstantMs,
  currency: Currency,
  buyer: Text,
  email: Text,
  address: Address,
  service: Service,
  lines: Schema.Array(OrderLine),
  charges: Schema.Array(Charge),
  totalMinor: AmountMinor,
  settledBy: Schema.Literals(["psp", "marketplace"]),
  /** In the order in which they are captured; none when the marketplace settles. */
  tenders: Schema.Array(Tender),
}).annotate({ identifier: "ChannelOrder" })
export type ChannelOrder = typeof ChannelOrder.Type

/** Units of one SKU. */
export const Units = Schema.Struct({ sku: Text, quantity: Quantity }).annotate({ identifier: "Units" })
export type Units = typeof Units.Type

/** What one of an article consists of in the warehouse: a kit, or several pieces of one item. Nothing while nobody has said. */
export const Kit = Schema.Struct({ sku: Text, components: Schema.Array(Units) }).annotate({ identifier: "Kit" })
export type Kit = typeof Kit.Type

/** What the lines and charges add up to, tax included. */
export const totalOf = (lines: readonly OrderLine[], charges: readonly Charge[]): number =>
  [...lines, ...charges].reduce((sum, line) => sum + line.amountMinor + line.taxMinor, 0)

/** The object that another was created under: `A-1` of `A-1/shipment-2`. */
export const parentOf = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf("/")))

/** Units by SKU, those that stand in several lines added up, in the order in which they first come. */
export const bySku = (lines: readonly Units[]): Units[] => {
  const sums = new Map<string, number>()
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity)
  return [...sums].map(([sku, quantity]) => ({ sku, quantity }))
}
