/**
 * Ways to plant a bug in an ecosystem: one policy, effect, posting, operation, webhook or answer of one room is changed.
 *
 * A mutant is a function from ecosystem to ecosystem. Each names what it changes and fails when there is no such thing, so a mutant
 * cannot survive because it changes nothing.
 */
import type { AnyStateMachine } from "xstate"
import type { Ecosystem } from "../ecosystem.ts"
import { memoryPolicies } from "../partner/memory-policies.ts"
import type { Answer, Answers, Heard, ObjectKind, Posting, Reply, Room, Seen, Served } from "../partner/room.ts"
import type { Turn } from "../partner/turn.ts"
import type { PolicyValue } from "../scenario/vocabulary.ts"
import { compile } from "../statechart/compile.ts"

export type Mutation = (ecosystem: Ecosystem) => Ecosystem

export interface Mutant {
  /** `payment: refunds do not look for a repeat` */
  readonly name: string
  readonly mutate: Mutation
}

const changedRoom =
  (kind: string, change: (room: Room) => Room): Mutation =>
  (ecosystem) => {
    const room = ecosystem.rooms[kind]
    if (room === undefined) throw new Error(`There is no room "${kind}" to change.`)
    return { ...ecosystem, rooms: { ...ecosystem.rooms, [kind]: change(room) } }
  }

/** The list with the one entry that is meant changed. */
const changedOne = <T>(list: readonly T[], isMeant: (one: T) => boolean, what: string, change: (one: T) => T): T[] => {
  if (!list.some(isMeant)) throw new Error(`There is no ${what} to change.`)
  return list.map((one) => (isMeant(one) ? change(one) : one))
}

export const policy = (kind: string, name: string, value: PolicyValue): Mutation =>
  changedRoom(kind, (room) => {
    const spec = { ...memoryPolicies, ...room.policies }[name]
    if (spec === undefined) throw new Error(`There is no policy "${name}" of ${kind} to change.`)
    return { ...room, policies: { ...room.policies, [name]: { ...spec, default: value } } }
  })

const changedObject = (kind: string, object: string, change: (one: ObjectKind) => ObjectKind): Mutation =>
  changedRoom(kind, (room) => ({
    ...room,
    objects: changedOne(
      room.objects as unknown as ObjectKind[],
      (one) => one.name === object,
      `object "${object}" of ${kind}`,
      change,
    ) as unknown as Room["objects"],
  }))

type Entries<T> = Readonly<Record<string, T>>
type Part = "effects" | "posts" | "publishes" | "delays"

const changedEntry = <T>(
  kind: string,
  object: string,
  part: Part,
  name: string,
  change: (original: T) => T,
): Mutation =>
  changedObject(kind, object, (one) => {
    const entries = one[part] as Entries<T> | undefined
    const original = entries?.[name]
    if (original === undefined) throw new Error(`There is nothing named "${name}" in ${part} of ${kind} ${object}.`)
    return { ...one, [part]: { ...entries, [name]: change(original) } }
  })

/** A condition of the object's statechart is another one. */
export const guard = (kind: string, object: string, name: string, holds: (given: Given) => boolean): Mutation =>
  changedChart(kind, object, "guards", name, holds)

/** The object's statechart does not keep what it is told by this action. */
export const forgets = (kind: string, object: string, name: string): Mutation =>
  changedChart(kind, object, "actions", name, () => {})

/** What a guard is given. */
export interface Given {
  readonly context: never
  readonly event: never
}

const changedChart = (kind: string, object: string, part: "guards" | "actions", name: string, by: unknown): Mutation =>
  changedObject(kind, object, (one) => {
    const before: AnyStateMachine = one.machine
    if (!Object.hasOwn(before.implementations[part] as object, name))
      throw new Error(`There is nothing named "${name}" in ${part} of ${kind} ${object}.`)
    const machine = before.provide({ [part]: { [name]: by } })
    return { ...one, machine, chart: compile(machine) } as ObjectKind
  })

export type Effect = (turn: Turn, self: Seen, event: { readonly type: string }, params: unknown) => void
type Post = (self: Seen, turn: Turn, event: { readonly type: string }) => Posting | readonly Posting[]

export const effect = (kind: string, object: string, name: string, change: (original: Effect) => Effect): Mutation =>
  changedEntry(kind, object, "effects", name, change)

export const noEffect = (kind: string, object: string, name: string): Mutation =>
  effect(kind, object, name, () => () => {})

/** `change` is given each posting that the rule makes; what it gives back is posted instead. */
export const posting = (
  kind: string,
  object: string,
  rule: string,
  change: (posting: Posting) => readonly Posting[],
): Mutation =>
  changedEntry<Post>(kind, object, "posts", rule, (original) => (self, turn, event) => {
    const made = original(self, turn, event)
    return (Array.isArray(made) ? (made as readonly Posting[]) : [made as Posting]).flatMap(change)
  })

export const noPosting = (kind: string, object: string, rule: string): Mutation => posting(kind, object, rule, () => [])

export const postedTwice = (kind: string, object: string, rule: string): Mutation =>
  posting(kind, object, rule, (made) => [made, made])

/** Every amount of the rule that is not zero is off by some minor units. */
export const amountsOff = (kind: string, object: string, rule: string, byMinor: number): Mutation =>
  posting(kind, object, rule, (made) => [
    {
      ...made,
      legs: made.legs.map((leg) =>
        leg.amountMinor === undefined || leg.amountMinor === 0
          ? leg
          : { ...leg, amountMinor: leg.amountMinor + Math.sign(leg.amountMinor) * byMinor },
      ),
    },
  ])

/** The last leg of each posting is forgotten. */
export const legLost = (kind: string, object: string, rule: string): Mutation =>
  posting(kind, object, rule, (made) => [{ ...made, legs: made.legs.slice(0, -1) }])

/** The object does not say it any more. */
export const silent = (kind: string, object: string, webhook: string): Mutation =>
  changedEntry(kind, object, "publishes", webhook, () => () => null)

export type Handle = (turn: Turn, request: never) => Reply

export const served = (kind: string, operation: string, change: (original: Handle) => Handle): Mutation =>
  changedRoom(kind, (room) => ({
    ...room,
    serves: changedOne(
      room.serves,
      (one) => one.operation.name === operation,
      `operation "${operation}" of ${kind}`,
      (one): Served => ({ ...one, handle: change(one.handle) }),
    ),
  }))

export const heard = (
  kind: string,
  webhook: string,
  change: (original: Heard["handle"]) => Heard["handle"],
): Mutation =>
  changedRoom(kind, (room) => ({
    ...room,
    hears: changedOne(
      room.hears,
      (one) => one.webhook.name === webhook,
      `webhook "${webhook}" that ${kind} hears`,
      (one): Heard => ({ ...one, handle: change(one.handle) }),
    ),
  }))

export const deaf = (kind: string, webhook: string): Mutation => heard(kind, webhook, () => () => {})

/** Whoever takes it in finds nothing of what there is already. */
export const blind = (kind: string, webhook: string): Mutation =>
  heard(kind, webhook, (original) => (turn, payload) => original(instead(turn, { find: () => [] }), payload))

/** A turn of which some things are done otherwise. */
const instead = (turn: Turn, done: Readonly<Record<string, unknown>>): Turn =>
  new Proxy(turn, {
    get: (target, property) => {
      if (typeof property === "string" && Object.hasOwn(done, property)) return done[property]
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === "function" ? (value.bind(target) as unknown) : value
    },
  })

/** `change` is given the answer as it came. */
export const answered = (kind: string, operation: string, change: (answer: Answer<never>) => Answer<never>): Mutation =>
  changedRoom(kind, (room) => ({
    ...room,
    answers: changedOne(
      room.answers,
      (one) => one.operation.name === operation,
      `answer to "${operation}" that ${kind} waits for`,
      (one): Answers => ({ ...one, event: (answer, owner) => one.event(change(answer), owner) }),
    ),
  }))

/** Several changes in one: a bug that needs them together. */
export const together =
  (...mutations: readonly Mutation[]): Mutation =>
  (ecosystem) =>
    mutations.reduce((changed, mutate) => mutate(changed), ecosystem)

/** The object does not notice that its calls are repeats: each goes out with a key of its own. */
export const freshKeys = (kind: string, object: string, name: string): Mutation =>
  effect(kind, object, name, (original) => (turn, self, event, params) => {
    const call = (to: string, operation: never, body: never): void =>
      turn.call(to, operation, body, `${self.id}/${String(self.version)}/${turn.at}`)
    original(instead(turn, { call }), self, event, params)
  })

/** What the effect would call from another operation goes out with another body. */
export const bodyChanged = <Body>(
  kind: string,
  object: string,
  name: string,
  operation: string,
  change: (body: Body) => Body,
): Mutation =>
  effect(kind, object, name, (original) => (turn, self, event, params) => {
    const call = (to: string, called: { readonly name: string }, body: Body, key?: string): void =>
      turn.call(to, called as never, (called.name === operation ? change(body) : body) as never, key)
    original(instead(turn, { call }), self, event, params)
  })

/** The effect happens twice. */
export const effectTwice = (kind: string, object: string, name: string): Mutation =>
  effect(kind, object, name, (original) => (turn, self, event, params) => {
    original(turn, self, event, params)
    original(turn, self, event, params)
  })

/** The effect sees another context than the object has. */
export const contextChanged = (
  kind: string,
  object: string,
  name: string,
  change: (context: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Mutation =>
  effect(kind, object, name, (original) => (turn, self, event, params) => {
    original(turn, { ...seenOf(self), context: change(self.context as never) }, event, params)
  })

/** What is seen of an object, as a value of its own. */
const seenOf = (self: Seen): Seen => ({
  id: self.id,
  state: self.state,
  context: self.context,
  version: self.version,
  is: (path) => self.is(path),
})

/** A refusal or a missing answer is taken for a good one. */
export const refusalIgnored = (kind: string, operation: string, body: unknown = {}): Mutation =>
  answered(kind, operation, (answer) =>
    answer.outcome === "ok" ? answer : ({ outcome: "ok", status: 200, body } as unknown as Answer<never>),
  )

/** The operation is answered well and nothing happens. */
export const onlyNods = (kind: string, operation: string, body: unknown): Mutation =>
  served(kind, operation, () => () => ({ type: "answer", status: 200, body }))
