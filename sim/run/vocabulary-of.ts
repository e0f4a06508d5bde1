/** The words that a scenario file may use, read off an ecosystem: plain data, and apart from it what operations take. */
import type { Ecosystem } from "../ecosystem.ts"
import { networkFaults } from "../network/faults/faults.ts"
import { commitPolicies } from "../partner/commit-policies.ts"
import { strayKeys } from "../partner/contract-check/stray-keys.ts"
import type { Operation } from "../partner/contract.ts"
import { credential, servedBy } from "../partner/credentials.ts"
import { memoryPolicies } from "../partner/memory-policies.ts"
import type { ObjectKind } from "../partner/room.ts"
import { subscription } from "../partner/subscriptions.ts"
import { tolerancePolicies } from "../partner/tolerance.ts"
import { instanceFaults } from "../world/faults/faults.ts"
import type { BodyCheck, FaultSpec, KindSpec, Vocabulary } from "../scenario/vocabulary.ts"
import { withBodies, type Bodies } from "../scenario/with-bodies.ts"

/** Every instance keeps subscriptions and credentials besides what its room keeps. */
const statesOf = (kinds: readonly Pick<ObjectKind, "name" | "chart">[]): KindSpec["objects"] =>
  Object.fromEntries(kinds.map(({ name, chart }) => [name, chart.paths]))

const bodyCheckOf =
  ({ request, check, subject }: Operation): BodyCheck =>
  (body) => {
    const violations = check().violations(body)
    return { subject: violations.length === 0 ? subject(body) : null, violations, stray: strayKeys(request.ast, body) }
  }

/** All of it. */
export const vocabularyOf = (ecosystem: Ecosystem): Vocabulary => {
  let bodies: Bodies | null = null
  return withBodies(wordsOf(ecosystem), () => (bodies ??= bodiesOf(ecosystem)))
}

export const bodiesOf = (ecosystem: Ecosystem): Bodies =>
  Object.fromEntries(
    Object.entries(ecosystem.rooms).map(([kind, room]) => [
      kind,
      Object.fromEntries(
        servedBy(kind, room).map(({ operation }) => [operation.name, bodyCheckOf(operation as unknown as Operation)]),
      ),
    ]),
  )

/** Plain data: the same from a file of it. */
export const wordsOf = (ecosystem: Ecosystem): Vocabulary => ({
  kinds: Object.fromEntries(
    Object.entries(ecosystem.rooms).map(([kind, room]): [string, KindSpec] => [
      kind,
      {
        policies: { ...memoryPolicies, ...commitPolicies, ...tolerancePolicies, ...room.policies },
        operations: servedBy(kind, room).map((served) => served.operation.name),
        webhooks: room.contract.webhooks.map((webhook) => webhook.name),
        objects: statesOf([...(room.objects as unknown as ObjectKind[]), subscription, credential]),
      },
    ]),
  ),
  faults: {
    ...Object.fromEntries(
      networkFaults.map((fault): [string, FaultSpec] => [
        fault.name,
        { needs: fault.needs, says: fault.says, on: fault.on },
      ]),
    ),
    ...Object.fromEntries(
      instanceFaults.map(({ name, needs, says }): [string, FaultSpec] => [name, { needs, says, on: "instance" }]),
    ),
  },
  defaultWorld: ecosystem.defaultWorld,
  invariants: ecosystem.invariants.map((invariant) => invariant.id),
  figures: ecosystem.figures.flatMap((figures) => Object.keys(figures.says)),
})
