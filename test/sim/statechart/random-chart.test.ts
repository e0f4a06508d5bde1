/**
 * Goal: a compiled chart cannot be told apart from XState, whatever the chart.
 * Method: random definitions and random events, both run side by side; every step is compared.
 */
import { fc, test } from "@fast-check/vitest"
import { expect } from "vitest"
import { sameAsXState } from "./against-xstate.ts"
import { machineOf } from "./random-machine.ts"
import { randomSpec, randomStimuli } from "./random-spec.ts"

const runs = Number(process.env["CHART_RUNS"] ?? 400)
const tally = { moved: 0, ignored: 0, refused: 0, failed: 0, parallel: 0 }

test.prop([randomSpec, randomStimuli, fc.nat({ max: 6 })], { numRuns: runs })(
  "a random chart does as XState does",
  (spec, stimuli, n) => {
    const { steps, failed } = sameAsXState(machineOf(spec), { n }, stimuli)
    for (const { outcome, label } of steps) {
      tally[outcome]++
      if (label.includes("|")) tally.parallel++
    }
    if (failed) tally.failed++
  },
)

test("the random charts were worth it", () => {
  if (process.env["CHART_RUNS"]) console.log(tally)
  expect(tally.moved).toBeGreaterThan(runs)
  expect(tally.ignored).toBeGreaterThan(runs / 20)
  expect(tally.refused).toBeGreaterThan(runs / 4)
  expect(tally.parallel).toBeGreaterThan(runs / 4)
  expect(tally.failed).toBeLessThan(runs / 3)
})
