/**
 * Who ordered and where to, in Shopify's order export: the shipping columns, and the billing columns where those are empty.
 */
import type { SourceAddress, SourcePerson } from "./pseudonyms.ts"
import type { Sheet } from "./sheet.ts"

const parts = ["Name", "Street", "Address1", "Address2", "City", "Zip", "Province", "Country", "Phone"] as const
type Part = (typeof parts)[number]

export const shopifyPeopleColumns = [
  ...parts.map((part) => `Shipping ${part}` as const),
  ...parts.map((part) => `Billing ${part}` as const),
  "Phone",
] as const
type Column = (typeof shopifyPeopleColumns)[number] | "Name" | "Email"

type People = Pick<Sheet<Column>, "text">

export const personOf = (sheet: People, row: number): SourcePerson => {
  const order = sheet.text(row, "Name")
  const email = sheet.text(row, "Email").toLowerCase()
  const phone = partOf(sheet, row, "Phone") || unquoted(sheet.text(row, "Phone"))
  return {
    // Orders by phone and at the till may have no e-mail; nothing then tells two buyers apart.
    identity: email === "" ? `guest of ${order}` : email,
    order,
    guest: email === "",
    name: partOf(sheet, row, "Name") || null,
    email: email || null,
    phone: phone || null,
    country: partOf(sheet, row, "Country"),
  }
}

export const addressOf = (sheet: People, row: number): SourceAddress => {
  const [line1, line2] = [
    partOf(sheet, row, "Address1") || partOf(sheet, row, "Street"),
    partOf(sheet, row, "Address2"),
  ]
  const [city, region] = [partOf(sheet, row, "City"), partOf(sheet, row, "Province")]
  const [postalCode, country] = [partOf(sheet, row, "Zip"), partOf(sheet, row, "Country")]
  const email = sheet.text(row, "Email").toLowerCase()
  return {
    identity: [email || sheet.text(row, "Name"), line1, line2, city, postalCode].join("/"),
    line1,
    line2: line2 || null,
    city,
    region: region || null,
    postalCode: postalCode || null,
    // Sold at the till: there is no address at all, and the simulated partners need one.
    country: country || "US",
  }
}

/** All parts come from one of the two addresses, so that they belong together. */
const partOf = (sheet: People, row: number, part: Part): string => {
  const shipped = sheet.text(row, "Shipping Country") !== "" || sheet.text(row, "Shipping City") !== ""
  return unquoted(sheet.text(row, `${shipped ? "Shipping" : "Billing"} ${part}`))
}

/** The export puts an apostrophe before digits so that spreadsheets keep leading zeros. */
const unquoted = (text: string): string => text.replace(/^'/, "")
