/** What was taken for an order, from which payment, and how much of it has gone back. */
import type { ChannelOrder } from "../shapes.ts"

/** Money that was taken for the order, by payment: refunds go back where it came from. */
export interface Taken {
  readonly payment: string
  readonly amountMinor: number
  readonly refundedMinor: number
  /** What a person has paid back in the provider's dashboard and a return was found for. */
  readonly byHandMinor: number
}

/** A part of one payment. */
export type Part = Pick<Taken, "payment" | "amountMinor">

export interface OrderMoney {
  readonly channelOrder: ChannelOrder
  readonly taken: readonly Taken[]
  /** What was collected beyond what it costs now, and has gone back or is on its way back; and the last of that. */
  readonly repaidMinor: number
  readonly repaying: readonly Part[]
}

/** What its channel has taken itself. */
export const takenBy = ({ tenders }: ChannelOrder): Taken[] =>
  tenders.flatMap(({ payment, amountMinor, captured }) =>
    captured === true ? [{ payment, amountMinor, refundedMinor: 0, byHandMinor: 0 }] : [],
  )

export const withCaptured = (taken: readonly Taken[], { payment, amountMinor }: Part): Taken[] => [
  ...taken,
  { payment, amountMinor, refundedMinor: 0, byHandMinor: 0 },
]

/** Of several captures of one payment, the first that still has as much to give back. */
export const withRefunded = (taken: readonly Taken[], { payment, amountMinor }: Part): Taken[] => {
  const index = taken.findIndex(
    (entry) => entry.payment === payment && entry.refundedMinor + amountMinor <= entry.amountMinor,
  )
  return taken.map((entry, at) =>
    at === index ? { ...entry, refundedMinor: entry.refundedMinor + amountMinor } : entry,
  )
}

export const withByHand = (taken: readonly Taken[], { payment, amountMinor }: Part): Taken[] => {
  const index = taken.findIndex((entry) => entry.payment === payment)
  return taken.map((entry, at) => (at === index ? { ...entry, byHandMinor: entry.byHandMinor + amountMinor } : entry))
}

/** What was taken for it and not given back because it became cheaper. */
export const keptMinor = ({ taken, repaidMinor }: OrderMoney): number =>
  taken.reduce((sum, { amountMinor }) => sum + amountMinor, 0) - repaidMinor

/** What an order that is paid for as a whole still owes; negative where it was paid too much. */
export const dueMinor = (money: OrderMoney): number => money.channelOrder.totalMinor - keptMinor(money)

/** Takes an amount from what was taken, the last first: whoever added something later gets that back. */
export const takeBack = (
  money: OrderMoney,
  amountMinor: number,
): Pick<OrderMoney, "taken" | "repaying" | "repaidMinor"> => {
  let left = amountMinor
  const repaying: Part[] = []
  const taken = money.taken
    .toReversed()
    .map((entry) => {
      const part = Math.min(left, entry.amountMinor - entry.refundedMinor)
      if (part <= 0) return entry
      left -= part
      repaying.push({ payment: entry.payment, amountMinor: part })
      return { ...entry, refundedMinor: entry.refundedMinor + part }
    })
    .toReversed()
  return { taken, repaying, repaidMinor: money.repaidMinor + amountMinor - left }
}
