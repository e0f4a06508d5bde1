/** What must hold between two runs of one scenario: invariants that no single run can show. */
import type { Variation } from "../scenario/variations.ts"

export interface SecondRun {
  readonly id: string
  readonly name: string
  /** One sentence on what must hold. */
  readonly says: string
  /** How the second run differs from the first. */
  readonly variation: Variation
  /** What a breach begins with. */
  readonly when: string
}

export const secondRuns: readonly [SecondRun, ...SecondRun[]] = [
  {
    id: "I21",
    name: "idempotency",
    says: "Whatever was delivered and answered well is delivered once more in a second run: every object ends in the same state, and every account with the same balance.",
    variation: "redelivered",
    when: "When everything is delivered once more",
  },
  {
    id: "I22",
    name: "commutation",
    says: "Webhooks about different objects overtake each other in a second run, in which nobody waits for stock: every object ends in the same state, and every account with the same balance.",
    variation: "reordered",
    when: "When webhooks about different objects overtake each other",
  },
]

export const secondRunOf = (variation: Variation): SecondRun =>
  secondRuns.find((one) => one.variation === variation) ?? secondRuns[0]
