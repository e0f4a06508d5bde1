/** An ERP, a supplier, and partners who only say what a test has them say: enough to close the books of a few orders. */
import * as Schema from "effect/Schema"
import { erpRoom } from "../../../actors/erp/erp.ts"
import * as marketplace from "../../../actors/marketplace/contract.ts"
import * as payment from "../../../actors/payment/contract.ts"
import { supplierRoom } from "../../../actors/supplier/supplier.ts"
import * as wms from "../../../actors/wms/contract.ts"
import { Journal } from "../../../sim/journal/journal.ts"
import type { NetworkFault } from "../../../sim/network/fault.ts"
import { benign } from "../../../sim/network/link.ts"
import { operation, type Contract, type Operation, type Webhook } from "../../../sim/partner/contract.ts"
import { ok, serves, type Room } from "../../../sim/partner/room.ts"
import type { PolicyValue } from "../../../sim/scenario/vocabulary.ts"
import { outage } from "../../../sim/world/faults/outage.ts"
import { World } from "../../../sim/world/world.ts"

/** Monday 2024-03-04, 08:00 UTC. */
export const monday = 1_709_539_200_000
export const hour = 3_600_000
export const day = 24 * hour

const Said = Schema.Struct({ topic: Schema.String, body: Schema.Unknown })
const sayAt = (partner: string) =>
  operation(partner, "test.say", {
    says: "Publishes a webhook.",
    request: Said,
    response: Schema.Null,
    subject: (said) => said.topic,
  })

/** A partner that publishes what it is told to and answers what it is given. */
const puppet = (contract: Contract, served: Room["serves"] = []): Room => ({
  contract: {
    ...contract,
    operations: [...contract.operations, sayAt(contract.partner) as unknown as Operation<never>],
  },
  objects: [],
  serves: [
    ...served,
    serves(sayAt(contract.partner), (turn, { topic, body }) => {
      const webhook = contract.webhooks.find((one) => one.name === topic)
      turn.publish(webhook as unknown as Webhook, body)
      return ok(null)
    }),
  ],
  hears: [],
  answers: [],
  policies: {},
})

export interface SmallWorld {
  readonly seed?: number
  readonly erp?: Readonly<Record<string, PolicyValue>>
  readonly faults?: readonly NetworkFault[]
  readonly outages?: readonly { readonly instance: string; readonly from: number; readonly until: number }[]
  readonly transactions?: readonly payment.BalanceTransaction[]
  readonly settled?: readonly marketplace.SettlementLine[]
  /** Of what was announced, what the warehouse counts; everything by default. */
  readonly counts?: (quantity: number) => number
}

export const smallWorld = (given: SmallWorld = {}): World => {
  const { transactions = [], settled = [], counts = (quantity: number) => quantity } = given
  const warehouse = puppet(wms.contract, [
    serves(wms.createInbound, (_turn, { notice }) => ok({ notice, state: "awaited" }, 201)),
    serves(wms.unloadDelivery, (turn, { notice, lines }) => {
      const counted = lines.map(({ sku, quantity }) => ({ sku, quantity: counts(quantity) }))
      turn.publish(wms.receiptCompleted, {
        receipt: `${notice}/receipt-1`,
        notice,
        purchaseOrder: notice.slice(0, notice.lastIndexOf("/")),
        receivedAt: turn.at,
        lines: counted.filter((line) => line.quantity > 0),
      })
      return ok({ notice, state: "unloaded" })
    }),
  ])
  const provider = puppet(payment.contract, [
    serves(payment.listBalanceTransactions, (_turn, { payout }) =>
      ok({ payout: payoutOf(payout, transactions), transactions }),
    ),
  ])
  const market = puppet(marketplace.contract, [
    serves(marketplace.getSettlement, (_turn, { settlement }) =>
      ok({ settlement: settlementOf(settlement, settled), lines: settled }),
    ),
  ])
  const room = (name: string, kind: string, value: Room, own: Readonly<Record<string, PolicyValue>> = {}) => {
    const defaults = Object.fromEntries(Object.entries(value.policies).map(([key, spec]) => [key, spec.default]))
    return { name, kind, room: value, policies: { ...defaults, ...own } }
  }
  const instances = [
    room("erp", "erp", erpRoom, given.erp),
    room("supplier", "supplier", supplierRoom),
    room("wms-east", "wms", warehouse),
    room("wms-west", "wms", warehouse),
    room("payment", "payment", provider),
    room("market-1", "marketplace", market),
  ]
  const links = [
    ["erp", "supplier"],
    ["supplier", "erp"],
    ...["wms-east", "wms-west"].flatMap((site) => [
      ["erp", site],
      [site, "erp"],
      ["supplier", site],
    ]),
    ...["payment", "market-1"].flatMap((name) => [
      ["erp", name],
      [name, "erp"],
    ]),
  ].map(([from = "", to = ""]) => ({ ...benign, from, to }))
  const { seed = 1, faults = [], outages = [] } = given
  return new World(
    {
      seed,
      startAt: monday,
      instances,
      links,
      faults,
      spells: outages.map((one) => ({ fault: outage, number: 0, byMs: 0, ...one })),
    },
    new Journal(),
  )
}

export const payoutOf = (payout: string, transactions: readonly payment.BalanceTransaction[]): payment.Payout => {
  const feesMinor = transactions.reduce((sum, one) => sum + one.feeMinor, 0)
  const amountMinor = transactions.reduce((sum, one) => sum + one.amountMinor, 0) - feesMinor
  return {
    payout,
    currency: "EUR",
    amountMinor,
    feesMinor,
    transactions: transactions.length,
    promisedAt: monday,
    paidAt: monday,
  }
}

export const settlementOf = (
  settlement: string,
  lines: readonly marketplace.SettlementLine[],
): marketplace.Settlement => {
  const sum = (...types: readonly string[]) =>
    lines.reduce((total, line) => total + (types.includes(line.type) ? line.amountMinor : 0), 0)
  const salesMinor = sum("sale")
  const commissionMinor = sum("commission", "commissionRefund")
  const refundsMinor = sum("refund")
  const reserveMinor = sum("reserve", "reserveRelease")
  const amountMinor = salesMinor + commissionMinor + refundsMinor + reserveMinor
  const sums = { salesMinor, commissionMinor, refundsMinor, reserveMinor, amountMinor }
  return { settlement, currency: "EUR", closedAt: monday, ...sums }
}

/** What somebody asks of the ERP at an instant. */
export const ask = <Request>(
  world: World,
  at: number,
  asked: Operation<Request, never> | Operation<Request>,
  body: Request,
) => world.act(at, "erp", asked as unknown as Operation<never>, body)

/** What a partner tells the ERP, starting at an instant. */
export const say = <Payload>(world: World, at: number, from: string, webhook: Webhook<Payload>, body: Payload) =>
  world.act(at, from, sayAt(webhook.partner) as unknown as Operation<never>, { topic: webhook.name, body })

export interface Leg {
  readonly book: string
  readonly rule: string
  readonly account: string
  readonly subject: string
  readonly sku: string
  readonly site: string
  readonly entry: number
  readonly quantity: number
  readonly amount: number
}

export const posted = (world: World, instance = "erp"): Leg[] => {
  const { postings, names } = world.journal
  return Array.from({ length: postings.rows }, (_, row) => row)
    .filter((row) => names.at(postings.instance.at(row)) === instance)
    .map((row) => ({
      book: names.at(postings.book.at(row)),
      rule: names.at(postings.rule.at(row)),
      account: names.at(postings.account.at(row)),
      subject: postings.subject.at(row) ?? "",
      sku: postings.sku.at(row) ?? "",
      site: names.at(postings.site.at(row)),
      entry: postings.entry.at(row),
      quantity: postings.quantity.at(row),
      amount: postings.amount.at(row),
    }))
}

/** Balances other than zero, by account, in the order of their names. */
export const balancesOf = (legs: readonly Leg[]): Record<string, number> => {
  const sums = new Map<string, number>()
  for (const { book, account, amount } of legs) {
    if (book === "money") sums.set(account, (sums.get(account) ?? 0) + amount)
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

export const balances = (world: World): Record<string, number> => balancesOf(posted(world))

/** Every object of a kind as it stands, by id. */
export const all = <Context>(
  world: World,
  kind: string,
  instance = "erp",
): Record<string, { state: string; context: Context }> => {
  const { slots } = world
  const objects = slots.all(world.instance(instance).index, kind)
  return Object.fromEntries(
    objects.map(({ id, label, context }) => [id, { state: label, context: context as Context }]),
  )
}
