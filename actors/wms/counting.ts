/** Counts, and what follows when less is there than the books say: the youngest promises are given up, the oldest are kept. */
import { object, type ObjectKind } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { chance } from "../../sim/world/hash.ts"
import type { Units } from "../shapes.ts"
import type * as wire from "./contract.ts"
import { cycleCountMachine, type Difference } from "./cycle-count.machine.ts"
import { workTime } from "./opening-hours.ts"
import { outboundOrder } from "./outbound.ts"
import { splitIntoParcels } from "./packing.ts"
import { levelsOf, stock } from "./stock.ts"

export const cycleCount: ObjectKind<typeof cycleCountMachine> = object("cycleCount", cycleCountMachine, {
  publishes: {
    "stock.adjusted": ({ id, context }, turn): typeof wire.stockAdjusted.payload.Type => ({
      reference: id,
      reason: context.reason,
      lines: context.differences,
      levels: levelsOf(turn, context.differences),
    }),
  },
  effects: {
    compare: (turn, { id, context }) => {
      const differences = context.skus.flatMap((sku): Difference[] => {
        const quantity = -(turn.read(stock, sku)?.context.mislaid ?? 0)
        return quantity === 0 ? [] : [{ sku, quantity }]
      })
      for (const { sku, quantity } of differences) {
        giveUp(turn, sku, -quantity)
        turn.tell(stock, sku, { type: "discovered", quantity, reference: id, reason: context.reason })
      }
      turn.tell(cycleCount, id, { type: "counted", differences })
    },
  },
  delays: { countTime: (self, turn) => workTime(turn, turn.duration("countTime", self.id)) },
})

const unitsIn = (lines: readonly Units[], sku: string): number => lines.find((line) => line.sku === sku)?.quantity ?? 0

/** Orders in a place of the warehouse that hold units of a SKU. */
const holding = (turn: Turn, place: "shelf" | "floor", sku: string) =>
  turn.find(outboundOrder, "byPlace", place).filter(({ context }) => unitsIn(context.lines, sku) > 0)

/** Takes back what can no longer be promised when so many units are lost: from the youngest promise on the shelf first. */
export const giveUp = (turn: Turn, sku: string, lost: number): void => {
  const { onHand, allocated } = turn.need(stock, sku).context
  let excess = lost - (onHand - allocated)
  if (excess <= 0) return
  const youngestFirst = holding(turn, "shelf", sku)
    .toReversed()
    .toSorted((a, b) => b.context.promiseAt - a.context.promiseAt)
  for (const { id, context } of youngestFirst) {
    if (excess <= 0) return
    const missing = Math.min(excess, unitsIn(context.lines, sku))
    excess -= missing
    const lines = context.lines.flatMap((line) =>
      line.sku !== sku ? [line] : line.quantity === missing ? [] : [{ sku, quantity: line.quantity - missing }],
    )
    const parcels = splitIntoParcels(lines, turn.policy("unitsPerParcel"))
    turn.send(outboundOrder, id, { type: "shorten", lines, parcels, missing: [{ sku, quantity: missing }] })
  }
}

/** Units that may be taken back from orders because they are still on the shelf. */
export const onShelf = (turn: Turn, sku: string): number =>
  holding(turn, "shelf", sku).reduce((sum, { context }) => sum + unitsIn(context.lines, sku), 0)

/** Units of a picked line that are on record and that the picker does not find, by a keyed share of lines. */
const misplaced = (turn: Turn, shipment: string, { sku, quantity }: Units): boolean => {
  const line = `${shipment} ${sku}`
  if (!chance(turn.draw("misplaced", line), turn.policy("misplacedShare"))) return false
  const missing = 1 + (turn.draw("misplaced units", line) % quantity)
  const event = { type: "mislaid", quantity: missing, reference: shipment, shelf: shelfOf(turn, sku) } as const
  return turn.send(stock, sku, event) !== "refused"
}

/** The picker has been to every shelf of a shipment: where one was empty, what is missing there is known now. */
export const countShort = (turn: Turn, shipment: string): void => {
  const { lines } = turn.need(outboundOrder, shipment).context
  const short = lines.filter((line) => misplaced(turn, shipment, line) || isEmptied(turn, line)).map(({ sku }) => sku)
  if (short.length === 0) return
  turn.create(cycleCount, { of: shipment, role: "shortPick" }, { skus: short, reason: "shortPick" })
}

const isEmptied = (turn: Turn, { sku, quantity }: Units): boolean =>
  turn.need(stock, sku).context.mislaid > 0 && quantity > shelfOf(turn, sku)

/** Units of a SKU that are really on its shelf: recorded, not mislaid, and not taken for an order already. */
export const shelfOf = (turn: Turn, sku: string): number => {
  const { onHand, mislaid } = turn.need(stock, sku).context
  const taken = holding(turn, "floor", sku).reduce((sum, { context }) => sum + unitsIn(context.lines, sku), 0)
  return onHand - mislaid - taken
}
