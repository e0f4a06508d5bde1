/** What generated scenarios can be made of: business operations of this ecosystem, and policies that are worth varying. */
import type { Generation } from "../sim/harness/generation.ts"
import * as changes from "./generation/changes.ts"
import * as goods from "./generation/goods.ts"
import * as money from "./generation/money.ts"
import * as orders from "./generation/orders.ts"
import * as world from "./generation/world.ts"
import { policies } from "./generation/policies.ts"

const isDeviation = true

export const generation: Generation = {
  currency: "EUR",
  skus: ["MUG", "LAMP", "CHAIR", "SHELF"],
  files: ["settlements.get", "balanceTransactions.list", "stock.snapshot"],
  operations: {
    storefrontOrder: { says: "Somebody buys at the shop.", add: orders.order("storefront") },
    marketplaceOrder: { says: "Somebody buys at the marketplace.", add: orders.order("marketplace") },
    withdrawal: { says: "Somebody no longer wants something: it is cancelled or sent back.", add: changes.withdrawal },
    oddCard: { says: "A card is refused, asks who is there, or is empty later.", add: orders.oddCard, isDeviation },
    giftCard: { says: "A gift card pays some of it or all.", add: orders.giftCard, isDeviation },
    kitted: { says: "What is sold as one is packed as several.", add: orders.kitted, isDeviation },
    oddAddress: { says: "An address is incomplete.", add: orders.oddAddress, isDeviation },
    oddReturn: { says: "What comes back is not what was announced.", add: changes.oddReturn, isDeviation },
    exchange: { says: "Something else shall come for what goes back.", add: changes.exchange, isDeviation },
    edit: { says: "An order shall have fewer units, or more.", add: changes.edit, isDeviation },
    newAddress: { says: "An order shall go somewhere else.", add: changes.newAddress, isDeviation },
    hold: { says: "Somebody holds an order, or decides on one.", add: changes.hold, isDeviation },
    mislaid: { says: "Units are not where they should be.", add: goods.mislaid, isDeviation },
    count: { says: "Shelves are counted.", add: goods.count, isDeviation },
    adjusted: { says: "Records of stock are set right.", add: goods.adjusted, isDeviation },
    snapshot: { says: "All figures of a site are told at once.", add: goods.snapshot, isDeviation },
    fate: { says: "A parcel is lost, damaged, refused or left behind.", add: goods.fate, isDeviation },
    missedPickup: { says: "The van does not come.", add: goods.missedPickup, isDeviation },
    tornLabel: { says: "A label is torn.", add: goods.tornLabel, isDeviation },
    goodwill: { says: "Somebody pays back a little by hand.", add: money.goodwill, isDeviation },
    shortTokens: { says: "Access tokens run out.", add: world.shortTokens, isDeviation },
    givenUp: { says: "Deliveries are soon given up.", add: world.givenUp, isDeviation },
    monthsEnd: { says: "It is the last day of a month.", add: world.monthsEnd, isDeviation },
    dispute: { says: "A cardholder has the bank take money back.", add: money.dispute, isDeviation },
  },
  remedies: ["returns.decide", "shipments.payAgain", "products.map", "subscriptions.create"],
  policies,
}
