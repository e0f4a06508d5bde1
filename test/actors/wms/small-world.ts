/** A warehouse, two carriers and a buyer who opens the door: just enough of a world to ship something in. */
import { carrierRoom } from "../../../actors/carrier/carrier.ts"
import * as buyer from "../../../actors/buyer/contract.ts"
import * as wire from "../../../actors/wms/contract.ts"
import { wmsRoom } from "../../../actors/wms/wms.ts"
import { Journal } from "../../../sim/journal/journal.ts"
import type { NetworkFault } from "../../../sim/network/fault.ts"
import { benign } from "../../../sim/network/link.ts"
import type { Operation } from "../../../sim/partner/contract.ts"
import { ok, serves, type Room } from "../../../sim/partner/room.ts"
import type { PolicyValue } from "../../../sim/scenario/vocabulary.ts"
import { outage } from "../../../sim/world/faults/outage.ts"
import { World } from "../../../sim/world/world.ts"

/** Monday 2024-03-04, 08:00 UTC. */
export const monday = 1_709_539_200_000
export const minute = 60_000
export const hour = 60 * minute

const buyerRoom: Room = {
  contract: buyer.contract,
  objects: [],
  serves: [serves(buyer.receiveParcel, () => ok({ accepted: true }))],
  hears: [],
  answers: [],
  policies: {},
}

export interface SmallWorld {
  readonly seed?: number
  readonly policies?: Readonly<Record<string, PolicyValue>>
  readonly faults?: readonly NetworkFault[]
  readonly outages?: readonly { readonly instance: string; readonly from: number; readonly until: number }[]
}

export const smallWorld = ({ seed = 1, policies = {}, faults = [], outages = [] }: SmallWorld = {}): World => {
  const room = (name: string, kind: string, value: Room, own: Readonly<Record<string, PolicyValue>> = {}) => {
    const defaults = Object.fromEntries(Object.entries(value.policies).map(([key, spec]) => [key, spec.default]))
    return { name, kind, room: value, policies: { ...defaults, ...own } }
  }
  const instances = [
    room("wms-east", "wms", wmsRoom, policies),
    room("carrier-a", "carrier", carrierRoom),
    room("carrier-b", "carrier", carrierRoom),
    room("buyers", "buyer", buyerRoom),
  ]
  const links = [
    ["wms-east", "carrier-a"],
    ["wms-east", "carrier-b"],
    ["carrier-a", "buyers"],
    ["carrier-b", "buyers"],
  ].map(([from = "", to = ""]) => ({ ...benign, from, to }))
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

const address = {
  line1: "1 Main St",
  line2: null,
  city: "Springfield",
  region: null,
  postalCode: "12345",
  country: "US",
}

/** What somebody asks of the warehouse at an instant. */
export const ask = <Request>(
  world: World,
  at: number,
  operation: Operation<Request, never> | Operation<Request>,
  body: Request,
) => world.act(at, "wms-east", operation as unknown as Operation<never>, body)

export const stockUp = (world: World, stock: Readonly<Record<string, number>>, at = monday): void =>
  ask(world, at, wire.adjustStock, {
    reference: "opening",
    reason: "opening",
    lines: Object.entries(stock).map(([sku, quantity]) => ({ sku, quantity })),
  })

export const drop = (
  world: World,
  at: number,
  shipment: string,
  lines: Readonly<Record<string, number>>,
  promiseAt = monday,
) => ask(world, at, wire.createOutbound, { ...outboundOf(shipment, lines), promiseAt })

/** The state labels that an object went through, without repeats. */
export const pathOf = (world: World, instance: string, kind: string, id: string): string[] => {
  const { transitions, names } = world.journal
  const path: string[] = []
  for (let row = 0; row < transitions.rows; row++) {
    if (names.at(transitions.instance.at(row)) !== instance || names.at(transitions.object.at(row)) !== kind) continue
    if (transitions.id.at(row) !== id) continue
    const to = names.at(transitions.to.at(row))
    if (path.at(-1) !== to) path.push(to)
  }
  return path
}

/** Every object of a kind as it stands: id, state, context. */
export const all = <Context>(
  world: World,
  instance: string,
  kind: string,
): { id: string; state: string; context: Context }[] => {
  const { slots } = world
  return slots.all(world.instance(instance).index, kind).map(({ id, label, context }) => ({
    id,
    state: label,
    context: context as Context,
  }))
}

export interface PostedLeg {
  readonly book: string
  readonly rule: string
  readonly account: string
  readonly subject: string
  readonly sku: string
  readonly quantity: number
}

export const postedBy = (world: World, instance: string): PostedLeg[] => {
  const { postings, names } = world.journal
  return Array.from({ length: postings.rows }, (_, row) => row)
    .filter((row) => names.at(postings.instance.at(row)) === instance)
    .map((row) => ({
      book: names.at(postings.book.at(row)),
      rule: names.at(postings.rule.at(row)),
      account: names.at(postings.account.at(row)),
      subject: postings.subject.at(row) ?? "",
      sku: postings.sku.at(row) ?? "",
      quantity: postings.quantity.at(row),
    }))
}

/** What an instance has published on a topic, in order. */
export const published = (world: World, instance: string, topic: string): unknown[] =>
  world
    .memoryOf(world.instance(instance))
    .log.kept()
    .filter((event) => event.topic === topic)
    .map((event) => event.body)

/** Asks an instance right now, without a network between, and gives back what it answers. */
export const answerOf = (world: World, instance: string, operation: { readonly name: string }, body: unknown) => {
  const receiver = world.instance(instance)
  const served = receiver.room?.serves.find((entry) => entry.operation.name === operation.name)
  let answer: { readonly status: number; readonly body: Record<string, unknown> } | null = null
  const turn = world.turn(receiver, -1, "")
  turn.run(
    () => served?.handle(turn, body as never),
    (result) => {
      if (result !== "defect" && result.type === "answer")
        answer = { status: result.status, body: result.body as never }
    },
  )
  if (answer === null) throw new Error(`${instance} did not answer ${operation.name}.`)
  return answer as { readonly status: number; readonly body: Record<string, unknown> }
}

export const outboundOf = (shipment: string, lines: Readonly<Record<string, number>>) => ({
  shipment,
  order: shipment,
  service: "standard" as const,
  promiseAt: monday,
  address,
  lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
})

/** Loses the answers to so many attempts of the first call of an operation, whatever it is about. */
export const loseAnswers = (operation: string, attempts: number): NetworkFault => ({
  kind: "lose-response",
  on: operation,
  matches: (wire) =>
    wire.kind === "response" &&
    wire.operation.name === operation &&
    wire.exchange.call === 1 &&
    wire.exchange.attempt <= attempts,
  verdict: () => ({ lost: true, delayMs: 0, copies: 0 }),
})
