/**
 * What the network does otherwise in a second run: it delivers again, or lets a webhook come later.
 *
 * Which message is treated how hangs on its identity alone, so the second run of a scenario is as deterministic as the first.
 */
import type { Operation } from "../partner/contract.ts"
import { hashText } from "../world/hash.ts"
import { identityOf, type Wire } from "./wire.ts"

export interface Again {
  /** Whatever was answered well is delivered once more. */
  readonly redelivers: boolean
  /** By how many ms webhooks come later, by identity. */
  readonly lateMs: ReadonlyMap<string, number>
}

/** Copies that the network itself makes have lower numbers. */
export const redelivery = 15

/** At once, a little later, and towards the end of the time for which answers are remembered. */
const againMs = [1_000, 60_000, 3_600_000, 43_200_000] as const

/**
 * What is delivered once more because this good answer to it was given; null where there is nothing to do again: a read has no effect,
 * and a copy is one already.
 */
export const toRedeliver = ({ request, status }: Wire): Wire | null => {
  if (request === null || request.copy > 0 || status < 200 || status >= 300) return null
  const { link, operation } = request.exchange
  if (link === null) return null
  const acts = request.kind === "webhook" || (request.kind === "request" && !(operation as Operation<never>).reads)
  return acts ? request.copied(redelivery) : null
}

/** How long after its answer. Who may have forgotten it by then might take it for a new one: that is not asked of anybody. */
export const redeliveredAfterMs = (wire: Wire, knownForMs: number): number =>
  Math.min(againMs[hashText(identityOf(wire)) % againMs.length] ?? 0, Math.floor(knownForMs / 2))
