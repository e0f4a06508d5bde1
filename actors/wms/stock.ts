/** The stock of a warehouse: one object for each SKU, its figures as others see them, and moves between its accounts. */
import type { Leg } from "../../sim/partner/room.ts"
import { object, type ObjectKind } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type { Units } from "../shapes.ts"
import type { StockLevel } from "./contract.ts"
import { stockMachine } from "./stock.machine.ts"

export const stock: ObjectKind<typeof stockMachine> = object("stock", stockMachine, {
  lasting: true,
  indexes: { all: () => "" },
  posts: {
    adjust: (self, turn, event) => {
      const { reference, reason, quantity } = event as Extract<typeof event, { type: "adjusted" | "discovered" }>
      const lines = [{ sku: self.id, quantity }]
      return { book: "stock", subject: reference, legs: moveOf(reason, "onHand", lines, turn.instance.name) }
    },
    // What really happened, beside the books.
    mislay: (self, turn, event) => {
      const { reference, quantity } = event as Extract<typeof event, { type: "mislaid" }>
      const leg = { account: "mislaid", sku: self.id, site: turn.instance.name, quantity }
      return { book: "memo", subject: reference, legs: [leg] }
    },
  },
})

/** What each SKU has now, in the order of the lines. A SKU that never came has nothing. */
export const levelsOf = (turn: Turn, lines: readonly Pick<Units, "sku">[]): StockLevel[] =>
  lines.map(({ sku }) => {
    const { onHand, allocated, movement } = turn.read(stock, sku)?.context ?? nothing
    return { sku, onHand, allocated, movement }
  })

const nothing = { onHand: 0, allocated: 0, movement: 0 }

/** Units that may still be promised to a shipment. */
export const freeOf = (turn: Turn, sku: string): number => {
  const known = turn.read(stock, sku)?.context
  return known === undefined ? 0 : known.onHand - known.allocated
}

/** Changes the stock of every line at once, so that figures read afterwards are the new ones. */
export const changeStock = (
  turn: Turn,
  type: "allocated" | "deallocated" | "shipped" | "received" | "returned",
  lines: readonly Units[],
): void => {
  for (const { sku, quantity } of lines) {
    keep(turn, sku)
    if (turn.send(stock, sku, { type, quantity }) !== "refused") continue
    const { onHand, allocated } = turn.need(stock, sku).context
    throw new Error(`${quantity} of ${sku} cannot be ${type}: ${onHand} are on hand, ${allocated} of them allocated.`)
  }
}

/** The stock object of a SKU is made when the SKU is first seen. */
export const keep = (turn: Turn, sku: string): void => {
  if (turn.read(stock, sku) === null) turn.create(stock, sku, {})
}

/** The legs of a move of units from one account of a site to another. */
export const moveOf = (from: string, to: string, lines: readonly Units[], site: string): Leg[] =>
  lines.flatMap(({ sku, quantity }) => [
    { account: from, sku, site, quantity: -quantity },
    { account: to, sku, site, quantity },
  ])

/** One line for each SKU: order lines may repeat one, the warehouse does not care which line a unit is for. */
export const bySku = (lines: readonly Units[]): Units[] => {
  const quantities = new Map<string, number>()
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }))
}
