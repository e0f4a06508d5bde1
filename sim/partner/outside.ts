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
import { Wire, type Exchange } from "../network/wire.ts"
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
  readonly #answers: Map<number, Answered>
  readonly #waiting: HandedOver[]
  readonly #calls: Map<string, number>
  #exchanges: number

  constructor(world: World, from?: Outside) {
    this.#world = world
    this.#answers = new Map(from === undefined ? [] : from.#answers)
    this.#waiting = from === undefined ? [] : from.#waiting.slice()
    this.#calls = new Map(from === undefined ? [] : from.#calls)
    this.#exchanges = from === undefined ? 0 : from.#exchanges
  }

  /** Takes a request in at the present instant; answers the number of the exchange. */
  request(request: OutsideRequest): number {
    const world = this.#world
    const outside = this.#exchanges++
    const sender = world.instance(request.principal)
    const receiver = world.instance(request.to)
    const { operation, body } = request
    const subject = operation.subject(body as never)
    const subjectHash = hashText(subject)
    const key = request.key ?? `outside-${outside}`
    const callKey = `${sender.name}>${receiver.name} ${operation.name} ${subject}`
    const attempt = (this.#calls.get(`${callKey} ${key}`) ?? 0) + 1
    this.#calls.set(`${callKey} ${key}`, attempt)
    const call = attempt === 1 ? (this.#calls.get(callKey) ?? 0) + 1 : (this.#calls.get(callKey) ?? 1)
    this.#calls.set(callKey, call)
    const link = sender.links.get(receiver.name) ?? null
    const exchange: Exchange = {
      link,
      sender,
      receiver,
      operation,
      subject,
      subjectHash,
      call,
      attempt,
      key,
      token: "",
      event: -1,
      waits: -1,
      outside,
    }
    const wire = new Wire("request", exchange, 0, 0, body, -1, null)
    wire.sentAt = world.now
    world.recorder.message(wire, world.now, world.now)
    world.recorder.raw(world.now, wire.row, request.raw)
    world.schedule(world.now, phases.outside, subjectHash, wire)
    return outside
  }

  answer(wire: Wire, answer: Answered): void {
    const world = this.#world
    const reply = wire.answered(answer.status, answer.body)
    reply.sentAt = world.now
    world.recorder.message(reply, world.now, world.now)
    this.#answers.set(wire.exchange.outside, answer)
  }

  /** The answer of an exchange, once there is one. */
  answerTo(exchange: number): Answered | undefined {
    return this.#answers.get(exchange)
  }

  /** A message for a seat: it waits until the adapter takes it. */
  handOver(wire: Wire): void {
    const { slots } = this.#world
    const publisher = wire.exchange.sender as Instance
    const shelf = slots.shelf(publisher.index, "subscription")
    const [handle] = slots.lookup(shelf, "bySubscriber", wire.receiver?.name ?? "")
    const secret = handle === undefined ? "" : (slots.at(handle).context as { secret: string }).secret
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
