/**
 * The smallest world in which something can go wrong: a clerk who is asked to have entries made, and a ledger that makes them, tells
 * of each and settles it after ten minutes.
 */
import * as Schema from "effect/Schema"
import { setup } from "xstate"
import { Journal } from "../../../sim/journal/journal.ts"
import type { NetworkFault } from "../../../sim/network/fault.ts"
import { benign, type LinkBehaviour } from "../../../sim/network/link.ts"
import { operation, webhook, type Operation, type Webhook } from "../../../sim/partner/contract.ts"
import { answers, hears, object, ok, serves, type Room } from "../../../sim/partner/room.ts"
import { servesSubscriptions } from "../../../sim/partner/subscriptions.ts"
import { delayNames, effect, withParams } from "../../../sim/statechart/effects.ts"
import type { PolicyValue } from "../../../sim/scenario/vocabulary.ts"
import type { Spell } from "../../../sim/world/faults/faults.ts"
import { World } from "../../../sim/world/world.ts"

export const minute = 60_000

const What = Schema.Struct({ what: Schema.String })
type What = { readonly what: string }
const subject = ({ what }: What): string => what

export const ask = operation("clerk", "errands.ask", { says: "Asks.", request: What, response: What, subject })
export const add = operation("ledger", "entries.add", { says: "Adds.", request: What, response: What, subject })
export const list = operation("ledger", "entries.count", {
  says: "Counts.",
  reads: true,
  request: What,
  response: Schema.Struct({ count: Schema.Int }),
  subject,
})
export const added: Webhook<What> = webhook("ledger", "entry.added", { says: "Added.", payload: What, subject })

const errand = object(
  "errand",
  setup({
    types: {
      context: {} as What,
      input: {} as What,
      events: {} as { readonly type: "done" | "failed" | "refused"; readonly at: number },
    },
    actions: { ask: effect },
  }).createMachine({
    id: "errand",
    context: ({ input }) => input,
    initial: "asking",
    states: {
      asking: { entry: "ask", on: { done: "done", failed: "failed", refused: "refused" } },
      done: {},
      failed: {},
      refused: {},
    },
  }),
  { effects: { ask: (turn, { context }) => turn.call("ledger", add, context) } },
)

/** What the clerk has heard of an entry, once for each time. */
const rumour = object(
  "rumour",
  setup({
    types: { context: {} as What, input: {} as What, events: {} as { readonly type: "none"; readonly at: number } },
  }).createMachine({ id: "rumour", context: ({ input }) => input, initial: "heard", states: { heard: {} } }),
)

const entry = object(
  "entry",
  setup({
    types: { context: {} as What, input: {} as What, events: {} as { readonly type: "none"; readonly at: number } },
    actions: { publish: withParams<{ topic: string }>() },
    delays: delayNames("settleTime"),
  }).createMachine({
    id: "entry",
    context: ({ input }) => input,
    initial: "open",
    states: {
      open: { entry: { type: "publish", params: { topic: "entry.added" } }, after: { settleTime: "settled" } },
      settled: {},
    },
  }),
  {
    publishes: { "entry.added": ({ context }) => context },
    delays: { settleTime: () => 10 * minute },
    indexes: { all: () => "" },
  },
)

const nothing = { says: "", objects: [], serves: [], hears: [], answers: [], policies: {} }

const clerk: Room = {
  ...nothing,
  contract: { partner: "clerk", says: "", operations: [ask as unknown as Operation<never>], webhooks: [] },
  objects: [errand, rumour] as unknown as Room["objects"],
  serves: [serves(ask, (turn, { what }) => ok({ what: turn.create(errand, what, { what }) }))],
  hears: [
    hears(added, (turn, { what }) => {
      turn.create(rumour, { of: what, role: "rumour" }, { what })
    }),
  ],
  answers: [answers(add, ({ outcome }) => ({ type: outcome === "ok" ? "done" : outcome }))],
}

const ledger: Room = {
  ...nothing,
  contract: {
    partner: "ledger",
    says: "",
    operations: [add, list] as unknown as Operation<never>[],
    webhooks: [added as unknown as Webhook<never>],
  },
  objects: [entry] as unknown as Room["objects"],
  serves: [
    serves(add, (turn, { what }) => ok({ what: turn.create(entry, { of: what, role: "entry" }, { what }) })),
    ...servesSubscriptions("ledger"),
    serves(list, (turn) => ok({ count: turn.find(entry, "all", "").length })),
  ],
}

export interface TwoRooms {
  readonly faults?: readonly NetworkFault[]
  readonly spells?: readonly Spell[]
  readonly links?: Partial<LinkBehaviour>
  readonly policies?: Readonly<Record<string, PolicyValue>>
}

/** The clerk is asked at each of the instants, in ms; what it is asked for is called by them. */
export const twoRooms = (
  asked: readonly number[],
  { faults = [], spells = [], links = {}, policies = {} }: TwoRooms,
) => {
  const instances = [
    { name: "clerk", kind: "clerk", room: clerk, policies },
    { name: "ledger", kind: "ledger", room: ledger, policies },
  ]
  const usual = { ...benign, latency: { medianMs: 100, p99Ms: 100 }, ...links }
  const both = [
    { ...usual, from: "clerk", to: "ledger" },
    { ...usual, from: "ledger", to: "clerk" },
  ]
  const world = new World({ seed: 1, startAt: 0, instances, links: both, faults, spells }, new Journal())
  for (const at of asked) world.act(at, "clerk", ask as unknown as Operation<never>, { what: `E-${at / minute}` })
  world.run()
  return world
}

/** Every transition of a kind, as `12.5 E-1 settled`: minutes, object, state. */
export const history = (world: World, kind: string): string[] => {
  const { transitions, names } = world.journal
  return Array.from({ length: transitions.rows }, (_, row) => row)
    .filter((row) => names.at(transitions.object.at(row)) === kind)
    .map((row) => `${transitions.at.at(row) / minute} ${transitions.id.at(row)} ${names.at(transitions.to.at(row))}`)
}

/** How many messages of an operation were sent. */
export const sent = (world: World, operation: string, kind = "request"): number => {
  const { messages, names } = world.journal
  return Array.from({ length: messages.rows }, (_, row) => row).filter(
    (row) => names.at(messages.operation.at(row)) === operation && names.at(messages.kind.at(row)) === kind,
  ).length
}
