/** What a channel shows of a SKU changes with every sale and every publication; both are written down beside the books. */
import type { Posting, Seen } from "../sim/partner/room.ts"

export const shown = ({ id: sku, context }: Seen<{ readonly change: number }>, subject: string): Posting => ({
  book: "memo",
  subject,
  legs: context.change === 0 ? [] : [{ account: "shown", sku, quantity: context.change }],
})
