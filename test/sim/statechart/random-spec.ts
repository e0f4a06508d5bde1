/**
 * Charts and events made at random, as plain data: a counterexample can be read and kept.
 *
 * Every number is taken modulo what there is to choose from, so that a spec is a legal chart also while it shrinks.
 */
import { fc } from "@fast-check/vitest"
import type { Stimulus } from "./against-xstate.ts"

export interface TransitionSpec {
  /** Null: no target. */
  readonly to: number | null
  /** A second target, where two regions of a parallel state allow it. */
  readonly also: number | null
  readonly guard: number | null
  readonly actions: readonly number[]
  readonly reenter: boolean
}

export interface StateSpec {
  readonly kind: "atomic" | "final" | "compound" | "parallel"
  readonly inner: readonly StateSpec[]
  readonly initial: number
  readonly initialActions: readonly number[]
  readonly history: { readonly deep: boolean; readonly to: number | null; readonly starts: boolean } | null
  readonly entry: readonly number[]
  readonly exit: readonly number[]
  readonly on: readonly { readonly event: number; readonly list: readonly (TransitionSpec | null)[] }[]
  readonly always: readonly TransitionSpec[]
  readonly after: readonly TransitionSpec[]
  readonly done: TransitionSpec | null
}

const nat = fc.nat({ max: 40 })
const actions = (maxLength: number) => fc.array(nat, { maxLength })
const some = <Value>(of: fc.Arbitrary<Value>, percent: number) =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 100 - percent, arbitrary: fc.constant(null) },
    { weight: percent, arbitrary: of },
  )

const transition: fc.Arbitrary<TransitionSpec> = fc.record({
  to: some(nat, 75),
  also: some(nat, 15),
  guard: some(nat, 40),
  actions: actions(3),
  reenter: fc.boolean(),
})

const common = {
  initial: nat,
  initialActions: actions(1),
  entry: actions(2),
  exit: actions(2),
  on: fc.array(fc.record({ event: nat, list: fc.array(some(transition, 85), { maxLength: 2, size: "max" }) }), {
    minLength: 1,
    maxLength: 4,
    size: "max",
  }),
  always: fc.array(transition, { maxLength: 1 }),
  after: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(transition, { maxLength: 2 }) },
  ),
  done: some(transition, 40),
}
const history = some(fc.record({ deep: fc.boolean(), to: some(nat, 50), starts: fc.boolean() }), 35)

const leaf: fc.Arbitrary<StateSpec> = fc.record({
  kind: nat.map((n) => (n % 7 === 6 ? ("final" as const) : ("atomic" as const))),
  inner: fc.constant([]),
  history: fc.constant(null),
  ...common,
})
const branch = (depth: number): fc.Arbitrary<StateSpec> =>
  fc.record({
    kind: fc.constantFrom("compound" as const, "compound" as const, "parallel" as const),
    inner: fc.array(
      depth === 0 ? leaf : fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: branch(depth - 1) }),
      {
        minLength: 1,
        maxLength: 3,
        size: "max",
      },
    ),
    history,
    ...common,
  })

export const randomSpec: fc.Arbitrary<StateSpec> = branch(2)

const types = ["e0", "e1", "e2", "p.q", "p.q.r", "z", "r0", "r1", "p", "other"]
export const descriptors = ["e0", "e1", "e2", "e0", "e1", "p.q", "p.*", "z", "r0", "r1", "*", "p.q.*"]

export const randomStimuli: fc.Arbitrary<Stimulus[]> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.record({ type: fc.constantFrom(...types) }) },
      { weight: 3, arbitrary: fc.record({ timer: fc.nat({ max: 5 }) }) },
      { weight: 1, arbitrary: nat.map((n) => ({ type: `xstate.after.d0.s${n % 12}` })) },
      { weight: 1, arbitrary: nat.map((n) => ({ type: `xstate.done.state.s${n % 12}` })) },
    ),
    { minLength: 1, maxLength: 24, size: "max" },
  )
  .map((list) => list.map((one, i): Stimulus => ({ ...one, at: (i + 1) * 10 })))
