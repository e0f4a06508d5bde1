/**
 * Guards, actions and delays for the charts that tests write by hand, and two such charts.
 *
 * It also shows the compiler what a room's setup looks like.
 */
import { and, assign, emit, raise, setup, stateIn } from "xstate"
import { delayNames, effect, withParams } from "../../../sim/statechart/effects.ts"

export interface Context {
  readonly n: number
  readonly seen: readonly string[]
}

export type Event = { readonly type: string; readonly at: number }

export const kit = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { n: number },
  },
  guards: {
    even: ({ context }) => context.n % 2 === 0,
    under: ({ context }, params: { limit: number }) => context.n < params.limit,
    early: ({ event }) => event.at < 50,
    evenAndEarly: and(["even", "early"]),
    picked: stateIn({ work: { pick: "done" } }),
  },
  actions: {
    ping: effect,
    pong: effect,
    post: withParams<{ rule: string }>(),
    tell: withParams<{ n: number }>(),
    bump: assign({ n: ({ context }) => context.n + 1 }),
    add: assign(({ context }, params: { by: number }) => ({ n: context.n + params.by })),
    note: assign(({ context, event }) => ({ seen: [...context.seen, `${event.type}@${event.at}`] })),
    // A raised event has no instant yet: the chart adds its cause's.
    again: raise({ type: "again" } as Event),
    say: emit({ type: "said" }),
  },
  delays: delayNames("pickTime", "patience"),
})

/** The context that every chart of the kit starts with. */
export const context = ({ input }: { input: { n: number } }): Context => ({ n: input.n, seen: [] })

/** Nested states, a guard with params, ignored and guarded events. */
export const desk = kit.createMachine({
  id: "desk",
  context,
  initial: "idle",
  states: {
    idle: {
      entry: ["note", "ping"],
      exit: "pong",
      on: {
        go: [
          {
            guard: { type: "under", params: { limit: 1 } },
            target: "busy.late",
            actions: ["bump", { type: "tell", params: ({ context }) => ({ n: context.n }) }, "bump"],
          },
          { guard: "even", target: "busy", actions: { type: "add", params: { by: 5 } } },
        ],
        scanned: {},
        heard: undefined,
        blocked: { guard: "early", target: "busy" },
      },
    },
    busy: {
      entry: { type: "post", params: { rule: "start" } },
      initial: { target: "early", actions: "say" },
      exit: ["bump", "note"],
      states: { early: { on: { go: "late" } }, late: { entry: "bump", on: { scanned: {} } } },
      on: {
        stop: "idle",
        scanned: { actions: "ping" },
        self: { target: "busy", reenter: true },
        inner: ".late",
      },
    },
  },
})

/** Parallel regions that complete, several targets, a guard that looks at the other region. */
export const order = kit.createMachine({
  id: "order",
  context,
  initial: "work",
  states: {
    work: {
      type: "parallel",
      onDone: { target: "closed", actions: "note" },
      on: { reset: { target: "work", reenter: true }, any: { actions: "ping" } },
      states: {
        pick: {
          initial: "todo",
          onDone: { actions: ["note", "ping"] },
          states: {
            todo: { on: { pick: "done", both: { target: "done", actions: "ping" } } },
            done: { type: "final", output: { ok: true } },
          },
        },
        pack: {
          initial: "todo",
          on: { any: { guard: stateIn("#order.work.pick.done"), actions: "pong" } },
          states: {
            todo: {
              on: {
                pack: { guard: "picked", target: "done" },
                both: { actions: "pong" },
                jump: { target: ["#order.work.pick.done", "#order.work.pack.done"] },
              },
            },
            done: { type: "final" },
          },
        },
      },
    },
    closed: { type: "final", entry: "note", exit: "pong" },
  },
})
