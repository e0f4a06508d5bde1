// Goal: the warehouse's charts mean the same to the world as to XState, whatever events come in whatever order.
// Method: random events and timers, each step compared with XState's own.
import { fc, test } from "@fast-check/vitest"
import { describe } from "vitest"
import { wmsRoom } from "../../../actors/wms/wms.ts"
import { carrierRoom } from "../../../actors/carrier/carrier.ts"
import { sameAsXState } from "../../sim/statechart/against-xstate.ts"

const units = [{ sku: "a", quantity: 2 }]
const inputs: Readonly<Record<string, unknown>> = {
  outboundOrder: { order: "o", lines: units, parcels: [units, units] },
  wave: { cutOffAt: 5 },
  parcel: { lines: units, carriers: 2, triesMax: 2 },
  manifest: { labels: [], triesMax: 2 },
  returnReceipt: { order: "o", announced: [] },
  inboundNotice: { purchaseOrder: "", lines: [] },
  pickup: { pickupAt: 5 },
}

/** Every field that some event carries; the values are small so that guards say both yes and no. */
const payload = fc.record({
  quantity: fc.integer({ min: 0, max: 3 }),
  shipment: fc.constantFrom("s1", "s2"),
  wave: fc.constant("w"),
  quote: fc.record({ carrier: fc.constantFrom("a", "b"), amountMinor: fc.integer({ min: 0, max: 2 }) }),
  lines: fc.constant(units),
  found: fc.constant([]),
  label: fc.constant("l"),
})

describe.each([...wmsRoom.objects, ...carrierRoom.objects].map((kind) => [kind.name, kind] as const))(
  "%s",
  (name, kind) => {
    const stimulus = fc.oneof(
      fc
        .record({ type: fc.constantFrom("none", ...kind.chart.events), at: fc.nat(9), payload })
        .map(({ payload, ...event }) => ({
          ...payload,
          ...event,
        })),
      fc.record({ timer: fc.nat(3), at: fc.nat(9) }),
    )
    test.prop([fc.array(stimulus, { maxLength: 30 })], { numRuns: 60 })("steps as XState does", (stimuli) => {
      sameAsXState(kind.machine, inputs[name] ?? {}, stimuli)
    })
  },
)
