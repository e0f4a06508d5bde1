/**
 * Goal: every statechart of every room does, compiled, what XState does.
 * Method: first inputs and events are collected as they really occur in runs with cancellations, returns and faults; then random
 * strings of them, timers among them, in any order and with any of the inputs, go through our tables and through XState itself.
 */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { fc, test } from "@fast-check/vitest"
import type { AnyStateMachine } from "xstate"
import { describe, expect } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import type { ObjectKind, Room } from "../../sim/partner/room.ts"
import { findScenarios } from "../../sim/scenario/read-scenario.ts"
import { readOrderBook } from "../../sim/scenario/importers/read-order-book.ts"
import type { ChartEvent } from "../../sim/statechart/chart.ts"
import { sameAsXState, type Stimulus } from "../sim/statechart/against-xstate.ts"
import { orderBook, run, twoOrders, withFault } from "./run.ts"

interface Pool {
  readonly machine: AnyStateMachine
  readonly inputs: unknown[]
  /** By type, so that what happens often does not crowd out what is rare. */
  readonly events: Map<string, ChartEvent[]>
}

/** So many of each are kept. */
const keptMax = 12

const pools = new Map<string, Pool>()

/** The same room, with charts that remember what they are given. */
const remembering = (name: string, room: Room): Room => {
  const objects = (room.objects as unknown as ObjectKind[]).map((kind): ObjectKind => {
    const pool: Pool = { machine: kind.machine, inputs: [], events: new Map() }
    pools.set(`${name} ${kind.name}`, pool)
    const { chart } = kind
    return {
      ...kind,
      chart: {
        ...chart,
        initial: (input, at) => {
          if (pool.inputs.length < keptMax) pool.inputs.push(structuredClone(input))
          return chart.initial(input, at)
        },
        step: (state, context, event) => {
          const known = pool.events.get(event.type) ?? []
          if (known.length < keptMax) known.push(structuredClone(event))
          pool.events.set(event.type, known)
          return chart.step(state, context, event)
        },
      },
    }
  })
  return { ...room, objects: objects as unknown as Room["objects"] }
}

const rooms = Object.fromEntries(Object.entries(ecosystem.rooms).map(([name, room]) => [name, remembering(name, room)]))
const watched = { ...ecosystem, rooms }
const cancelAndReturn = readFileSync(new URL("../../scenarios/suites/cancel-and-return.yaml", import.meta.url), "utf8")

run(cancelAndReturn, null, watched)
for (const suite of ["carrier", "returns", "sourcing", "warehouse"])
  for (const file of findScenarios([fileURLToPath(new URL(`../../scenarios/suites/${suite}`, import.meta.url))]))
    run(readFileSync(file, "utf8"), null, watched)
run(withFault(twoOrders, "lose-response", "oms > payment payments.capture * #1"), null, watched)
run(withFault(twoOrders, "drop", "wms-* > carrier-* labels.buy * #1"), null, watched)
run(orderBook(60), readOrderBook("superstore"), watched)

const lifetime = 90 * 86_400_000

describe.each([...pools])("%s", (_name, { machine, inputs, events }) => {
  const types = [...events.values()]
  const start = Math.min(...types.flat().map(({ at }) => at), 1_700_000_000_000)
  const event: fc.Arbitrary<Stimulus> =
    types.length === 0
      ? fc.record({ timer: fc.nat(3), at: fc.constant(start) })
      : fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom(...types).chain((list) => fc.constantFrom(...list)) },
          { weight: 1, arbitrary: fc.record({ timer: fc.nat(3), at: fc.nat(lifetime).map((after) => start + after) }) },
          { weight: 1, arbitrary: fc.constant({ type: "nobody knows this", at: start }) },
        )

  test("was made by somebody", () => {
    expect(inputs.length).toBeGreaterThan(0)
  })

  test.prop([fc.constantFrom(...(inputs.length === 0 ? [{}] : inputs)), fc.array(event, { maxLength: 14 })], {
    numRuns: 60,
  })("does what XState does", (input, stimuli) => {
    sameAsXState(machine, input, stimuli)
  })
})
