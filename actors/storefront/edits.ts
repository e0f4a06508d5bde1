/** Edits of an order: what its next version would be, and which edits make no sense. */
import type { Answered } from "../../sim/partner/room.ts"
import { refuse } from "../../sim/partner/server.ts"
import type { OrderLine, Units } from "../shapes.ts"
import { totalOf } from "../shapes.ts"
import type { editOrder } from "./contract.ts"
import type { Edit, OrderContext } from "./order.machine.ts"

type Asked = typeof editOrder.request.Type

/** The lines as they shall be. A line costs for each unit what it cost when it was first sold; the fraction of a minor unit is the buyer's. */
export const edited = (context: OrderContext, { edit: name, quantities, added, payWith }: Asked): Edit => {
  const wanted = new Map(quantities.map(({ line, quantity }) => [line, quantity]))
  const kept = context.lines.flatMap((line): OrderLine[] => {
    const quantity = wanted.get(line.line) ?? line.quantity
    if (quantity === 0) return []
    const first = context.firstSold.find((sold) => sold.line === line.line) ?? line
    const share = (amount: number) => Math.floor((amount * quantity) / first.quantity)
    return [{ ...line, quantity, amountMinor: share(first.amountMinor), taxMinor: share(first.taxMinor) }]
  })
  // Lines are numbered on; a number that was given once is not given again.
  const last = Math.max(0, ...context.lines.map(({ line }) => Number(line.slice(line.lastIndexOf("-") + 1))))
  const more = added.map((line, index) => ({ ...line, line: `${context.order}/line-${last + index + 1}` }))
  const lines = [...kept, ...more]
  return {
    name,
    changesLines: true,
    address: context.address,
    lines,
    totalMinor: totalOf(lines, context.charges),
    payWith: payWith ?? usualMeans(context),
    tender: null,
  }
}

/** Whoever names no other means pays with the one that the order was paid with last. */
const usualMeans = ({ tenders, payWith }: OrderContext): string => tenders.at(-1)?.method ?? payWith.at(-1) ?? "card"

/** Null for an edit that can be asked for. */
export const refuseEdit = (
  { lines, fulfilled, shipments }: OrderContext,
  { quantities }: Asked,
  next: Edit,
): Answered | null => {
  const unknown = quantities.find(({ line }) => !lines.some((candidate) => candidate.line === line))
  if (unknown !== undefined) return refuse("malformed", `The order has no line "${unknown.line}".`)
  if (next.lines.length === 0)
    return refuse("malformed", "An edit that leaves nothing is a cancellation: ask for that.")
  const gone = fulfilled.find(({ sku }) => unitsOf(next.lines, sku) < unitsOf(fulfilled, sku))
  if (gone === undefined) return null
  return refuse("conflict", `${unitsOf(fulfilled, gone.sku)} of ${gone.sku} have left with ${shipments.join(", ")}.`)
}

/** Units that a version has more of than the one before. */
export const moreIn = (next: readonly OrderLine[], before: readonly OrderLine[]): Units[] =>
  [...new Set(next.map(({ sku }) => sku))].flatMap((sku) => {
    const quantity = unitsOf(next, sku) - unitsOf(before, sku)
    return quantity > 0 ? [{ sku, quantity }] : []
  })

const unitsOf = (units: readonly Units[], sku: string): number =>
  units.reduce((sum, unit) => sum + (unit.sku === sku ? unit.quantity : 0), 0)
