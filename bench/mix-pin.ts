/**
 * Compares today's flows with the pinned ones: how many messages, transitions and postings an order of the mix takes.
 *
 * No figure may be bought with thinner or chattier flows; a deliberate change of flows pins the mix anew with `npm run bench:pin`.
 */
import { readFileSync, writeFileSync } from "node:fs"
import type { Context } from "./figure.ts"
import { contractSample, mixScenario, runBook } from "./mix-run.ts"
import { shares } from "./mix-shares.ts"
import { mixBook, type MixSettings } from "./mix.ts"

/** Means of one order. */
export interface PerOrder {
  readonly lines: number
  readonly withdrawals: number
  readonly messages: number
  readonly transitions: number
  readonly postings: number
}

export interface PinnedMix extends MixSettings {
  readonly perOrder: PerOrder
}

export interface MixReport extends PinnedMix {
  /** Null when no figure needed it. */
  readonly today: PerOrder | null
  /** Is today's within 2 % of what is pinned? */
  readonly same: boolean | null
  readonly changes: readonly string[]
  readonly contractSample: string
  readonly marketplacePpm: number
}

const file = new URL("mix.json", import.meta.url)
const toleranceShare = 0.02

export const pinnedMix = (): PinnedMix => JSON.parse(readFileSync(file, "utf8")) as PinnedMix

export const perOrderOf = (settings: MixSettings): PerOrder => {
  const book = mixBook(settings)
  const { messages, transitions, postings } = runBook(book, mixScenario(settings.seed))
  const lines = book.orders.reduce((sum, order) => sum + order.lines.length, 0)
  const mean = (count: number): number => Math.round((count / settings.orders) * 10_000) / 10_000
  return {
    lines: mean(lines),
    withdrawals: mean(book.withdrawals.length),
    messages: mean(messages),
    transitions: mean(transitions),
    postings: mean(postings),
  }
}

/** One sentence for each mean that is further off than the tolerance. */
export const changesOf = (pinned: PerOrder, today: PerOrder): string[] =>
  (Object.keys(pinned) as (keyof PerOrder)[])
    .filter((name) => !(Math.abs(today[name] - pinned[name]) <= toleranceShare * pinned[name]))
    .map((name) => `An order has ${today[name]} ${name} on average; ${pinned[name]} are pinned.`)

export const unmeasuredMix = (): MixReport => ({
  ...pinnedMix(),
  today: null,
  same: null,
  changes: [],
  contractSample,
  marketplacePpm: shares.marketplacePpm,
})

export const checkMix = ({ tell }: Context): MixReport => {
  const pinned = pinnedMix()
  tell(`${pinned.orders} orders, to compare with the pinned mix`)
  const today = perOrderOf(pinned)
  const changes = changesOf(pinned.perOrder, today)
  return { ...unmeasuredMix(), today, same: changes.length === 0, changes }
}

export const pinMix = (settings: MixSettings): PinnedMix => {
  const pinned = { ...settings, perOrder: perOrderOf(settings) }
  writeFileSync(file, `${JSON.stringify(pinned, null, 2)}\n`)
  return pinned
}
