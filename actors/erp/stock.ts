/** Items and their positions: what replenishment knows of each item at each site, and how it hears of changes. */
import { object, type Answered } from "../../sim/partner/room.ts"
import type { EventOf } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { dayMs } from "../../sim/world/calendar.ts"
import { itemMachine } from "./item.machine.ts"
import { kinds, positionOf } from "./kinds.ts"
import type { Goods } from "./ledger-facts.ts"
import { positionMachine } from "./position.machine.ts"
import type { StockRule } from "./replenishment.ts"

export const item = object(kinds.item.name, itemMachine, { lasting: true })

export const position = object(kinds.position.name, positionMachine, {
  lasting: true,
  effects: {
    joinPlanner: (turn, { context: { site } }) => {
      if (turn.read(kinds.planner, site) === null) turn.create(kinds.planner, site, { site })
      turn.tell(kinds.planner, site, { type: "needed" })
    },
  },
  indexes: { shortAt: (context, state) => (state === "short" ? context.site : null) },
})

const ruleOf = (turn: Turn): StockRule => ({
  safetyUnits: turn.policy("safetyUnits"),
  assortmentUnits: turn.policy("assortmentUnits"),
  protectionDays: Math.ceil((turn.policy("supplierLeadTime") + turn.policy("reviewPeriod")) / dayMs),
  coverPpm: turn.policy("coverFactor"),
})

/** Adds items and, for each site, their positions: empty ones are short at once, so that the assortment is bought. */
export const load = (
  turn: Turn,
  currency: string,
  items: readonly { readonly sku: string; readonly name: string; readonly costMinor: number }[],
): void => {
  const rule = ruleOf(turn)
  const sites = turn.peers("wms")
  for (const { sku, name, costMinor } of items) {
    if (turn.read(item, sku) !== null) {
      turn.tell(item, sku, { type: "load" })
      continue
    }
    turn.create(item, sku, { name, currency, costMinor })
    for (const site of sites) open(turn, sku, site, rule)
  }
}

const open = (turn: Turn, sku: string, site: string, rule: StockRule): void => {
  if (turn.read(position, positionOf(sku, site)) !== null) return
  turn.create(position, positionOf(sku, site), { sku, site, rule, openedAt: turn.at })
}

/** Tells a position what happened; one at a site that no link names is opened when it is first heard of. */
export const tellPosition = (turn: Turn, sku: string, site: string, event: EventOf<typeof positionMachine>): void => {
  open(turn, sku, site, ruleOf(turn))
  turn.tell(position, positionOf(sku, site), event)
}

/** A refusal that names the first SKU that the catalogue lacks; null when it has them all. */
export const refuseUnknown = (turn: Turn, lines: readonly { readonly sku: string }[]): Answered | null => {
  const missing = lines.find(({ sku }) => turn.read(item, sku) === null)
  return missing === undefined ? null : turn.unknown("item", missing.sku)
}

/** Units by SKU at standard cost, in the order in which the SKUs first appear. */
export const atStandardCost = (
  turn: Turn,
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): Goods[] =>
  unitsBySku(lines).map(({ sku, quantity }) => {
    const costMinor = turn.need(item, sku).context.costMinor * quantity
    return { sku, quantity, costMinor }
  })

export const unitsBySku = (
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): { readonly sku: string; readonly quantity: number }[] => {
  const units = new Map<string, number>()
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity)
  return [...units].map(([sku, quantity]) => ({ sku, quantity }))
}
