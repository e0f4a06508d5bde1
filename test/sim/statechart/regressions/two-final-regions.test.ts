/** Found by random charts: a parallel state whose regions are themselves final is completed by each of them, and says so once. */
import { it } from "vitest"
import { createMachine } from "xstate"
import { effect } from "../../../../sim/statechart/effects.ts"
import { sameAsXState } from "../against-xstate.ts"

it("a parallel state of final regions is done once", () => {
  const machine = createMachine(
    {
      id: "m",
      initial: "p",
      on: { "xstate.done.state.m.p": { actions: "ping" } },
      states: { p: { type: "parallel", states: { x: { type: "final" }, y: { type: "final" }, z: { type: "final" } } } },
    },
    { actions: { ping: effect } },
  )
  sameAsXState(machine, undefined, [])
})
