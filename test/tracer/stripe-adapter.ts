/**
 * The payment partner of a world behind a small HTTP server that speaks Stripe's dialect: enough for the official SDK.
 *
 * It keeps raw bytes, maps API keys to principals and Stripe's ids to ours, and advances the world until a reply is filled.
 */
import { createHmac } from "node:crypto"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import * as payment from "../../actors/payment/contract.ts"
import type { Operation, Refusal } from "../../sim/partner/contract.ts"
import type { Answered } from "../../sim/partner/room.ts"
import type { World } from "../../sim/world/world.ts"
import { ExternalIds } from "./external-ids.ts"

type Form = Readonly<Record<string, string>>

interface Mapped {
  readonly operation: Operation<never>
  readonly body: unknown
}

const statuses: Readonly<Record<string, string>> = {
  requiresConfirmation: "requires_confirmation",
  confirming: "processing",
  "authorized.open": "requires_capture",
  captured: "succeeded",
  refunded: "succeeded",
  voided: "canceled",
  declined: "requires_payment_method",
}

export class StripeAdapter {
  readonly #world: World
  readonly #principals: Readonly<Record<string, string>>
  readonly #ids: ExternalIds
  readonly #server: Server

  constructor(world: World, principals: Readonly<Record<string, string>>) {
    this.#world = world
    this.#principals = principals
    this.#ids = new ExternalIds(world)
    this.#server = createServer((request, response) => void this.#take(request, response))
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve))
    return (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Delivers what waits for the seats: signed as Stripe signs, the answer's status goes back into the world. */
  async deliverWebhooks(url: string): Promise<number> {
    const handed = this.#world.outside.take()
    for (const one of handed) {
      const { wire, secret } = one
      const object = this.#objectOf(wire.body as Partial<payment.Payment>)
      const event = {
        id: `evt_${wire.exchange.key}`,
        object: "event",
        api_version: "2026-01-01",
        created: Math.floor(this.#world.now / 1000),
        livemode: false,
        pending_webhooks: 1,
        request: null,
        type: wire.operation.name,
        data: { object },
      }
      const bytes = JSON.stringify(event)
      // The signature is checked against the receiver's own clock, so its time is the wall's, not the world's.
      const at = Math.floor(Date.now() / 1000)
      const signature = `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${bytes}`).digest("hex")}`
      const answer = await fetch(url, {
        method: "POST",
        body: bytes,
        headers: { "content-type": "application/json", "stripe-signature": signature },
      })
      this.#world.outside.reply(one, answer.status, { received: true })
      this.#world.runUntil(() => false)
    }
    return handed.length
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks).toString("utf8")
    const { status, body } = this.#answer(request, bytes)
    response.writeHead(status, { "content-type": "application/json", "request-id": "req_tracer" })
    response.end(JSON.stringify(body))
  }

  #answer(request: IncomingMessage, bytes: string): { status: number; body: unknown } {
    const { method = "GET", url = "/" } = request
    const principal = this.#principals[(request.headers.authorization ?? "").replace("Bearer ", "")]
    if (principal === undefined) return failure(401, "invalid_request_error", undefined, "Invalid API Key provided.")
    const mapped = this.#map(
      method,
      new URL(url, "http://stripe").pathname,
      Object.fromEntries(new URLSearchParams(bytes)),
    )
    if (mapped === null) return failure(404, "invalid_request_error", "resource_missing", `No such resource: ${url}`)
    const key = request.headers["idempotency-key"]
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const exchange = this.#world.outside.request({
      principal,
      to: "payment",
      ...mapped,
      key: typeof key === "string" ? key : null,
      raw: { method, path: url, headers, bytes },
    })
    // Only a timed event can fill a deferred reply: the world goes on until it has.
    this.#world.runUntil(() => this.#world.outside.answerTo(exchange) !== undefined)
    return this.#translate(this.#world.outside.answerTo(exchange))
  }

  #map(method: string, path: string, form: Form): Mapped | null {
    const [, , resource, externalId = "", verb = ""] = path.split("/")
    if (resource === "payment_intents" && externalId === "" && method === "POST") {
      const { amount = "0", currency = "usd", "metadata[order]": order = "" } = form
      return {
        operation: payment.createPayment as never,
        body: {
          order,
          currency: currency.toUpperCase(),
          amountMinor: Number(amount),
          method: "card",
          offSession: form["off_session"] === "true",
          metadata: { order },
        },
      }
    }
    const id = this.#ids.internal(resource === "refunds" ? (form["payment_intent"] ?? "") : externalId)
    if (id === null) return null
    if (resource === "refunds")
      return {
        operation: payment.createRefund as never,
        body: { payment: id, reference: `${id}/back`, amountMinor: Number(form["amount"]) },
      }
    if (method === "GET") return { operation: payment.getPayment as never, body: { payment: id } }
    if (verb === "confirm") return { operation: payment.confirmPayment as never, body: { payment: id } }
    if (verb === "cancel") return { operation: payment.cancelPayment as never, body: { payment: id } }
    if (verb !== "capture") return null
    const final = form["final_capture"] !== "false"
    const reference = form["metadata[shipment]"] ?? `${id}/all`
    return {
      operation: payment.capturePayment as never,
      body: { payment: id, reference, amountMinor: Number(form["amount_to_capture"]), final },
    }
  }

  #translate(answer: Answered | undefined): { status: number; body: unknown } {
    if (answer === undefined)
      return failure(500, "api_error", undefined, "The world came to its end without an answer.")
    if (answer.status < 300) {
      const body = answer.body as Partial<payment.Payment> & {
        readonly payment: payment.Payment | string
        readonly refund?: string
      }
      if (body.refund !== undefined)
        return {
          status: 200,
          body: {
            id: this.#ids.external("re", body.refund),
            object: "refund",
            status: "pending",
            amount: body.amountMinor,
          },
        }
      return { status: 200, body: this.#objectOf(typeof body.payment === "string" ? body : body.payment) }
    }
    const { error, says } = answer.body as Refusal
    if (error === "declined") return failure(402, "card_error", "card_declined", says)
    if (error === "keyReused") return failure(400, "idempotency_error", undefined, says)
    if (error === "inFlight") return failure(409, "invalid_request_error", "idempotency_key_in_use", says)
    if (error === "conflict") return failure(400, "invalid_request_error", "payment_intent_unexpected_state", says)
    return failure(answer.status, "invalid_request_error", error === "notFound" ? "resource_missing" : error, says)
  }

  #objectOf(body: Partial<payment.Payment>): Readonly<Record<string, unknown>> {
    const { payment: id = "", state = "", amountMinor, capturableMinor, capturedMinor, currency = "" } = body
    return {
      id: this.#ids.external("pi", id),
      object: "payment_intent",
      status: statuses[state] ?? state,
      amount: amountMinor,
      amount_capturable: capturableMinor,
      amount_received: capturedMinor,
      currency: currency.toLowerCase(),
      livemode: false,
    }
  }
}

const failure = (status: number, type: string, code: string | undefined, message: string) => ({
  status,
  body: { error: { type, code, message } },
})
