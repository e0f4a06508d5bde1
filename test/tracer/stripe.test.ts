/**
 * The tracer: the official Stripe SDK against the payment partner, over real HTTP, with the same effects as in virtual time.
 */
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { Stripe } from "stripe"
import { afterEach, beforeEach, expect, it } from "vitest"
import { paymentRoom } from "../../actors/payment/payment.ts"
import { capturePayment, confirmPayment, createPayment } from "../../actors/payment/contract.ts"
import { Journal } from "../../sim/journal/journal.ts"
import { postingAt, transitionAt } from "../../sim/journal/view.ts"
import { benign } from "../../sim/network/link.ts"
import type { PolicyValue } from "../../sim/scenario/vocabulary.ts"
import { World } from "../../sim/world/world.ts"
import { StripeAdapter } from "./stripe-adapter.ts"

const makeWorld = (policies: Readonly<Record<string, PolicyValue>> = {}): World => {
  const usual = Object.fromEntries(
    Object.entries(paymentRoom.policies).map(([name, spec]): [string, PolicyValue] => [name, spec.default]),
  )
  const instances = [
    { name: "payment", kind: "payment", room: paymentRoom, policies: { ...usual, ...policies } },
    { name: "shop", kind: "storefront", room: null, policies: {} },
  ]
  const links = [
    { ...benign, from: "shop", to: "payment" },
    { ...benign, from: "payment", to: "shop" },
  ]
  return new World({ seed: 3, startAt: 1_709_539_200_000, instances, links, faults: [] }, new Journal())
}

let world: World
let adapter: StripeAdapter
let stripe: Stripe
let receiver: Server
let hook: string
const received: { body: string; signature: string }[] = []

const open = async (policies: Readonly<Record<string, PolicyValue>> = {}): Promise<void> => {
  world = makeWorld(policies)
  adapter = new StripeAdapter(world, { sk_test_shop: "shop" })
  stripe = new Stripe("sk_test_shop", {
    host: "127.0.0.1",
    port: await adapter.listen(),
    protocol: "http",
    maxNetworkRetries: 0,
  })
}

beforeEach(async () => {
  received.length = 0
  receiver = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")))
    request.on("end", () => {
      received.push({ body, signature: String(request.headers["stripe-signature"]) })
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve))
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  await open()
})

afterEach(async () => {
  await adapter.close()
  receiver.closeAllConnections()
  await new Promise((resolve) => receiver.close(resolve))
})

const order = { amount: 5_000, currency: "usd", capture_method: "manual", metadata: { order: "A-1" } } as const
const captureBody = (shipment: string, amount: number, final: boolean) => ({
  amount_to_capture: amount,
  final_capture: final,
  metadata: { shipment },
})

/** What happened to business objects and money, without instants and message rows. */
const effectsOf = ({ journal }: World): string[] => [
  ...Array.from({ length: journal.transitions.rows }, (_, row) => transitionAt(journal, row)).map(
    (row) => `${row.object} ${row.id} ${row.event}: ${row.from} > ${row.to}`,
  ),
  ...Array.from({ length: journal.postings.rows }, (_, row) => postingAt(journal, row)).map(
    (row) => `${row.rule} ${row.account} ${row.amount} ${row.currency}`,
  ),
]

it("creates, confirms with a deferred reply, captures twice, and receives a signed webhook", async () => {
  const created = await stripe.paymentIntents.create(order)
  expect(created).toMatchObject({ object: "payment_intent", status: "requires_confirmation", amount: 5_000 })
  const before = world.now
  const confirmed = await stripe.paymentIntents.confirm(created.id)
  expect(confirmed).toMatchObject({ id: created.id, status: "requires_capture", amount_capturable: 5_000 })
  expect(world.now).toBeGreaterThan(before)
  expect(await stripe.paymentIntents.capture(created.id, captureBody("A-1/shipment-1", 2_000, false))).toMatchObject({
    status: "requires_capture",
    amount_received: 2_000,
  })
  expect(await stripe.paymentIntents.capture(created.id, captureBody("A-1/shipment-2", 3_000, true))).toMatchObject({
    status: "succeeded",
    amount_received: 5_000,
  })

  world.run(world.now + 60_000)
  expect(await adapter.deliverWebhooks(hook)).toBeGreaterThan(0)
  const [{ body, signature } = { body: "", signature: "" }] = received
  const [subscription] = world.slots.all(world.instance("payment").index, "subscription")
  const { secret } = subscription!.context as { secret: string }
  expect(stripe.webhooks.constructEvent(body, signature, secret)).toMatchObject({
    object: "event",
    type: "payment.authorized",
    data: { object: { id: created.id } },
  })
  expect(() => stripe.webhooks.constructEvent(`${body} `, signature, secret)).toThrow(/signature/i)
  expect(() => stripe.webhooks.constructEvent(body, signature, "whsec_other")).toThrow(/signature/i)
  expect(world.defects).toEqual([])
})

it("has the same transitions and postings in virtual time without HTTP", async () => {
  const { id } = await stripe.paymentIntents.create(order)
  await stripe.paymentIntents.confirm(id)
  await stripe.paymentIntents.capture(id, captureBody("A-1/shipment-1", 5_000, true))
  world.run(world.now + 60_000)

  const other = makeWorld()
  const ask = (operation: unknown, body: unknown): void => {
    const raw = { method: "", path: "", headers: {}, bytes: "" }
    const exchange = other.outside.request({
      principal: "shop",
      to: "payment",
      operation: operation as never,
      body,
      key: null,
      raw,
    })
    other.runUntil(() => other.outside.answerTo(exchange) !== undefined)
    expect(other.outside.answerTo(exchange)?.status).toBeLessThan(300)
  }
  ask(createPayment, {
    order: "A-1",
    currency: "USD",
    amountMinor: 5_000,
    method: "card",
    offSession: false,
    metadata: { order: "A-1" },
  })
  ask(confirmPayment, { payment: "A-1/payment-1" })
  ask(capturePayment, { payment: "A-1/payment-1", reference: "A-1/shipment-1", amountMinor: 5_000, final: true })
  other.run(other.now + 60_000)
  expect(effectsOf(other)).toEqual(effectsOf(world))
  expect(effectsOf(world).filter((effect) => effect.startsWith("capture "))).toHaveLength(4)
})

it("answers a repeated key from memory, refuses it for another request, and never confirms twice", async () => {
  const options = { idempotencyKey: "order-A-1" }
  const first = await stripe.paymentIntents.create(order, options)
  expect((await stripe.paymentIntents.create(order, options)).id).toBe(first.id)
  await expect(stripe.paymentIntents.create({ ...order, amount: 6_000 }, options)).rejects.toMatchObject({
    type: "StripeIdempotencyError",
  })
  await Promise.allSettled([
    stripe.paymentIntents.confirm(first.id, {}, { idempotencyKey: "c" }),
    stripe.paymentIntents.confirm(first.id, {}, { idempotencyKey: "c" }),
  ])
  const authorized = effectsOf(world).filter((effect) => effect.startsWith("authorize "))
  expect(authorized).toHaveLength(1)
})

it("says in Stripe's words what cannot be", async () => {
  const { id } = await stripe.paymentIntents.create(order)
  await expect(stripe.paymentIntents.capture(id, captureBody("A-1/shipment-1", 1, true))).rejects.toMatchObject({
    code: "payment_intent_unexpected_state",
    message: expect.stringContaining("requiresConfirmation") as string,
  })
  await expect(stripe.paymentIntents.retrieve("pi_unknown")).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  })
  const stranger = new Stripe("sk_test_other", {
    host: "127.0.0.1",
    port: Number(stripe.getApiField("port")),
    protocol: "http",
    maxNetworkRetries: 0,
  })
  await expect(stranger.paymentIntents.retrieve(id)).rejects.toMatchObject({ type: "StripeAuthenticationError" })
})

it("declines as an issuer does", async () => {
  await adapter.close()
  await open({ declinedPpm: 1_000_000 })
  const { id } = await stripe.paymentIntents.create(order)
  await expect(stripe.paymentIntents.confirm(id)).rejects.toMatchObject({
    type: "StripeCardError",
    code: "card_declined",
  })
})
