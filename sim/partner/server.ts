/**
 * The server half: what stands in front of every operation — contract, credential, rate limit, idempotency — and the reply slots.
 *
 * Its memory belongs to the instance. A request whose key is known is answered from memory and never reaches the room; one whose
 * first copy is still being worked on is told so.
 */
import { phases } from "../world/queue.ts"
import type { Instance } from "../world/instance.ts"
import { isDown } from "../world/instance.ts"
import type { World } from "../world/world.ts"
import type { Wire } from "../network/wire.ts"
import { compileContract, inWords, type ContractCheck } from "./compile-contract.ts"
import { commonErrors, type Operation, type Refusal, type Webhook } from "./contract.ts"
import { sameValue } from "./same-value.ts"
import type { Answered, Served } from "./room.ts"
import { Turn } from "./turn.ts"

export interface ReplySlot {
  readonly wire: Wire
  readonly served: Served
  readonly handle: number
}

/** How long an idempotency key is remembered after its answer, in ms: 24 h, the shortest that payment providers promise. */
const rememberedMs = 86_400_000
/** How long a deferred reply may take before the server answers 504 itself, in ms. */
const replyDeadlineMs = 120_000

/** Keys belong to the caller: two callers may use the same one. */
const memoryKey = (wire: Wire): string => `${wire.sender?.name ?? "outside"} ${wire.operation.name} ${wire.key}`

export const refuse = (error: keyof typeof commonErrors, says: string, more: Partial<Refusal> = {}): Answered => ({
  type: "answer",
  status: commonErrors[error].status,
  body: { error, says, definite: commonErrors[error].definite, ...more } satisfies Refusal,
})

/** Answers with one of the operation's own errors. */
export const refuseWith = <Request, Response>(
  operation: Operation<Request, Response>,
  error: string,
  says: string,
  more: Partial<Refusal> = {},
): Answered => {
  const spec = operation.errors[error]
  if (spec === undefined)
    throw new Error(
      `${operation.name} declares no error "${error}"; it has ${Object.keys(operation.errors).join(", ")}.`,
    )
  return {
    type: "answer",
    status: spec.status,
    body: { error, says, definite: spec.definite, ...more } satisfies Refusal,
  }
}

export class Server {
  readonly #world: World
  readonly #slots = new Map<number, ReplySlot[]>()
  /** One for each schema, however many operations share it. */
  readonly #checks = new WeakMap<object, ContractCheck>()

  constructor(world: World) {
    this.#world = world
  }

  /** Takes a request, an act or a hand-over that has arrived. */
  request(wire: Wire): void {
    const world = this.#world
    const { receiver } = wire
    if (receiver === null) return
    const operation = wire.operation as Operation<never>
    if (isDown(receiver, world.now)) return this.reply(wire, refuse("unavailable", `${receiver.name} is down.`))
    const barred = this.#bar(wire, receiver, operation)
    if (barred !== null) return this.reply(wire, barred)
    const served = receiver.room?.serves.find((candidate) => candidate.operation.name === operation.name)
    if (served === undefined)
      return this.reply(wire, refuse("notFound", `${receiver.name} serves no operation ${operation.name}.`))
    if (!operation.reads) {
      const known = this.#recall(wire, receiver)
      if (known !== null) return this.reply(wire, known)
    }
    this.#serve(wire, receiver, served)
  }

  #serve(wire: Wire, receiver: Instance, served: Served): void {
    const turn = new Turn(this.#world, receiver, wire.row)
    const remembered = receiver.remembered.get(memoryKey(wire))
    turn.run(
      () => served.handle(turn, wire.body as never),
      (result) => {
        if (result === "defect") {
          receiver.remembered.delete(memoryKey(wire))
          return this.reply(wire, refuse("defect", `${receiver.name} failed in ${wire.operation.name}.`))
        }
        if (result.type === "answer") {
          if (remembered !== undefined) remembered.answer = result
          return this.reply(wire, result)
        }
        this.#hold(wire, served, this.#world.slots.find(receiver.index, result.kind, result.id), turn)
      },
    )
  }

  #hold(wire: Wire, served: Served, handle: number, turn: Turn): void {
    const slot: ReplySlot = { wire, served, handle }
    this.#slots.set(handle, [...(this.#slots.get(handle) ?? []), slot])
    this.#world.schedule(this.#world.now + replyDeadlineMs, phases.deadline, 0, { do: "close", slot, daemon: false })
    this.fill(handle, turn)
  }

  /** Fills the reply slots of an object when it has entered a state that answers. */
  fill(handle: number, turn: Turn): void {
    const slots = this.#slots.get(handle)
    if (slots === undefined) return
    const seen = turn.seen(handle)
    const open = slots.filter((slot) => {
      const state = Object.keys(slot.served.fills ?? {}).find((path) => seen.is(path))
      if (state === undefined) return true
      const answer = slot.served.fills?.[state]?.(seen as never, turn)
      if (answer === undefined) return true
      const remembered = slot.wire.receiver?.remembered.get(memoryKey(slot.wire))
      if (remembered !== undefined) remembered.answer = answer
      this.reply(slot.wire, answer)
      return false
    })
    if (open.length === 0) this.#slots.delete(handle)
    else this.#slots.set(handle, open)
  }

  /** The reply's deadline has passed: whoever waits is told 504; a later fill has nobody to go to. */
  close(slot: ReplySlot): void {
    if (!this.holds(slot)) return
    const left = (this.#slots.get(slot.handle) ?? []).filter((other) => other !== slot)
    if (left.length === 0) this.#slots.delete(slot.handle)
    else this.#slots.set(slot.handle, left)
    this.#world.note("discarded", slot.wire.row, slot.wire.subject, "The reply slot's deadline passed unfilled.")
    this.reply(slot.wire, refuse("gatewayTimeout", "The answer did not come within the reply's deadline."))
  }

  holds(slot: ReplySlot): boolean {
    return this.#slots.get(slot.handle)?.includes(slot) ?? false
  }

  reply(wire: Wire, answer: Answered): void {
    const world = this.#world
    if (wire.kind === "act") return
    if (wire.exchange >= 0) world.outside.answer(wire, answer)
    else {
      const kind = wire.kind === "webhook" ? "receipt" : "response"
      world.network.send({
        ...wire,
        kind,
        row: -1,
        status: answer.status,
        body: answer.body,
        cause: wire.row,
        request: wire,
      })
    }
  }

  #bar(wire: Wire, receiver: Instance, operation: Operation<never>): Answered | null {
    const world = this.#world
    const { link } = wire
    if (link !== null && !link.scopes.includes("*") && !link.scopes.includes(operation.scope)) {
      return refuse("forbidden", `${link.from.name}'s credential lacks the scope ${operation.scope}.`)
    }
    if (link !== null && link.requestsPerSecondMax > 0) {
      const second = Math.floor(world.now / 1000)
      const seen = receiver.arrivals.get(link.from.name)
      const count = seen?.second === second ? seen.count + 1 : 1
      receiver.arrivals.set(link.from.name, { second, count })
      if (count > link.requestsPerSecondMax) {
        const retryAfterMs = (second + 1) * 1000 - world.now
        return refuse("rateLimited", `More than ${link.requestsPerSecondMax} requests a second.`, { retryAfterMs })
      }
    }
    const problem = this.contractProblem(operation, "request", wire.body)
    return problem === null ? null : refuse("malformed", problem)
  }

  /** Null when the body matches the contract; else what is wrong with it. A simulated sender's mistake is a defect of ours. */
  contractProblem(
    operation: Operation<never> | Webhook<never>,
    part: "request" | "payload",
    body: unknown,
  ): string | null {
    const schema = operation.type === "webhook" ? operation.payload : operation.request
    let check = this.#checks.get(schema)
    if (check === undefined) {
      check = compileContract(schema)
      this.#checks.set(schema, check)
    }
    if (check.matches(body)) return null
    const problem = inWords(check.violations(body))
    return `The ${part} of ${operation.name} does not match its contract: ${problem}.`
  }

  #recall(wire: Wire, receiver: Instance): Answered | null {
    const world = this.#world
    const name = memoryKey(wire)
    for (const [key, old] of receiver.remembered) {
      if (old.until > world.now) break
      receiver.remembered.delete(key)
    }
    const known = receiver.remembered.get(name)
    if (known === undefined) {
      receiver.remembered.set(name, { fingerprint: wire.body, until: world.now + rememberedMs, answer: null })
      return null
    }
    if (!sameValue(known.fingerprint, wire.body)) {
      return refuse("keyReused", `The key ${wire.key} was used for another request.`)
    }
    return known.answer ?? refuse("inFlight", `The request with key ${wire.key} is still being worked on.`)
  }
}
