/**
 * What holds in every order book, whoever made it: ids are unique, totals add up, nobody sends back more than was ordered.
 */
import type { BookOrder, OrderBook } from "../order-book.ts"
import { byInstant } from "./assemble.ts"
import { BookProblem } from "./book-shape.ts"

/** The first law that is broken, with its path in the book; null when all hold. */
export const brokenLaw = (book: Pick<OrderBook, "orders" | "withdrawals">): BookProblem | null => {
  const orders = new Map<string, BookOrder>()
  for (const [index, order] of book.orders.entries()) {
    const problem = brokenOrder(order, ["orders", index])
    if (problem !== null) return problem
    if (orders.has(order.id)) {
      return new BookProblem(["orders", index, "id"], order.id, "Another order has this id already.", "Rename one.")
    }
    orders.set(order.id, order)
  }
  return brokenWithdrawal(book, orders)
}

const brokenOrder = (order: BookOrder, path: readonly (string | number)[]): BookProblem | null => {
  if (order.lines.length === 0) {
    return new BookProblem([...path, "lines"], order.lines, "An order has at least one line of goods.", "Take it out.")
  }
  const parts = [...order.lines, ...order.charges]
  const sum = parts.reduce((total, part) => total + part.amount + part.tax, 0)
  return sum === order.total
    ? null
    : new BookProblem(
        [...path, "total"],
        order.total,
        `The amounts and taxes of this order's lines and charges add up to ${sum}.`,
        "Correct the total, or the lines.",
      )
}

const brokenWithdrawal = (
  { withdrawals }: Pick<OrderBook, "withdrawals">,
  orders: ReadonlyMap<string, BookOrder>,
): BookProblem | null => {
  /** Order → SKU → units that the buyer still has or expects. */
  const left = new Map<string, Map<string, number>>()
  const ids = new Set<string>()
  const inOrder = withdrawals.map((withdrawal, index) => ({ ...withdrawal, index })).toSorted(byInstant)
  for (const { id, at, order: name, lines, whole, index } of inOrder) {
    const problem = (field: string, found: unknown, rule: string, todo: string) =>
      new BookProblem(["withdrawals", index, field], found, rule, todo)
    const order = orders.get(name)
    if (order === undefined)
      return problem("order", name, "No order of this book has this id.", "Correct it, or take it out.")
    if (ids.has(id)) return problem("id", id, "Another withdrawal has this id already.", "Rename one.")
    ids.add(id)
    if (at < order.at)
      return problem("at", at, `The order was placed later, at ${order.at}.`, "Correct one of the two.")
    if (lines.length === 0) return problem("lines", lines, "A withdrawal takes at least one unit back.", "Take it out.")
    const units = left.get(name) ?? unitsOf(order)
    left.set(name, units)
    for (const { sku, quantity } of lines) {
      const had = units.get(sku) ?? 0
      if (quantity > had) {
        return problem(
          "lines",
          `${quantity} of ${sku}`,
          `Only ${had} of it are left of order ${name}.`,
          "Correct the quantity.",
        )
      }
      units.set(sku, had - quantity)
    }
    const nothing = [...units.values()].every((quantity) => quantity === 0)
    if (whole !== nothing) {
      return problem(
        "whole",
        whole,
        `After it, ${nothing ? "nothing" : "something"} of the order remains.`,
        `Write ${nothing}.`,
      )
    }
  }
  return null
}

const unitsOf = (order: BookOrder): Map<string, number> => {
  const units = new Map<string, number>()
  for (const { sku, quantity } of order.lines) units.set(sku, (units.get(sku) ?? 0) + quantity)
  return units
}
