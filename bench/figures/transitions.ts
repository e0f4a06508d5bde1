/** Transitions a second over pinned charts of the rooms, beside XState's actors and beside tables written by hand. */
import { createActor } from "xstate"
import type { Context, Figure } from "../figure.ts"
import { bareChart } from "../limits/bare-chart.ts"
import { inTurn, runsOf, secondsOf } from "../measure.ts"
import { ready, walks, type ReadyWalk } from "../walks.ts"

const roundsOf = ({ quick }: Context): number => (quick ? 20_000 : 300_000)

/** How many objects fewer XState gets: it is slow enough for a clock to read it well. */
const fewer = 100

const walkAll = (all: readonly ReadyWalk[], rounds: number): number => {
  let steps = 0
  for (let round = 0; round < rounds; round++) {
    for (const { walk, chart, events } of all) {
      let { state, context } = chart.initial(walk.input, 0)
      for (const event of events) {
        const next = chart.step(state, context, event)
        state = next.state
        context = next.context
        steps++
      }
    }
  }
  return steps
}

/** Timers are armed and never go off by themselves, as with us. */
const clock = { setTimeout: () => 0, clearTimeout: () => {} }

const sendAll = (all: readonly ReadyWalk[], rounds: number): number => {
  let steps = 0
  for (let round = 0; round < rounds; round++) {
    for (const { walk, events } of all) {
      const actor = createActor(walk.machine, { input: walk.input, clock })
      actor.start()
      for (const event of events) {
        actor.send(event)
        steps++
      }
      actor.stop()
    }
  }
  return steps
}

/** Both must arrive where the walk ends, or nothing is compared. */
const assertSame = (all: readonly ReadyWalk[]): void => {
  for (const { walk, events } of all) {
    const actor = createActor(walk.machine, { input: walk.input, clock })
    actor.start()
    for (const event of events) actor.send(event)
    const value = JSON.stringify(actor.getSnapshot().value)
    if (value !== JSON.stringify(walk.ends))
      throw new Error(`XState ends "${walk.name}" in ${value}, not in ${walk.ends}.`)
  }
}

export const transitions: Figure = {
  id: "transitions",
  says: "transitions a second over pinned charts of the rooms, NODE_ENV=production",
  unit: "transitions/s",
  goal: { times: 80, of: "XState actor.send" },
  prepare: (context) => {
    const all = walks.map(ready)
    return () => walkAll(all, roundsOf(context))
  },
  run: async (context) => {
    const all = walks.map(ready)
    const rounds = roundsOf(context)
    assertSame(all)
    const rate = (work: () => number) => (): number => {
      let steps = 0
      const seconds = secondsOf(() => {
        steps = work()
      })
      return steps / seconds
    }
    const limit = rate(() => bareChart(rounds * all.length))
    const reference = rate(() => sendAll(all, Math.ceil(rounds / fewer)))
    const ours = rate(() => walkAll(all, rounds))
    context.tell("warm-up")
    for (const warm of [limit, reference, ours]) warm()
    const { median, note } = await inTurn({ limit, reference, ours }, runsOf(context.quick), context.tell)
    return {
      value: median.ours,
      limit: median.limit,
      reference: median.reference,
      notes: [
        `${all.map(({ walk }) => walk.name).join(", ")}; ${note}`,
        "creating the objects is in the time and not in the count, of all three",
        "the limit walks a flat chart of its own, without timers and nested states",
      ],
    }
  },
}
