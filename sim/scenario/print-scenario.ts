/**
 * Prints a scenario as YAML that parses back to the same scenario. What the default world says already is left out, so that a
 * generated file is as short as what it shows.
 */
import { Document, isNode } from "yaml"
import { defaultLinks, defaultPartners, fullLink, sameValue } from "./default-world.ts"
import { formatRatio } from "./decimals.ts"
import { formatDuration } from "./durations.ts"
import { formatBalance, type Balance, type Expectation } from "./expectations.ts"
import { linkKeys } from "./fields.ts"
import { formatPattern } from "./identity.ts"
import { formatInstant, formatIso } from "./instants.ts"
import type { Buyer } from "./order-book.ts"
import { buyerNamed, defaultAddress } from "./parse-workload.ts"
import { printMinor, printPolicy, printSpread } from "./policy-values.ts"
import type { Item, Scenario, ScenarioFault, ScenarioLink, ScenarioOrder, ScenarioWorld, Workload } from "./scenario.ts"
import type { Vocabulary } from "./vocabulary.ts"

/** `comment` is put on top, one `#` a line: where a generated scenario came from. `remarkOf` says something about each item. */
export const printScenario = (
  scenario: Scenario,
  vocabulary: Vocabulary,
  comment = "",
  remarkOf: (item: Item) => string = () => "",
): string => {
  const document = new Document(
    present({
      scenario: scenario.name,
      purpose: scenario.purpose === "" ? undefined : scenario.purpose,
      world: printWorld(scenario.world, vocabulary),
      workload: printWorkload(scenario.workload),
      faults: scenario.faults.map(printFault),
      expect: scenario.expect.map(printExpectation),
    }),
    // Anchors would be right, but harder to read and to compare; so would folded lines.
    { aliasDuplicateObjects: false },
  )
  const { workload, faults } = scenario
  const orders = workload.orders.type === "inline" ? workload.orders.orders : []
  const lists = [
    [["workload", "orders"], orders],
    [["workload", "acts"], workload.acts],
    [["faults"], faults],
  ] as const
  for (const [path, items] of lists)
    for (const [index, item] of items.entries()) {
      const node = document.getIn([...path, index], true)
      if (isNode(node))
        node.commentBefore = linesOf(remarkOf(item))
          .map((line) => ` ${line}`)
          .join("\n")
    }
  const lines = linesOf(comment).map((line) => `# ${line}`.trimEnd())
  return [...lines, document.toString({ lineWidth: 0 })].join("\n")
}

const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.split(/\r\n|[\n\r\u0085\u2028\u2029]/))

/** Without the keys that have nothing to say. */
const present = (map: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(map).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0) && !isEmptyMap(value),
    ),
  )

const isEmptyMap = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0

const printWorld = (world: ScenarioWorld, vocabulary: Vocabulary): Record<string, unknown> =>
  present({
    seed: world.seed,
    start: world.startMs === null ? undefined : formatIso(world.startMs),
    partners: printPartners(world, vocabulary),
    links: printLinks(world, vocabulary),
  })

const printPartners = ({ partners }: ScenarioWorld, vocabulary: Vocabulary): Record<string, unknown> => {
  const usual = new Map(defaultPartners(vocabulary).map((partner) => [partner.name, partner]))
  const printed: [string, unknown][] = []
  for (const name of usual.keys()) if (!partners.some((partner) => partner.name === name)) printed.push([name, null])
  for (const { name, kind, policies } of partners) {
    const before = usual.get(name)?.kind === kind ? usual.get(name)! : null
    const specs = vocabulary.kinds[kind]!.policies
    const own = Object.entries(policies)
      .filter(
        ([policy, value]) => !sameValue(value, before === null ? specs[policy]!.default : before.policies[policy]),
      )
      .map(([policy, value]) => [policy, printPolicy(value, specs[policy]!.unit)] as const)
    if (before === null || own.length > 0)
      printed.push([name, { kind, ...(own.length > 0 ? { policies: Object.fromEntries(own) } : {}) }])
  }
  return Object.fromEntries(printed)
}

const printLinks = ({ partners, links }: ScenarioWorld, vocabulary: Vocabulary): Record<string, unknown> => {
  const has = (name: string) => partners.some((partner) => partner.name === name)
  const usual = new Map(
    defaultLinks(vocabulary)
      .filter(({ from, to }) => has(from) && has(to))
      .map((link) => [`${link.from} > ${link.to}`, link]),
  )
  const printed: [string, unknown][] = []
  const names = new Set(links.map(({ from, to }) => `${from} > ${to}`))
  for (const name of usual.keys()) if (!names.has(name)) printed.push([name, null])
  for (const link of links) {
    const name = `${link.from} > ${link.to}`
    const before = usual.get(name)
    const changed = printLink(link, before ?? fullLink({ from: link.from, to: link.to }))
    // A link that the default world lacks must be named even when all of it is benign.
    if (before === undefined) printed.push([name, { style: link.style, ...changed }])
    else if (Object.keys(changed).length > 0) printed.push([name, changed])
  }
  return Object.fromEntries(printed)
}

const printLink = (link: ScenarioLink, before: ScenarioLink): Record<string, unknown> => {
  const values: Record<keyof typeof linkKeys, unknown> = {
    latency: printSpread(link.latency),
    timeoutMs: formatDuration(link.timeoutMs),
    attemptsMax: link.attemptsMax,
    backoffMs: formatDuration(link.backoffMs),
    ladderMs: link.ladderMs.map(formatDuration),
    pollEveryMs: formatDuration(link.pollEveryMs),
    account: link.account,
    tokenLifetimeMs: formatDuration(link.tokenLifetimeMs),
    pollOverlapMs: formatDuration(link.pollOverlapMs),
    breakerAfter: link.breakerAfter,
    breakerPauseMs: formatDuration(link.breakerPauseMs),
    scopes: link.scopes,
    requestsPerSecondMax: link.requestsPerSecondMax,
  }
  const changed = (Object.keys(linkKeys) as (keyof typeof linkKeys)[]).filter(
    (key) => !sameValue(link[key], before[key]),
  )
  return {
    ...(link.style === before.style ? {} : { style: link.style }),
    ...Object.fromEntries(changed.map((key) => [linkKeys[key], values[key]])),
  }
}

const printWorkload = (workload: Workload): Record<string, unknown> => {
  const { orders, currency, limit, marketplaceSharePpm, products, acts } = workload
  return present({
    orders:
      orders.type === "inline"
        ? orders.orders.map((order) => printOrder(order, currency ?? "EUR"))
        : orders.type === "named"
          ? orders.book
          : orders.path,
    hash: orders.type === "inline" ? undefined : (orders.hash ?? undefined),
    currency: currency ?? undefined,
    limit: limit ?? undefined,
    marketplaceShare: marketplaceSharePpm === 0 ? undefined : formatRatio(marketplaceSharePpm),
    products: products.length === 0 ? undefined : products,
    acts: acts.map((act) =>
      present({ at: formatInstant(act.at), to: act.to, do: act.operation, subject: act.subject, with: act.with }),
    ),
  })
}

const printOrder = (order: ScenarioOrder, currency: string): Record<string, unknown> =>
  present({
    id: order.id,
    at: formatInstant(order.at),
    channel: order.channel ?? undefined,
    buyer: printBuyer(order.buyer, order.id),
    address: sameValue(order.address, defaultAddress) ? undefined : withoutNulls(order.address),
    service: order.service === "standard" ? undefined : order.service,
    lines: order.lines.map((line) =>
      present({
        sku: line.sku,
        name: line.name === line.sku ? undefined : line.name,
        quantity: line.quantity,
        ...(line.amount % line.quantity === 0
          ? { price: printMinor(line.amount / line.quantity, currency) }
          : { amount: printMinor(line.amount, currency) }),
        discount: line.discount === 0 ? undefined : printMinor(line.discount, currency),
        tax: line.tax === 0 ? undefined : printMinor(line.tax, currency),
      }),
    ),
    charges: order.charges.map((charge) =>
      present({
        code: charge.code,
        name: charge.name === charge.code ? undefined : charge.name,
        amount: printMinor(charge.amount, currency),
        tax: charge.tax === 0 ? undefined : printMinor(charge.tax, currency),
      }),
    ),
    payment: order.payment?.length === 1 ? order.payment[0] : order.payment,
  })

const printBuyer = (buyer: Buyer, order: string): unknown => {
  const usual = buyerNamed(buyer.name, order)
  if (sameValue(buyer, usual)) return buyer.name
  return {
    name: buyer.name,
    id: buyer.id,
    email: buyer.email,
    ...(buyer.phone === null ? {} : { phone: buyer.phone }),
    ...(buyer.guest ? { guest: true } : {}),
  }
}

const withoutNulls = (map: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null))

const printFault = ({ fault, on, at, until, byMs, settings }: ScenarioFault): Record<string, unknown> => ({
  fault,
  on: on.type === "instance" ? on.instance : formatPattern(on.of),
  ...(at === null ? {} : { at: formatInstant(at) }),
  ...(until === null ? {} : { until: formatInstant(until) }),
  ...(byMs === null ? {} : { by: formatDuration(byMs) }),
  ...settings,
})

const printExpectation = (expectation: Expectation): Record<string, unknown> => {
  switch (expectation.type) {
    case "verdict":
      return { verdict: expectation.verdict }
    case "breaks":
      return { breaks: expectation.invariant }
    case "again":
      return { again: expectation.variation }
    case "object":
      return { object: words(expectation.instance, expectation.kind, expectation.id), state: expectation.state }
    case "figure":
      return { figure: expectation.figure, ...printBounds(expectation) }
    case "eventually": {
      const { instance, kind, id, state, withinMs, after } = expectation
      return {
        eventually: words(instance, kind, id),
        state,
        ...(withinMs === null ? {} : { within: formatDuration(withinMs) }),
        ...(after === null ? {} : { after: formatInstant(after) }),
      }
    }
    case "never":
      return { never: words(expectation.instance, expectation.kind, expectation.id), state: expectation.state }
    case "balance":
      return { balance: printAccount(expectation), is: printBalance(expectation.is) }
    case "always": {
      const { atLeast, atMost } = expectation
      return {
        always: printAccount(expectation),
        ...(atLeast === null ? {} : { atLeast: printBalance(atLeast) }),
        ...(atMost === null ? {} : { atMost: printBalance(atMost) }),
      }
    }
    case "messages":
      return { messages: formatPattern(expectation.of), ...printBounds(expectation) }
  }
}

interface Bounds {
  readonly atLeast: number | null
  readonly atMost: number | null
}

const printBounds = ({ atLeast, atMost }: Bounds): Record<string, unknown> => {
  if (atLeast !== null && atLeast === atMost) return { is: atLeast }
  return { ...(atLeast === null ? {} : { atLeast }), ...(atMost === null ? {} : { atMost }) }
}

const printAccount = (of: { readonly instance: string; readonly account: string; readonly subject: string | null }) =>
  words(of.instance, of.account, ...(of.subject === null ? [] : [of.subject]))

const printBalance = (balance: Balance): number | string =>
  "quantity" in balance ? balance.quantity : formatBalance(balance)

const words = (...list: readonly string[]): string =>
  list.map((word) => (word === "" || /[\s"]/.test(word) ? JSON.stringify(word) : word)).join(" ")
