/** Every contract of every room, compiled: what its schema generates passes, and damaged messages fare as Effect says. */
import { fc, test } from "@fast-check/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { compileContract } from "../../sim/partner/compile-contract.ts"
import { damaged, damages } from "../sim/partner/damage.ts"

type Body = Schema.Codec<unknown, unknown>

const bodies = Object.values(ecosystem.rooms).flatMap(({ contract }): { name: string; schema: Body }[] => [
  ...contract.operations.flatMap((operation) => [
    { name: `${contract.partner} ${operation.name} request`, schema: operation.request },
    { name: `${contract.partner} ${operation.name} response`, schema: operation.response as Body },
  ]),
  ...contract.webhooks.map((webhook) => ({ name: `${contract.partner} ${webhook.name}`, schema: webhook.payload })),
])

describe.each(bodies)("$name", ({ schema }) => {
  const arbitrary = Arbitrary.schema(schema)
  const good = fc
    .noShrink(fc.integer())
    .map((seed) => Effect.runSync(Arbitrary.sampleEffect(arbitrary, { count: 1, seed, size: 8 }))[0])
  const check = compileContract(schema)
  const byEffect: (value: unknown) => boolean = Schema.is(schema as Schema.Codec<unknown>)

  test.prop([good, fc.array(damages, { minLength: 8, maxLength: 8 })], { numRuns: 25 })(
    "means what its schema says",
    (body, several) => {
      expect(check.violations(body)).toEqual([])
      expect(check.matches(body)).toBe(true)
      for (const damage of several) {
        const other = damaged(body, damage)
        expect(check.matches(other)).toBe(byEffect(other))
        expect(check.violations(other).length === 0).toBe(byEffect(other))
      }
    },
  )
})
