/** The world that a scenario starts from when it says nothing: one shop, one marketplace, two warehouses, two carriers. */
import type { LinkSpec, Vocabulary } from "../sim/scenario/vocabulary.ts"

const minutes = (count: number): number => count * 60_000

const sites = ["wms-east", "wms-west"]
const carriers = ["carrier-a", "carrier-b"]

/** Links by sender and receiver; every webhook has a poll behind it in the other direction. */
const links: readonly LinkSpec[] = [
  { from: "buyer", to: "storefront", scopes: ["checkout:write", "orders:write", "returns:write"] },
  { from: "buyer", to: "market-1", scopes: ["orders:write", "returns:write"] },
  { from: "buyer", to: "payment", scopes: ["authentications:write", "disputes:open"] },
  { from: "storefront", to: "payment", timeoutMs: 30_000, scopes: ["payments:write", "payments:read"] },
  { from: "storefront", to: "oms", style: "webhook" },
  { from: "market-1", to: "oms", style: "webhook" },
  { from: "market-1", to: "erp", style: "webhook" },
  { from: "market-1", to: "buyer", style: "manual" },
  { from: "oms", to: "storefront", pollEveryMs: minutes(15) },
  { from: "oms", to: "market-1", pollEveryMs: minutes(15) },
  {
    from: "oms",
    to: "payment",
    timeoutMs: 30_000,
    scopes: ["payments:write", "payments:read", "refunds:write", "refunds:read"],
  },
  { from: "oms", to: "erp" },
  { from: "oms", to: "notification", scopes: ["messages:write"] },
  { from: "notification", to: "buyer", style: "manual" },
  { from: "payment", to: "erp", style: "webhook" },
  { from: "erp", to: "payment", pollEveryMs: minutes(60), scopes: ["events:read", "balanceTransactions:read"] },
  { from: "erp", to: "market-1", pollEveryMs: minutes(360), scopes: ["events:read", "settlements:read"] },
  { from: "erp", to: "supplier", scopes: ["purchaseOrders:write"] },
  { from: "supplier", to: "erp", scopes: ["vendorBills:write"] },
  ...sites.flatMap((site): LinkSpec[] => [
    { from: "oms", to: site, pollEveryMs: minutes(30) },
    { from: site, to: "oms", style: "webhook" },
    { from: site, to: "erp", style: "webhook" },
    { from: "erp", to: site, pollEveryMs: minutes(360), scopes: ["events:read"] },
    { from: "supplier", to: site, scopes: ["inboundNotices:write", "deliveries:write"] },
    { from: "buyer", to: site, style: "manual", scopes: ["returns:write"] },
    ...carriers.map((carrier): LinkSpec => ({
      from: site,
      to: carrier,
      scopes: ["rates:read", "labels:write", "manifests:write"],
    })),
  ]),
  ...carriers.flatMap((carrier): LinkSpec[] => [
    { from: carrier, to: "oms", style: "webhook" },
    { from: carrier, to: "erp", scopes: ["freightBills:write"] },
    { from: "oms", to: carrier, pollEveryMs: minutes(120), scopes: ["events:read", "tracking:read"] },
    { from: carrier, to: "buyer", style: "manual" },
    ...sites.map((site): LinkSpec => ({ from: carrier, to: site, style: "manual", scopes: ["parcels:write"] })),
  ]),
]

export const defaultWorld: Vocabulary["defaultWorld"] = {
  partners: {
    storefront: { kind: "storefront" },
    "market-1": { kind: "marketplace" },
    oms: { kind: "oms" },
    "wms-east": { kind: "wms" },
    "wms-west": { kind: "wms" },
    "carrier-a": { kind: "carrier" },
    "carrier-b": { kind: "carrier", policies: { baseRate: 620, perKg: 90 } },
    erp: { kind: "erp" },
    payment: { kind: "payment" },
    notification: { kind: "notification" },
    buyer: { kind: "buyer" },
    supplier: { kind: "supplier" },
  },
  links,
}
