/**
 * Every key of a scenario file and what it means: the parser takes no others, and the editors' schema is made from it.
 */
import type { LinkBehaviour } from "../network/link.ts"
import type { Field } from "./tree-reader.ts"

const fields = <K extends string>(table: Record<K, Field>): Readonly<Record<K, Field>> => table

export const scenarioFields = fields({
  scenario: { required: true, says: "The scenario's name." },
  purpose: { says: "One sentence on what it shows." },
  world: { says: "The partners, how they are linked and how they behave; the default world where nothing is said." },
  workload: { says: "What people order and do." },
  faults: { says: "What goes wrong, each deviation named by what it does to which message or instance." },
  expect: { says: "What the run must show in the end." },
})

export const worldFields = fields({
  seed: { says: "Decides every random quantity of the run; a whole number from 0 to 4294967295, 1 unless said." },
  start: { says: "The world's first instant, such as 2024-03-01T08:00:00Z; before the first order unless said." },
  partners: { says: "Instances by name, laid over the default world; null takes one away with its links." },
  policies: { says: "Policies by partner kind, for all instances of it." },
  links: { says: 'Links by "sender > receiver", laid over the default world; null takes one away.' },
})

export const partnerFields = fields({
  kind: { says: "What kind of partner it is; needed for instances that the default world does not have." },
  policies: { says: "Policies of this instance; they win over those of its kind." },
})

/** Besides the style, one key for each quantity of a link's behaviour. */
export const linkFields = fields({
  style: { says: "How the two are integrated: api, webhook, polling, file or manual." },
  latency: { says: "How long a message travels: { median, p99 }, or one duration." },
  timeout: { says: "How long the sender waits for an answer to one attempt." },
  attempts: { says: "Attempts of one call, the first included." },
  backoff: { says: "Wait before the second attempt; it doubles with each further one." },
  ladder: { says: "Waits between the attempts of a webhook delivery: a list of durations." },
  pollEvery: { says: "How often the sender polls behind its webhooks; 0 for never." },
  pollOverlap: { says: "Each poll reads again what was read within so long; 0 for nothing." },
  account: { says: "Whose data the sender's credential opens at the receiver; the company's own unless said." },
  tokenLifetime: { says: "How long an access token of the sender holds; 0 for a key that never expires." },
  breakerAfter: { says: "Failures in a row after which the sender leaves the receiver alone; 0 for never." },
  breakerPause: { says: "How long it then leaves it alone before one call may try; 5 min unless said." },
  scopes: { says: 'Permissions of the sender\'s credential; "*" for all.' },
  requestsPerSecond: { says: "Most requests that the receiver takes in a second; 0 for no limit." },
})

/** Which key of the file stands for which quantity; a new quantity of links does not compile before it has one. */
export const linkKeys = {
  latency: "latency",
  timeoutMs: "timeout",
  attemptsMax: "attempts",
  backoffMs: "backoff",
  ladderMs: "ladder",
  pollEveryMs: "pollEvery",
  pollOverlapMs: "pollOverlap",
  scopes: "scopes",
  account: "account",
  tokenLifetimeMs: "tokenLifetime",
  breakerAfter: "breakerAfter",
  breakerPauseMs: "breakerPause",
  requestsPerSecondMax: "requestsPerSecond",
} as const satisfies Record<keyof LinkBehaviour, keyof typeof linkFields>

export const workloadFields = fields({
  orders: { says: "superstore, a file such as ./orders.csv.gz, or a list of orders." },
  hash: { says: "Content hash of the order book; a book with another one is refused." },
  currency: { says: "Currency of the orders listed here, such as EUR." },
  limit: { says: "Take only the first so many orders of the book." },
  marketplaceShare: {
    says: "Share of marketplace orders among those whose source does not say the channel; 0 unless said.",
  },
  products: { says: "What articles consist of, for kits and multipacks: a list of { sku, components }." },
  acts: { says: "What people do besides ordering." },
})

export const productFields = fields({
  sku: { required: true, says: "The article as channels sell it." },
  components: {
    required: true,
    says: "What is packed for one of it: a list of { sku, quantity }; empty if nobody knows.",
  },
})

export const componentFields = fields({
  sku: { required: true, says: "The item in the warehouse." },
  quantity: { required: true, says: "Units of it in one article, at least 1." },
})

export const orderFields = fields({
  id: { required: true, says: "The order's number." },
  at: { required: true, says: "When it is placed: +2 h after the world's start, or an instant." },
  channel: { says: "storefront or marketplace; marketplaceShare decides unless said." },
  buyer: { required: true, says: "A name, or { name, id, email, phone, guest }." },
  address: { says: "Where it goes: { line1, line2, city, region, postalCode, country }." },
  service: { says: "sameDay, first, second or standard; standard unless said." },
  lines: { required: true, says: "What is ordered: a list of { sku, quantity, price }." },
  charges: { says: "Postage and fees: a list of { code, amount }." },
  payment: {
    says: "What the buyer pays with, such as card-step-up, or a list of them in the order of use; a card that works unless said.",
  },
})

export const lineFields = fields({
  sku: { required: true, says: "The article." },
  name: { says: "What the buyer sees; the SKU unless said." },
  quantity: { required: true, says: "Units, at least 1." },
  price: { says: "Price of one unit before tax, an exact decimal such as 12.50; or give amount." },
  amount: { says: "Price of the whole line after discount, before tax; instead of price." },
  discount: { says: "What the discount took from the whole line; for information." },
  tax: { says: "Tax on the whole line." },
})

export const chargeFields = fields({
  code: { required: true, says: "What kind of charge, such as POSTAGE." },
  name: { says: "What the buyer sees; the code unless said." },
  amount: { required: true, says: "The charge before tax." },
  tax: { says: "Tax on the charge." },
})

export const buyerFields = fields({
  name: { required: true, says: "The buyer's name." },
  id: { says: "The same for all orders of one buyer; made from the name unless said." },
  email: { says: "Made from the id unless said." },
  phone: { says: "None unless said." },
  guest: { says: "true for a buyer without an account." },
})

export const addressFields = fields({
  line1: { required: true, says: "Street and number." },
  line2: { says: "Flat, floor, company." },
  city: { required: true, says: "Town." },
  region: { says: "State or province." },
  postalCode: { says: "Postal code." },
  country: { required: true, says: "Country, as the source would write it." },
})

export const actFields = fields({
  at: { required: true, says: "When: +3 d after the world's start, or an instant." },
  to: { required: true, says: "The instance that is asked." },
  do: { required: true, says: "The operation of that instance." },
  subject: { required: true, says: "The business key that it is about." },
  with: { says: "The request's other values." },
})

/** Besides these, a fault has the keys that its kind needs. */
export const faultFields = fields({
  fault: { required: true, says: "What happens." },
  on: {
    required: true,
    says: "The message, as sender > receiver operation subject #call.attempt (* for any), or an instance.",
  },
  at: { says: "From when it acts; from the start unless said." },
  until: { says: "Until when it acts; to the end unless said." },
  by: { says: "By how long." },
  times: { says: "How many times." },
})

export const expectationFields = {
  verdict: fields({ verdict: { required: true, says: "held, broken or unknown: how the run turns out." } }),
  breaks: fields({
    breaks: { required: true, says: "An invariant that this scenario breaks; those that are not named must hold." },
  }),
  again: fields({
    again: {
      required: true,
      says: "A second run that must come to the same in the end: redelivered (all is delivered once more later) or reordered (webhooks about different objects overtake each other).",
    },
  }),
  figure: fields({
    figure: { required: true, says: "An operations figure, such as oversells." },
    is: { says: "Exactly so much." },
    atLeast: { says: "So much or more." },
    atMost: { says: "So much or less." },
  }),
  eventually: fields({
    eventually: {
      required: true,
      says: "An object that is in the state at some moment: instance, kind and id, * for any run of characters.",
    },
    state: { required: true, says: "The state." },
    within: { says: "At the latest so long after the start of business, or after the instant in after." },
    after: { says: "From when on it counts: +2 d, or an instant; the start of business unless said." },
  }),
  never: fields({
    never: { required: true, says: "Objects that never enter the state: instance, kind and id, * for any." },
    state: { required: true, says: "The state." },
  }),
  always: fields({
    always: { required: true, says: "A balance that never leaves its bounds: instance, account, and subject or SKU." },
    atLeast: { says: "An amount such as 0.00 EUR, or a number of units." },
    atMost: { says: "An amount such as 0.00 EUR, or a number of units." },
  }),
  object: fields({
    object: { required: true, says: "An object at the end of the run: instance, kind and id, such as oms order A-1." },
    state: { required: true, says: "The state in which it is." },
  }),
  balance: fields({
    balance: {
      required: true,
      says: "A balance at the end: instance, account, and subject or SKU, such as erp ar A-1.",
    },
    is: { required: true, says: "An amount such as 0.00 EUR, or a number of units." },
  }),
  messages: fields({
    messages: {
      required: true,
      says: "Messages of the run: sender > receiver operation subject #call.attempt, * for any.",
    },
    is: { says: "Exactly so many." },
    atLeast: { says: "So many or more." },
    atMost: { says: "So many or fewer." },
  }),
}
