/**
 * When a site must buy more of an item, and how much: pure integer arithmetic over what was asked for up to now.
 *
 * Demand is remembered in three periods of 28 days. Nothing here can know an order that has not been placed yet.
 */
import { dayMs } from "../../sim/world/calendar.ts"

const periodDays = 28
const periods = 3
const million = 1_000_000

/** What the ERP's policies say about one site's stock. */
export interface StockRule {
  readonly safetyUnits: number
  readonly assortmentUnits: number
  /** Days until goods that are ordered now can be sold, waiting for the planner included. */
  readonly protectionDays: number
  readonly coverPpm: number
}

/** Units asked for, newest period first; `period` numbers the newest. */
export interface DemandHistory {
  readonly openedAt: number
  readonly period: number
  readonly units: readonly number[]
}

const periodAt = (at: number): number => Math.floor(at / (periodDays * dayMs))

export const noHistory = (at: number): DemandHistory => ({
  openedAt: at,
  period: periodAt(at),
  units: Array.from({ length: periods }, () => 0),
})

/** Demand that is taken back or moved to another site was no demand here: negative units are subtracted, down to zero. */
export const observe = (history: DemandHistory, at: number, units: number): DemandHistory => {
  const [newest = 0, ...older] = upTo(history, at).units
  return { openedAt: history.openedAt, period: periodAt(at), units: [Math.max(0, newest + units), ...older] }
}

const upTo = (history: DemandHistory, at: number): DemandHistory => {
  const passed = Math.min(periods, Math.max(0, periodAt(at) - history.period))
  if (passed === 0) return history
  const units = [...Array.from({ length: passed }, () => 0), ...history.units].slice(0, periods)
  return { openedAt: history.openedAt, period: periodAt(at), units }
}

/** Below or at the reorder point more is bought, up to the target. */
export interface Levels {
  readonly reorderPoint: number
  readonly target: number
}

export const levelsOf = (history: DemandHistory, rule: StockRule, at: number): Levels => {
  const known = upTo(history, at)
  const units = known.units.reduce((sum, one) => sum + one, 0)
  const since = Math.max(known.openedAt, (known.period - periods + 1) * periodDays * dayMs)
  // A young history is judged as if it were one whole period: ten units on the first day are not ten units a day.
  const days = Math.max(periodDays, ceiling(at - since, dayMs))
  const reorderPoint = ceiling(units * rule.protectionDays * rule.coverPpm, days * million) + rule.safetyUnits
  return { reorderPoint, target: reorderPoint + Math.max(rule.assortmentUnits, ceiling(units * periodDays, days), 1) }
}

/** Of two integers, neither negative. */
const ceiling = (part: number, whole: number): number => Math.floor((part + whole - 1) / whole)

/** What a site holds of an item, what is on its way, and what is promised of it. */
export interface Stock {
  readonly onHand: number
  readonly onOrder: number
  readonly demand: number
}

export const available = ({ onHand, onOrder, demand }: Stock): number => onHand + onOrder - demand
