/** What a channel shows of its SKUs, in every channel alike: taken from when it sells, replaced when the OMS publishes. */
import { object, type ObjectKind, type Posting, type Seen } from "../sim/partner/room.ts"
import type { Turn } from "../sim/partner/turn.ts"
import type { Units } from "./shapes.ts"
import type { Level, LostCompare } from "./storefront/contract.ts"
import { shownMachine, type ShownContext } from "./shown.machine.ts"

type Shown = ObjectKind<ReturnType<typeof shownMachine>>

/** Both kinds of change are written down beside the books. */
const memo = ({ id: sku, context }: Seen<ShownContext>, subject: string): Posting => ({
  book: "memo",
  subject,
  legs: context.change === 0 ? [] : [{ account: "shown", sku, quantity: context.change }],
})

/** An object for each SKU, under the channel's own word for it. */
export const shownAs = (name: string): Shown =>
  object(name, shownMachine(name), {
    lasting: true,
    posts: {
      sell: (self, _turn, event) => memo(self, event.type === "sell" ? event.order : ""),
      show: (self, _turn, event) => memo(self, event.type === "publish" ? event.publication : ""),
    },
  })

const ensure = (turn: Turn, kind: Shown, sku: string): void => {
  if (turn.read(kind, sku) === null) turn.create(kind, sku, { available: 0 })
}

/** An order takes its units from what is shown. */
export const sell = (turn: Turn, kind: Shown, order: string, units: readonly Units[]): void => {
  for (const { sku, quantity } of units) {
    ensure(turn, kind, sku)
    turn.tell(kind, sku, { type: "sell", quantity, order })
  }
}

interface Publication {
  readonly publication: string
  readonly number: number
  readonly levels: readonly Level[]
}

/** Answers the SKUs that were not taken, with what is shown of them instead and how many were ever sold. */
export const publish = (turn: Turn, kind: Shown, { publication, number, levels }: Publication): LostCompare[] => {
  const lost: LostCompare[] = []
  for (const { sku, available, sold } of levels) {
    ensure(turn, kind, sku)
    if (turn.send(kind, sku, { type: "publish", available, sold, publication, number }) !== "refused") continue
    const shown = turn.need(kind, sku).context
    lost.push({ sku, available: shown.available, sold: shown.sold })
    turn.tell(kind, sku, { type: "lose", number })
  }
  return lost
}
