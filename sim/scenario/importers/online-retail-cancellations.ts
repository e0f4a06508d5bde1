/**
 * Finds which purchase each cancelled line takes back: the source does not say, so the same customer's latest earlier purchase of
 * the same product does.
 *
 * A line is matched as a whole or not at all, and no unit of a purchase is taken back twice. The source tells minutes: what is taken
 * back in the minute of its purchase is so half a minute after it.
 */
import type { Skipped, Withdrawal } from "../order-book.ts"
import { byInstant, counted } from "./assemble.ts"

export interface Purchase {
  readonly order: string
  readonly at: number
  readonly customer: string
  readonly sku: string
  /** Unit price as the source writes it. */
  readonly price: string
  readonly quantity: number
}

export interface Cancellation {
  readonly id: string
  readonly at: number
  readonly customer: string | null
  readonly lines: readonly CancelledLine[]
}

export interface CancelledLine {
  /** Of the file. */
  readonly line: number
  readonly sku: string
  readonly goods: boolean
  readonly price: string
  /** Units taken back: above 0 in a sound file. */
  readonly quantity: number
  /** As in the source: negative. */
  readonly amount: number
}

export interface Matched {
  readonly withdrawals: readonly Withdrawal[]
  readonly skipped: readonly Skipped[]
  readonly notes: readonly string[]
}

const reasons = {
  positive: "no cancelled units: the quantity is not negative",
  charge: "no goods: a charge is given back",
  guest: "no customer number, so no purchase can be found",
  unknown: "no earlier purchase of that stock code by that customer in this book",
  tooMany: "more units than that customer has bought earlier in this book and not yet sent back",
} as const
type Reason = keyof typeof reasons

const halfMinuteMs = 30_000

export const matchCancellations = (cancellations: readonly Cancellation[], purchases: readonly Purchase[]): Matched => {
  // Most purchases are never taken back; only what somebody cancels needs to be found again.
  const asked = new Set(
    cancellations.flatMap(({ customer, lines }) =>
      customer === null ? [] : lines.map(({ sku }) => shelfKey(customer, sku)),
    ),
  )
  const shelf = new Shelf(purchases, asked)
  const withdrawals: Withdrawal[] = []
  const skipped: Skipped[] = []
  let inItsMinute = 0
  const afterPurchase = ({ at }: Cancellation, boughtAt: number): number => {
    if (at > boughtAt) return at
    inItsMinute++
    return boughtAt + halfMinuteMs
  }
  const count = { run: 0, lines: 0, matched: 0, reasons: new Map<Reason, number>() }

  for (const cancellation of cancellations.toSorted(byInstant)) {
    /** Order → SKU → units. */
    const taken = new Map<string, Map<string, number>>()
    const left = new Map<Reason, CancelledLine[]>()
    for (const line of cancellation.lines) {
      count.lines++
      const found = shelf.take(cancellation, line)
      if (typeof found === "string") {
        left.set(found, [...(left.get(found) ?? []), line])
        count.reasons.set(found, (count.reasons.get(found) ?? 0) + 1)
        continue
      }
      count.matched++
      for (const [order, quantity] of found) {
        const units = taken.get(order) ?? new Map<string, number>()
        units.set(line.sku, (units.get(line.sku) ?? 0) + quantity)
        taken.set(order, units)
      }
    }
    if (taken.size > 0) count.run++
    let n = 0
    for (const [order, units] of [...taken].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      n++
      withdrawals.push({
        id: taken.size === 1 ? cancellation.id : `${cancellation.id}/${n}`,
        at: afterPurchase(cancellation, shelf.boughtAt(order)),
        order,
        lines: [...units].map(([sku, quantity]) => ({ sku, quantity })),
        whole: shelf.remaining(order) === 0,
      })
    }
    for (const [reason, lines] of left) {
      skipped.push({
        id: cancellation.id,
        kind: "cancellation",
        line: lines[0]?.line ?? 1,
        rows: lines.length,
        amount: lines.reduce((sum, line) => sum + line.amount, 0),
        reason: reasons[reason],
      })
    }
  }

  const notes = [
    `${counted(cancellations.length, "cancellation")} of ${counted(count.lines, "line")}: ${counted(count.matched, "line")} matched to ` +
      `earlier purchases, so that ${counted(count.run, "cancellation runs", "cancellations run")} as ` +
      `${counted(withdrawals.length, "withdrawal")}.`,
    ...(inItsMinute === 0
      ? []
      : [
          `${counted(inItsMinute, "withdrawal")} in the very minute of the purchase: half a minute is put between them.`,
        ]),
    ...(Object.keys(reasons) as Reason[]).flatMap((reason) => {
      const lines = count.reasons.get(reason)
      return lines === undefined ? [] : [`${counted(lines, "cancelled line")} skipped: ${reasons[reason]}.`]
    }),
  ]
  return { withdrawals, skipped, notes }
}

/** What each customer has bought and still has. */
class Shelf {
  readonly #bought = new Map<string, { readonly purchase: Purchase; left: number }[]>()
  readonly #left = new Map<string, number>()
  readonly #boughtAt = new Map<string, number>()

  constructor(purchases: readonly Purchase[], asked: ReadonlySet<string>) {
    for (const purchase of purchases) {
      this.#left.set(purchase.order, this.remaining(purchase.order) + purchase.quantity)
      this.#boughtAt.set(purchase.order, purchase.at)
      const key = shelfKey(purchase.customer, purchase.sku)
      if (!asked.has(key)) continue
      const entry = { purchase, left: purchase.quantity }
      const known = this.#bought.get(key)
      if (known === undefined) this.#bought.set(key, [entry])
      else known.push(entry)
    }
    for (const entries of this.#bought.values()) entries.sort(latestFirst)
  }

  /** Units of an order that nobody has sent back. */
  remaining(order: string): number {
    return this.#left.get(order) ?? 0
  }

  boughtAt(order: string): number {
    return this.#boughtAt.get(order) ?? -Infinity
  }

  /** Takes the line's units back: from which orders how many, or why not. */
  take(cancellation: Cancellation, line: CancelledLine): Reason | [order: string, quantity: number][] {
    if (line.quantity <= 0) return "positive"
    if (!line.goods) return "charge"
    if (cancellation.customer === null) return "guest"
    const bought = this.#bought.get(shelfKey(cancellation.customer, line.sku)) ?? []
    const earlier = bought.filter((entry) => entry.purchase.at <= cancellation.at)
    if (earlier.length === 0) return "unknown"
    const samePrice = earlier.filter((entry) => entry.purchase.price === line.price)
    const otherPrice = earlier.filter((entry) => entry.purchase.price !== line.price)
    const preferred = [...samePrice, ...otherPrice]
    // One purchase that covers the line is likelier than several, whatever its price was.
    const single = preferred.find((entry) => entry.left >= line.quantity)
    const from = single === undefined ? preferred : [single]
    if (from.reduce((sum, entry) => sum + entry.left, 0) < line.quantity) return "tooMany"
    const taken: [string, number][] = []
    let wanted = line.quantity
    for (const entry of from) {
      const quantity = Math.min(wanted, entry.left)
      if (quantity === 0) continue
      entry.left -= quantity
      wanted -= quantity
      this.#left.set(entry.purchase.order, this.remaining(entry.purchase.order) - quantity)
      taken.push([entry.purchase.order, quantity])
    }
    return taken
  }
}

const latestFirst = (a: { readonly purchase: Purchase }, b: { readonly purchase: Purchase }): number =>
  byInstant({ at: b.purchase.at, id: b.purchase.order }, { at: a.purchase.at, id: a.purchase.order })

const shelfKey = (customer: string, sku: string): string => `${customer}/${sku}`
