/**
 * The outside: requests that real systems send into the world, and messages that the world sends to an instance whose seat they take.
 *
 * An outside arrival is an input at the present instant, after the internal events of that instant. Its answer is kept until it is
 * collected; when only a timed event can fill it, whoever drives the world advances it.
 */
import { hashText } from "../world/hash.ts"
import { phases } from "../world/queue.ts"
import type { Instance } from "../world/instance.ts"
import type { World } from "../world/world.ts"
import type { Wire } from "../network/wire.ts"
import type { Operation } from "./contract.ts"
import type { Answered } from "./room.ts"

export interface OutsideRequest {
  /** The instance whose credential came with the request. */
  readonly principal: string
  readonly to: string
  readonly operation: Operation<never>
  readonly body: unknown
  /** The caller's idempotency key; a missing one makes every request a call of its own. */
  readonly key: string | null
  /** What really came over the wire, kept as it was. */
  readonly raw: {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly bytes: string
  }
}

export interface HandedOver {
  readonly wire: Wire
  readonly secret: string
}

export class Outside {
  readonly #world: World
  readonly #answers = new Map<number, Answered>()
  readonly #waiting: HandedOver[] = []
  readonly #calls = new Map<string, number>()
  #exchanges = 0

  constructor(world: World) {
    this.#world = world
  }

  /** Takes a request in at the present instant; answers the number of the exchange. */
  request(request: OutsideRequest): number {
    const world = this.#world
    const exchange = this.#exchanges++
    const sender = world.instance(request.principal)
    const receiver = world.instance(request.to)
    const subject = request.operation.subject(request.body as never)
    const key = request.key ?? `outside-${exchange}`
    const callKey = `${sender.name}>${receiver.name} ${request.operation.name} ${subject}`
    const attempt = (this.#calls.get(`${callKey} ${key}`) ?? 0) + 1
    this.#calls.set(`${callKey} ${key}`, attempt)
    const call = attempt === 1 ? (this.#calls.get(callKey) ?? 0) + 1 : (this.#calls.get(callKey) ?? 1)
    this.#calls.set(callKey, call)
    const wire: Wire = {
      kind: "request",
      row: -1,
      link: sender.links.get(receiver.name) ?? null,
      sender,
      receiver,
      operation: request.operation,
      subject,
      call,
      attempt,
      copy: 0,
      status: 0,
      body: request.body,
      key,
      cause: -1,
      request: null,
      waits: -1,
      exchange,
    }
    wire.row = world.record(wire, world.now, world.now)
    world.journal.arrival(world.now, wire.row, request.raw)
    world.schedule(world.now, phases.outside, hashText(subject), { do: "deliver", wire, daemon: false })
    return exchange
  }

  answer(wire: Wire, answer: Answered): void {
    const world = this.#world
    const reply: Wire = {
      ...wire,
      kind: "response",
      row: -1,
      status: answer.status,
      body: answer.body,
      cause: wire.row,
      request: wire,
    }
    world.record(reply, world.now, world.now)
    this.#answers.set(wire.exchange, answer)
  }

  /** The answer of an exchange, once there is one. */
  answerTo(exchange: number): Answered | undefined {
    return this.#answers.get(exchange)
  }

  /** A message for a seat: it waits until the adapter takes it. */
  handOver(wire: Wire): void {
    const publisher = wire.sender as Instance
    const [handle] = this.#world.slots.lookup(
      publisher.index,
      "subscription",
      "bySubscriber",
      wire.receiver?.name ?? "",
    )
    const secret = handle === undefined ? "" : (this.#world.slots.context[handle] as { secret: string }).secret
    this.#waiting.push({ wire, secret })
  }

  /** Messages that wait for the seats' real systems; taken once. */
  take(): HandedOver[] {
    return this.#waiting.splice(0)
  }

  /** The seat's real answer to a message that was handed over. */
  reply(handed: HandedOver, status: number, body: unknown): void {
    this.#world.server.reply(handed.wire, { type: "answer", status, body })
  }
}
