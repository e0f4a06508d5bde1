/**
 * The shape of a room: which objects a partner keeps, which operation drives which statechart, what it sends and posts.
 *
 * A room is a value without state. Everything that happens in it happens through the `Turn` that it is handed.
 */
import type { AnyStateMachine, ContextFrom, EventFrom, InputFrom } from "xstate"
import { compile } from "../statechart/compile.ts"
import type { Chart } from "../statechart/chart.ts"
import type { PolicySpec } from "../scenario/vocabulary.ts"
import type { Contract, Operation, Refusal, Webhook } from "./contract.ts"
import type { PostingRules } from "./posting-rules.ts"
import type { Turn } from "./turn.ts"

/** A business object as a room sees it: what it is, where it stands, what it knows. */
export interface Seen<Context = unknown> {
  readonly id: string
  readonly state: string
  readonly context: Context
  readonly version: number
  /** Is this dotted state path active? */
  is(path: string): boolean
}

/** One leg of a posting. Money books hold signed amounts (debit +, credit −), stock books signed quantities. */
export interface Leg {
  readonly account: string
  readonly subject?: string
  readonly sku?: string
  readonly site?: string
  readonly quantity?: number
  readonly amountMinor?: number
}

export interface Posting {
  readonly book: "money" | "stock" | "memo"
  readonly currency?: string
  readonly subject: string
  readonly legs: readonly Leg[]
}

type Context<M extends AnyStateMachine> = ContextFrom<M>

export interface ObjectSpec<M extends AnyStateMachine> {
  /** What `publish` puts on the wire, by webhook name; null publishes nothing. */
  readonly publishes?: Readonly<Record<string, (self: Seen<Context<M>>, turn: Turn) => unknown>>
  /** What `post` posts, by rule. */
  readonly posts?: Readonly<
    Record<string, (self: Seen<Context<M>>, turn: Turn, event: EventFrom<M>) => Posting | readonly Posting[]>
  >
  /** What the chart's other effects do, by action name. */
  readonly effects?: Readonly<
    Record<
      string,
      (
        turn: Turn,
        self: Seen<Context<M>>,
        event: EventFrom<M>,
        params: Readonly<Record<string, unknown>> | undefined,
      ) => void
    >
  >
  /** How long each `after` waits, in ms from now. */
  readonly delays?: Readonly<Record<string, (self: Seen<Context<M>>, turn: Turn) => number>>
  /** Delays that do not keep a run going. */
  readonly daemons?: readonly string[]
  /** Objects that stand for as long as the world does: stock positions, people. They are kept apart from those that come and go. */
  readonly lasting?: boolean
  /** Keys under which the world finds objects of this kind; null leaves an object out. */
  readonly indexes?: Readonly<Record<string, (context: Context<M>, state: string) => string | null>>
}

/** A kind by name and statechart: enough to create, tell and read its objects; what its effects mean is elsewhere. */
export interface KindRef<M extends AnyStateMachine = AnyStateMachine> {
  readonly name: string
  readonly machine: M
}

export interface ObjectKind<M extends AnyStateMachine = AnyStateMachine> extends ObjectSpec<M> {
  readonly name: string
  readonly machine: M
  readonly chart: Chart<Context<M>>
  readonly webhooks: readonly Webhook<never>[]
}

export type InputOf<M extends AnyStateMachine> = InputFrom<M>
/** An event as a room writes it: the turn adds the instant. */
export type EventOf<M extends AnyStateMachine> = DistributiveOmit<EventFrom<M>, "at">
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never

/** Declares a business object: its statechart and what the chart's effects mean here. Throws when the two do not fit together. */
export const object = <M extends AnyStateMachine>(
  name: string,
  machine: M,
  spec: ObjectSpec<M> = {},
): ObjectKind<M> => {
  const chart = compile(machine) as Chart<Context<M>>
  const problems: string[] = []
  for (const effect of chart.effects) {
    if (effect === "publish" || effect === "post" || effect === "xstate.emit") continue
    if (spec.effects?.[effect] === undefined) problems.push(`the chart's effect "${effect}" has no entry in effects`)
  }
  for (const effect of Object.keys(spec.effects ?? {})) {
    if (!chart.effects.includes(effect)) problems.push(`effects has "${effect}", which no action of the chart names`)
  }
  for (const delay of chart.delays) {
    if (spec.delays?.[delay] === undefined) problems.push(`the chart's delay "${delay}" has no entry in delays`)
  }
  if (problems.length > 0) throw new Error(`Object "${name}" does not fit its statechart:\n  ${problems.join("\n  ")}`)
  return { ...spec, name, machine, chart, webhooks: [] }
}

/** What an operation answers. A thunk is called when the turn's internal events have all been worked off. */
export type Reply = Answered | Deferred | (() => Answered | Deferred)
export interface Answered {
  readonly type: "answer"
  readonly status: number
  readonly body: unknown
}
/** The answer comes when the object enters one of these states, or 504 at the deadline. */
export interface Deferred {
  readonly type: "deferred"
  readonly kind: string
  readonly id: string
}

export interface Served<Request = never> {
  readonly operation: Operation<Request>
  readonly handle: (turn: Turn, request: Request) => Reply
  /** For deferred replies: what to answer by state path of the object that holds the slot. */
  readonly fills?: Readonly<Record<string, (self: Seen<never>, turn: Turn) => Answered>>
}

export interface Heard<Payload = never> {
  readonly webhook: Webhook<Payload>
  readonly handle: (turn: Turn, payload: Payload) => void
}

/** How a call ended: answered well, refused for a reason, or given up without knowing. */
export type Answer<Response = unknown> =
  | { readonly outcome: "ok"; readonly status: number; readonly body: Response }
  | { readonly outcome: "refused"; readonly status: number; readonly refusal: Refusal }
  | { readonly outcome: "failed"; readonly status: number; readonly refusal: Refusal | null }

export interface Answers<Response = never> {
  readonly operation: Operation<never, Response>
  /** The event for the object that called; null when it does not care. */
  readonly event: (answer: Answer<Response>, owner: Seen<never>) => { readonly type: string } | null
  /** Nobody asks again by rules of its own: the call goes on over days, as those do whose answer nobody waits for. */
  readonly keepsOn?: boolean
}

export interface Room {
  readonly contract: Contract
  readonly objects: readonly ObjectKind<never>[]
  readonly serves: readonly Served[]
  readonly hears: readonly Heard[]
  readonly answers: readonly Answers[]
  readonly policies: Readonly<Record<string, PolicySpec>>
  /** What each rule moves; a test holds every posted leg against it. */
  readonly postings?: PostingRules
  /** Runs once for each instance when the world starts. */
  readonly opens?: (turn: Turn) => void
}

export const serves = <Request, Response>(
  operation: Operation<Request, Response>,
  handle: (turn: Turn, request: Request) => Reply,
  fills?: Readonly<Record<string, (self: Seen<never>, turn: Turn) => Answered>>,
): Served => ({ operation, handle, ...(fills === undefined ? {} : { fills }) }) as unknown as Served

export const hears = <Payload>(webhook: Webhook<Payload>, handle: (turn: Turn, payload: Payload) => void): Heard =>
  ({ webhook, handle }) as unknown as Heard

export const answers = <Request, Response>(
  operation: Operation<Request, Response>,
  event: (answer: Answer<Response>, owner: Seen<never>) => { readonly type: string } | null,
  more: Pick<Answers, "keepsOn"> = {},
): Answers => ({ operation, event, ...more }) as unknown as Answers

export const ok = (body: unknown, status = 200): Answered => ({ type: "answer", status, body })
export const deferred = (kind: { readonly name: string }, id: string): Deferred => ({
  type: "deferred",
  kind: kind.name,
  id,
})
