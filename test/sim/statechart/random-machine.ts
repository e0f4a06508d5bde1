/** Builds the XState machine that a random spec describes; whatever the spec, the machine is legal. */
import { and, assign, createMachine, emit, not, or, raise, stateIn } from "xstate"
import type { AnyStateMachine } from "xstate"
import { delayNames, effect } from "../../../sim/statechart/effects.ts"
import { descriptors, type StateSpec, type TransitionSpec } from "./random-spec.ts"

interface Context {
  readonly n: number
  readonly seen: string
}
interface Args {
  readonly context: Context
  readonly event: { readonly type: string; readonly at: number }
}

const implementations = {
  actions: {
    ping: effect,
    pong: effect,
    tell: effect,
    bump: assign({ n: ({ context }: Args) => context.n + 1 }),
    swap: assign({ n: ({ context }: Args) => context.n + 2, seen: ({ context }: Args) => `${context.n}` }),
    note: assign(({ context, event }: Args) => ({
      seen: `${context.seen.slice(-20)} ${event.type}@${event.at}`,
    })),
    add: assign(({ context }: Args, params: { by: number }) => ({ n: context.n + params.by })),
    reset: assign({ n: 0 }),
    again: raise((({ context }: Args) => ({ type: context.n < 12 ? "r0" : "rest" })) as never),
  },
  guards: {
    even: ({ context }: Args) => context.n % 2 === 0,
    odd: not("even"),
    early: ({ event }: Args) => event.at % 20 === 0,
    under: ({ context }: Args, params: { limit: number }) => context.n < params.limit,
    fragile: ({ context }: Args) => {
      if (context.n === 7) throw new Error("seven")
      return true
    },
    mixed: and(["early", or(["even", "odd"])]),
  },
  delays: delayNames("d0", "d1"),
}

const pick = <Value>(from: readonly Value[], n: number): Value => from[n % from.length]!

interface Place {
  readonly id: string
  readonly spec: StateSpec | null
  readonly parent: Place | null
  readonly inner: Place[]
  past: Place | null
}

export const machineOf = (spec: StateSpec): AnyStateMachine => {
  const places: Place[] = []
  const place = (of: StateSpec, parent: Place | null): Place => {
    const self: Place = { id: `s${places.length}`, spec: of, parent, inner: [], past: null }
    places.push(self)
    self.inner.push(...of.inner.map((inner) => place(inner, self)))
    if (of.history !== null) {
      self.past = { id: `s${places.length}`, spec: null, parent: self, inner: [], past: null }
      places.push(self.past)
    }
    return self
  }
  const root = place(spec, null)
  const forks = places.filter((one) => one.spec?.kind === "parallel" && one.inner.length > 1)
  const below = (one: Place): Place[] => [one, ...one.inner.flatMap(below)]

  const within = (one: Place): Place[] =>
    below(one).flatMap((state) => (state.past === null ? state : [state, state.past]))

  const action = (n: number): unknown =>
    pick<unknown>(
      [
        "ping",
        "pong",
        "bump",
        "note",
        "swap",
        { type: "tell", params: { what: n } },
        { type: "tell", params: ({ context, event }: Args) => ({ n: context.n, on: event.type }) },
        { type: "add", params: { by: 3 } },
        { type: "add", params: ({ context }: Args) => ({ by: context.n % 3 }) },
        emit({ type: "said" }),
        emit((({ context, event }: Args) => ({ type: "heard", n: context.n, event })) as never),
        ["bump", "again"],
        [
          "bump",
          raise((({ context, event }: Args) => ({ type: context.n < 12 ? "r1" : "rest", by: event.at })) as never),
        ],
      ],
      n,
    )
  const listOf = (list: readonly number[]): unknown[] => list.flatMap(action)
  const guard = (n: number): unknown =>
    pick<unknown>(
      [
        "even",
        "odd",
        "early",
        "mixed",
        { type: "under", params: { limit: n } },
        { type: "under", params: ({ event }: Args) => ({ limit: event.type.length }) },
        not(or(["even", { type: "under", params: { limit: 5 } } as never])),
        stateIn(`#${pick(places, n * 7).id}`),
        and(["even", stateIn(`#${pick(places, n * 3).id}`)] as never),
        "fragile",
      ],
      n,
    )
  /** History is reached from outside only. */
  const isRefused = (from: Place, to: Place): boolean =>
    to.spec === null && from !== to.parent && below(to.parent!).includes(from)
  const reach = (from: Place, among: readonly Place[], n: number): string => {
    const to = pick(among, n)
    return `#${isRefused(from, to) ? to.parent!.id : to.id}`
  }
  /** An eventless transition that changes nothing may always be enabled: it is taken once, then nothing is new. */
  const always = (from: Place, of: TransitionSpec): object =>
    of.to === null && of.guard !== null ? { guard: guard(of.guard), actions: "ping" } : go(from, of, true)
  const go = (from: Place, of: TransitionSpec, bounded: boolean): object => {
    const fork = of.also === null || forks.length === 0 ? null : pick(forks, of.also)
    const two = fork === null ? [] : [0, 1].map((i) => reach(from, within(fork.inner[i]!), (of.to ?? 0) + i))
    const target = of.to === null ? undefined : two.length > 0 ? two : reach(from, places, of.to)
    const own = of.guard === null ? [] : [guard(of.guard)]
    const bound = { type: "under", params: { limit: 12 } }
    const test = bounded ? and([bound, ...own] as never) : own[0]
    return {
      ...(target === undefined ? {} : { target }),
      ...(test === undefined ? {} : { guard: test }),
      ...(of.reenter ? { reenter: true } : {}),
      ...(of.actions.length > 0 || bounded ? { actions: [...(bounded ? ["bump"] : []), ...listOf(of.actions)] } : {}),
    }
  }
  const config = (self: Place): object => {
    const of = self.spec!
    const startsInPast = of.kind === "compound" && of.history?.starts === true
    const children = Object.fromEntries(self.inner.map((inner) => [inner.id, config(inner)]))
    if (self.past !== null) {
      const to = of.history!.to ?? (startsInPast ? 0 : null)
      const inside = self.inner.flatMap(below)
      children[self.past.id] = {
        id: self.past.id,
        type: "history",
        history: of.history!.deep ? "deep" : "shallow",
        ...(to === null ? {} : { target: `#${pick(inside, to).id}` }),
      }
    }
    const initial = startsInPast ? self.past!.id : self.inner.length > 0 ? pick(self.inner, of.initial).id : ""
    const on = of.on.map(({ event, list }) => {
      const descriptor = pick(descriptors, event)
      const transitions = list.map((one) => (one === null ? {} : go(self, one, false)))
      return [
        descriptor,
        descriptor === "z" ? { actions: "reset" } : transitions.length === 1 ? transitions[0] : transitions,
      ]
    })
    return {
      id: self.id,
      ...(self.inner.length > 0 ? { states: children } : {}),
      ...(of.kind === "compound"
        ? { initial: { target: initial, actions: listOf(of.initialActions) } }
        : { type: of.kind }),
      entry: listOf(of.entry),
      exit: listOf(of.exit),
      on: Object.fromEntries(on),
      ...(of.always.length > 0 ? { always: of.always.map((one) => always(self, one)) } : {}),
      after: Object.fromEntries(of.after.map((one, i) => [`d${i}`, go(self, one, false)])),
      ...(of.done === null || self.inner.length === 0 ? {} : { onDone: go(self, of.done, true) }),
      ...(of.kind === "final" ? { output: { from: self.id } } : {}),
    }
  }
  const whole = {
    ...config(root),
    context: ({ input }: { input: { n: number } }) => ({ n: input.n, seen: "" }),
    options: { maxIterations: 60 },
  }
  return createMachine(whole as never, implementations as never)
}
