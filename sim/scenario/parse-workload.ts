/** Reads `workload`: an order book by name or file, or orders written out here, and what people do besides. */
import { currencyExponent, readCurrency } from "./amounts.ts"
import { checkBody } from "./check-body.ts"
import { readExtended, readRatio, readScaled } from "./decimals.ts"
import {
  actFields,
  addressFields,
  buyerFields,
  chargeFields,
  lineFields,
  orderFields,
  workloadFields,
} from "./fields.ts"
import { readInstant, type Instant } from "./instants.ts"
import type { Address, BookLine, Buyer, Charge } from "./order-book.ts"
import type { InstanceNames } from "./parse-partners.ts"
import { parseProducts } from "./parse-products.ts"
import { bad, good, problem, unknownWord } from "./problems.ts"
import { namedBooks, type ScenarioAct, type ScenarioOrder, type ScenarioOrders, type Workload } from "./scenario.ts"
import {
  fieldsOf,
  flagOf,
  isPresent,
  itemsOf,
  jsonOf,
  scalarOf,
  textOf,
  wholeOf,
  wordOf,
  type Problems,
} from "./tree-reader.ts"
import type { Vocabulary } from "./vocabulary.ts"
import type { Tree } from "./yaml-tree.ts"

export const channels = ["storefront", "marketplace"] as const
export const services = ["sameDay", "first", "second", "standard"] as const

export const parseWorkload = (
  problems: Problems,
  tree: Tree | undefined,
  vocabulary: Vocabulary,
  names: InstanceNames,
): Workload => {
  const fields = fieldsOf(problems, tree, workloadFields, "key of a workload") ?? {}
  const inline = fields.orders?.type === "list"
  const currency = scalarOf(problems, fields.currency, "a currency", readCurrency) ?? null
  if (inline && fields.currency === undefined && fields.orders?.type === "list" && fields.orders.items.length > 0) {
    problems.push(
      problem(tree!, null, '"currency" is missing: orders written out here need one, such as currency: EUR'),
    )
  }
  const hash = scalarOf(problems, fields.hash, "a content hash", readHash) ?? null
  if (hash !== null && (inline || fields.orders === undefined)) {
    problems.push(problem(fields.hash!, hash, "is the hash of a book, but the orders are written out here"))
  }
  return {
    orders: inline ? parseOrders(problems, fields.orders, currency ?? "EUR") : parseBook(problems, fields.orders, hash),
    currency,
    limit: wholeOf(problems, fields.limit, "a whole number") ?? null,
    marketplaceSharePpm: scalarOf(problems, fields.marketplaceShare, "a share such as 20 %", readRatio) ?? 0,
    products: parseProducts(problems, fields.products),
    acts: itemsOf(problems, fields.acts, "a list of acts").flatMap(
      (item) => parseAct(problems, item, vocabulary, names) ?? [],
    ),
  }
}

const readHash = (text: string) =>
  /^[0-9a-f]{8,128}$/.test(text) ? good(text) : bad("is no content hash", { hint: "it has 8 to 128 digits 0-9a-f" })

const parseBook = (problems: Problems, tree: Tree | undefined, hash: string | null): ScenarioOrders => {
  if (!isPresent(tree)) return { type: "inline", orders: [] }
  const book = textOf(problems, tree, "an order book: superstore, a file, or a list of orders")
  if (book === undefined) return { type: "inline", orders: [] }
  if (namedBooks.includes(book)) return { type: "named", book, hash }
  // A bare word is a name; whatever has a slash or a dot is a file.
  if (!/[/.]/.test(book)) {
    const more = { allowed: namedBooks, hint: "a file has a slash or an ending, such as ./orders.csv.gz" }
    problems.push(problem(tree, book, "is no order book", more))
  }
  return { type: "file", path: book, hash }
}

const parseOrders = (problems: Problems, tree: Tree, currency: string): ScenarioOrders => {
  const seen = new Map<string, number>()
  const orders = itemsOf(problems, tree, "a list of orders").flatMap((item) => {
    const order = parseOrder(problems, item, currency)
    if (order === null) return []
    const first = seen.get(order.id)
    if (first !== undefined)
      problems.push(problem(item, order.id, `is the id of two orders; the first is on line ${first}`))
    seen.set(order.id, item.line)
    return [order]
  })
  return { type: "inline", orders }
}

const parseOrder = (problems: Problems, tree: Tree, currency: string): ScenarioOrder | null => {
  const before = problems.length
  const fields = fieldsOf(problems, tree, orderFields, "key of an order")
  if (fields === null) return null
  const id = orderNumberOf(problems, fields.id)
  const at = instantOf(problems, fields.at)
  const channel = wordOf(problems, fields.channel, "channel", channels) ?? null
  const service = wordOf(problems, fields.service, "service", services) ?? "standard"
  const buyer = parseBuyer(problems, fields.buyer, id)
  const address = parseAddress(problems, fields.address)
  const lines = itemsOf(problems, fields.lines, "a list of lines").flatMap(
    (item) => parseLine(problems, item, currency) ?? [],
  )
  if (fields.lines?.type === "list" && fields.lines.items.length === 0) {
    problems.push(
      problem(fields.lines, null, "An order has at least one line.", { hint: "write { sku, quantity, price }" }),
    )
  }
  const charges = itemsOf(problems, fields.charges, "a list of charges").flatMap(
    (item) => parseCharge(problems, item, currency) ?? [],
  )
  const payment = parsePayment(problems, fields.payment)
  if (problems.length > before || at === undefined || buyer === null) return null
  const total = [...lines, ...charges].reduce((sum, { amount, tax }) => sum + amount + tax, 0)
  return { id, at, channel, buyer, address, lines, charges, service, total, ...(payment.length > 0 ? { payment } : {}) }
}

/** Names of all that belongs to an order are made of its number: `A-1/shipment-2`, and messages are named with blanks between. */
const orderNumberOf = (problems: Problems, tree: Tree | undefined): string =>
  scalarOf(problems, tree, "an order number", (text) => {
    if (text.trim() === "") return bad("is empty; it needs an order number")
    const parting = /[/\s]/u.exec(text)
    if (parting === null) return good(text)
    const what = parting[0] === "/" ? "a slash" : "a blank"
    return bad(`is no order number: ${what} parts names`, { hint: "write a dash", offset: parting.index })
  }) ?? ""

/** One thing to pay with, or several in the order of use. */
const parsePayment = (problems: Problems, tree: Tree | undefined): readonly string[] => {
  if (!isPresent(tree)) return []
  const trees = tree.type === "list" ? tree.items : [tree]
  return trees.flatMap((item) => textOf(problems, item, "what is paid with, such as card-step-up") ?? [])
}

export const instantOf = (problems: Problems, tree: Tree | undefined): Instant | undefined =>
  scalarOf(problems, tree, "an instant: +2 h after the world's start, or 2024-03-01T08:00:00Z", readInstant)

const parseLine = (problems: Problems, tree: Tree, currency: string): BookLine | null => {
  const fields = fieldsOf(problems, tree, lineFields, "key of an order line")
  if (fields === null) return null
  const sku = textOf(problems, fields.sku, "a SKU")
  const quantity = wholeOf(problems, fields.quantity, "a number of units", 1, 1_000_000)
  if ((fields.price === undefined) === (fields.amount === undefined)) {
    problems.push(problem(tree, null, "An order line has either a price for one unit or an amount for all of them."))
  }
  const read = (text: string) => readExtended(text, quantity ?? 1, currencyExponent(currency))
  const amount =
    scalarOf(problems, fields.price, "a price such as 12.50", read) ?? minorOf(problems, fields.amount, currency)
  const discount = minorOf(problems, fields.discount, currency) ?? 0
  const tax = minorOf(problems, fields.tax, currency) ?? 0
  const name = textOf(problems, fields.name) ?? sku
  if (sku === undefined || quantity === undefined || amount === undefined || name === undefined) return null
  return { sku, name, quantity, amount, discount, tax }
}

const parseCharge = (problems: Problems, tree: Tree, currency: string): Charge | null => {
  const fields = fieldsOf(problems, tree, chargeFields, "key of a charge")
  if (fields === null) return null
  const code = textOf(problems, fields.code, "a code such as POSTAGE")
  const name = textOf(problems, fields.name) ?? code
  const amount = minorOf(problems, fields.amount, currency)
  const tax = minorOf(problems, fields.tax, currency) ?? 0
  return code === undefined || name === undefined || amount === undefined ? null : { code, name, amount, tax }
}

/** An exact decimal in major units of the workload's currency. */
const minorOf = (problems: Problems, tree: Tree | undefined, currency: string): number | undefined =>
  scalarOf(problems, tree, "an amount such as 12.50", (text) => {
    const read = readScaled(text, currencyExponent(currency))
    if (!read.ok) return bad(read.rule, { hint: `write an amount in ${currency}, such as 12.50` })
    return read.value < 0 ? bad("is a negative amount") : read
  })

/** What a name alone says about a buyer. */
export const buyerNamed = (name: string, order: string): Buyer => {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
  const id = slug === "" ? `buyer-of-${order}` : slug
  return { id, guest: false, name, email: emailOf(id), phone: null }
}

export const emailOf = (id: string): string => `${id}@example.com`

const parseBuyer = (problems: Problems, tree: Tree | undefined, order: string): Buyer | null => {
  if (tree?.type !== "map") {
    const name = textOf(problems, tree, "a name, or { name, email, phone }")
    return name === undefined ? null : buyerNamed(name, order)
  }
  const fields = fieldsOf(problems, tree, buyerFields, "key of a buyer") ?? {}
  const usual = buyerNamed(textOf(problems, fields.name, "a name") ?? "", order)
  const id = textOf(problems, fields.id) ?? usual.id
  return {
    id,
    guest: flagOf(problems, fields.guest) ?? false,
    name: usual.name,
    email: textOf(problems, fields.email, "an e-mail address") ?? emailOf(id),
    phone: textOf(problems, fields.phone, "a telephone number") ?? null,
  }
}

/** Where an order goes that does not say. */
export const defaultAddress: Address = {
  line1: "Lindenweg 12",
  line2: null,
  city: "Bern",
  region: null,
  postalCode: "3007",
  country: "Switzerland",
}

const parseAddress = (problems: Problems, tree: Tree | undefined): Address => {
  if (!isPresent(tree)) return defaultAddress
  const fields = fieldsOf(problems, tree, addressFields, "key of an address") ?? {}
  return {
    line1: textOf(problems, fields.line1) ?? "",
    line2: textOf(problems, fields.line2) ?? null,
    city: textOf(problems, fields.city) ?? "",
    region: textOf(problems, fields.region) ?? null,
    postalCode: textOf(problems, fields.postalCode) ?? null,
    country: textOf(problems, fields.country) ?? "",
  }
}

const parseAct = (problems: Problems, tree: Tree, vocabulary: Vocabulary, names: InstanceNames): ScenarioAct | null => {
  const fields = fieldsOf(problems, tree, actFields, "key of an act")
  if (fields === null) return null
  const at = instantOf(problems, fields.at)
  const to = textOf(problems, fields.to, "an instance")
  const operation = textOf(problems, fields.do, "an operation")
  const subject = textOf(problems, fields.subject, "a business key")
  const kind = to === undefined ? null : names.get(to)
  if (kind === undefined) problems.push(unknownWord(fields.to!, to!, "instance of this world", [...names.keys()]))
  else if (kind !== null && operation !== undefined && !vocabulary.kinds[kind]!.operations.includes(operation)) {
    problems.push(
      unknownWord(fields.do!, operation, `operation of ${to} (kind ${kind})`, vocabulary.kinds[kind]!.operations),
    )
  }
  const body = !isPresent(fields.with) ? {} : jsonOf(problems, fields.with)
  const hasBody = isPresent(fields.with)
  if (hasBody && fields.with?.type !== "map")
    problems.push(problem(fields.with!, null, '"with" is a map of the request\'s values.'))
  else if (typeof kind === "string" && operation !== undefined) {
    const check = vocabulary.kinds[kind]!.bodies?.[operation]
    const about = subject === undefined ? null : { at: fields.subject!, text: subject }
    if (check !== undefined)
      checkBody(
        problems,
        { whole: tree, subject: about, operation, tree: hasBody ? fields.with : undefined, body },
        check,
      )
  }
  if (at === undefined || to === undefined || operation === undefined || subject === undefined) return null
  return { at, to, operation, subject, with: body as ScenarioAct["with"] }
}
