/** Who ordered and where to, in a WooCommerce order: the shipping columns, and the billing columns where those are empty. */
import type { SourceAddress, SourcePerson } from "./pseudonyms.ts"
import type { Sheet } from "./sheet.ts"

const parts = [
  "first_name",
  "last_name",
  "phone",
  "address_1",
  "address_2",
  "postcode",
  "city",
  "state",
  "country",
] as const
type Part = (typeof parts)[number]

export const wooPeopleColumns: readonly string[] = [
  ...parts.map((part) => `shipping_${part}`),
  ...parts.map((part) => `billing_${part}`),
  "billing_email",
  "customer_email",
  "customer_id",
]

export const wooPerson = (sheet: Sheet<string>, row: number, order: string): SourcePerson => {
  const customer = sheet.text(row, "customer_id").replace(/\.0+$/, "")
  const email = (sheet.text(row, "billing_email") || sheet.text(row, "customer_email")).toLowerCase()
  const guest = customer === "" || customer === "0"
  return {
    identity: guest ? email || `guest of ${order}` : `customer ${customer}`,
    order,
    guest,
    name: `${partOf(sheet, row, "first_name")} ${partOf(sheet, row, "last_name")}`.trim() || null,
    email: email || null,
    phone: sheet.text(row, "shipping_phone") || sheet.text(row, "billing_phone") || null,
    country: partOf(sheet, row, "country"),
  }
}

export const wooAddress = (sheet: Sheet<string>, row: number): SourceAddress => {
  const part = (name: Part) => partOf(sheet, row, name)
  const who = sheet.text(row, "billing_email") || sheet.text(row, "order_id")
  return {
    identity: [who.toLowerCase(), part("address_1"), part("address_2"), part("city"), part("postcode")].join("/"),
    line1: part("address_1"),
    line2: part("address_2") || null,
    city: part("city"),
    region: part("state") || null,
    postalCode: part("postcode") || null,
    // Downloads are sold without any address, and the simulated partners need one.
    country: part("country") || "US",
  }
}

/** All parts come from one of the two addresses, so that they belong together. */
const partOf = (sheet: Sheet<string>, row: number, part: Part): string => {
  const shipped = sheet.text(row, "shipping_country") !== "" || sheet.text(row, "shipping_city") !== ""
  return sheet.text(row, `${shipped ? "shipping" : "billing"}_${part}`)
}
