/** The account of an order book: what of its source runs, what was left out and why, and that both add up. */
import type { OrderBook } from "../scenario/order-book.ts"
import { count, counted, exactMoney, money } from "./figures.ts"
import type { BookResult } from "./result.ts"
import { heading, separator, type Style } from "./style.ts"
import { table } from "./table.ts"
import { clean, wrap } from "./text-width.ts"

/** Skipped records by kind and reason, the most frequent first. */
export const accountOf = (book: OrderBook): BookResult => {
  const skipped = new Map<string, { kind: string; reason: string; count: number; amount: number }>()
  for (const { kind, reason, amount } of book.skipped) {
    const key = `${kind} ${reason}`
    const group = skipped.get(key) ?? { kind, reason, count: 0, amount: 0 }
    group.count++
    group.amount += amount
    skipped.set(key, group)
  }
  return {
    format: book.format,
    hash: book.hash,
    currency: book.currency,
    orders: book.orders.length,
    withdrawals: book.withdrawals.length,
    lines: book.orders.reduce((sum, order) => sum + order.lines.length, 0),
    gross: book.orders.reduce((sum, order) => sum + order.total, 0),
    roundingMicros: book.roundingMicros,
    skipped: [...skipped.values()].toSorted(
      (a, b) => b.count - a.count || plainly(a.kind, b.kind) || plainly(a.reason, b.reason),
    ),
    notes: book.notes,
  }
}

export const bookSection = (style: Style, book: BookResult): readonly string[] => {
  const { currency } = book
  const left = book.skipped.reduce((sum, group) => sum + group.count, 0)
  const leftAmount = book.skipped.reduce((sum, group) => sum + group.amount, 0)
  const lines = [
    heading(style, "Order book", clean(book.format)),
    ...table(
      style,
      [unlabelled, figure, { ...unlabelled, wraps: true }],
      [
        [
          "Orders",
          count(book.orders),
          `${counted(book.lines, "line")}${separator(style)}${counted(book.withdrawals, "withdrawal")}`,
        ],
        ["Gross", money(book.gross, currency), ""],
        ...(book.roundingMicros === 0
          ? []
          : [
              [
                "Rounding",
                exactMoney(book.roundingMicros, currency),
                "source less booked, from whole minor units a line",
              ],
            ]),
        ["Left out", count(left), left === 0 ? "nothing" : money(leftAmount, currency)],
      ],
    ),
    ...table(
      style,
      [{ ...unlabelled, align: "right" }, unlabelled, { ...unlabelled, wraps: true }, figure],
      book.skipped.map((group) => [count(group.count), group.kind, clean(group.reason), money(group.amount, currency)]),
      5,
    ),
    ...book.notes.flatMap((note) =>
      wrap(clean(note), style.width - 5).map((line, i) => style.dim(`   ${i === 0 ? "*" : " "} ${line}`)),
    ),
    `   ${style.dim("Hash")} ${book.hash}`,
  ]
  return lines
}

const unlabelled = { title: "", align: "left" } as const
const figure = { title: "", align: "right" } as const

const plainly = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
