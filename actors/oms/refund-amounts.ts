/** What goes back for returned units: their share of what was charged, perhaps the charges, and from which payments it is taken. */
import type { Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { componentsOf, piecesIn, wholeOf, worthOfFirst } from "../kits.ts"
import type { Charge, Units } from "../shapes.ts"
import type { AllocationContext } from "./allocation.machine.ts"
import { allocation, order, returned } from "./kinds.ts"
import type { OrderContext } from "./order.machine.ts"
import { nothingBack, type Piece } from "./paying-back.ts"
import type { Credited, ReturnContext } from "./return.machine.ts"

type Self = Seen<ReturnContext>

interface Worth {
  readonly amountMinor: number
  readonly taxMinor: number
}

/** Units by SKU, in the order in which the SKUs first appear. */
export const bySku = (lines: readonly Units[]): Map<string, number> => {
  const units = new Map<string, number>()
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity)
  return units
}

export const isSame = (a: readonly Units[], b: readonly Units[]): boolean => {
  const [one, other] = [bySku(a), bySku(b)]
  return one.size === other.size && [...one].every(([sku, quantity]) => other.get(sku) === quantity)
}

/** What was sold and has left; goods that were sent instead of others are not worth anything a second time. */
const soldAndShipped = (turn: Turn, orderId: string): Seen<AllocationContext>[] =>
  turn
    .find(allocation, "byOrder", orderId)
    .filter(({ context, state }) => state === "shipped" && context.instead === "")

/** Units of the order for which earlier returns have given money back. */
const creditedBefore = (turn: Turn, self: Self): Credited[] =>
  turn
    .find(returned, "byOrder", self.context.order)
    .filter((other) => other.id !== self.id)
    .flatMap((other) => other.context.credited)

/** Units that have left and that nothing was given back for, by SKU. */
const remaining = (turn: Turn, self: Self): Map<string, number> => {
  const left = bySku(soldAndShipped(turn, self.context.order).map(({ context }) => context))
  for (const { sku, quantity } of creditedBefore(turn, self)) left.set(sku, (left.get(sku) ?? 0) - quantity)
  return left
}

/** Are all of these units such as the order has and nothing was given back for? */
export const areOfOrder = (turn: Turn, self: Self, lines: readonly Units[]): boolean => {
  const left = remaining(turn, self)
  return [...bySku(lines)].every(([sku, quantity]) => quantity <= (left.get(sku) ?? 0))
}

/** Goods of one article that were sold and have left. */
class Pool {
  readonly #parts: readonly AllocationContext[]
  readonly components: readonly Units[]

  constructor(components: readonly Units[], parts: readonly AllocationContext[]) {
    this.components = components
    this.#parts = parts
  }

  units(sku: string): number {
    return this.#sum(sku, "quantity")
  }

  /** What so many of its units are worth: of whole articles their price; while some of their pieces have not left, what those cost. */
  worthOf(units: ReadonlyMap<string, number>, of: "amountMinor" | "taxMinor"): number {
    const articles = wholeOf(this.components, (sku) => this.units(sku))
    const isWhole = this.components.every(({ sku, quantity }) => this.units(sku) === articles * quantity)
    const amount = this.#parts.reduce((sum, part) => sum + part[of], 0)
    return this.components.reduce((sum, { sku }) => {
      const had = this.units(sku)
      const quantity = Math.min(units.get(sku) ?? 0, had)
      if (quantity === 0) return sum
      if (isWhole) return sum + worthOfFirst(amount, articles, this.components, { sku, quantity })
      return sum + Math.floor((this.#sum(sku, of) * quantity) / had)
    }, 0)
  }

  #sum(sku: string, of: "quantity" | "amountMinor" | "taxMinor"): number {
    return this.#parts.reduce((sum, part) => sum + (part.sku === sku ? part[of] : 0), 0)
  }
}

/** By article, in the order of the lines. */
const poolsOf = (turn: Turn, orderId: string): Map<string, Pool> => {
  const { channelOrder, kits } = turn.need(order, orderId).context
  const articles = new Map(channelOrder.lines.map(({ line, sku }) => [line, sku]))
  const parts = Map.groupBy(
    soldAndShipped(turn, orderId).map(({ context }) => context),
    ({ line, sku }) => articles.get(line) ?? sku,
  )
  return new Map([...parts].map(([article, own]) => [article, new Pool(componentsOf(kits, article), own)]))
}

type Seeable = Units & { readonly disposition: Credited["disposition"] }

/** What money goes back for: what was announced while nobody has seen the goods or a person says so, else what really came. */
export const creditedBy = (turn: Turn, self: Self): Credited[] => {
  const { isInspected, decision, lines, inspected } = self.context
  if (isInspected && (decision !== "refundAnnounced" || isSame(inspected, lines)))
    return priced(turn, self, inspected, false)
  return priced(
    turn,
    self,
    lines.map((line) => ({ ...line, disposition: "none" as const })),
    true,
  )
}

/**
 * The articles to which pieces belong, and what they are worth: first those that were announced, then what was sold as it is, then kits.
 * What the order does not have counts only where nobody can know better.
 */
const priced = (turn: Turn, self: Self, pieces: readonly Seeable[], isBelieved: boolean): Credited[] => {
  const pools = poolsOf(turn, self.context.order)
  const { kits } = turn.need(order, self.context.order).context
  const before = creditedBefore(turn, self)
  const back = new Map([...pools.keys()].map((article) => [article, unitsOf(before, article)]))
  const paid = new Map([...pools.keys()].map((article) => [article, worthOf(before, article)]))
  const credited: Credited[] = []
  const credit = (article: string, { sku, disposition }: Seeable, quantity: number): void => {
    const pool = pools.get(article)
    const units = back.get(article) ?? new Map<string, number>()
    const had = paid.get(article) ?? { amountMinor: 0, taxMinor: 0 }
    units.set(sku, (units.get(sku) ?? 0) + quantity)
    const rest = (of: keyof Worth): number => Math.max(0, (pool?.worthOf(units, of) ?? 0) - had[of])
    const worth = { amountMinor: rest("amountMinor"), taxMinor: rest("taxMinor") }
    paid.set(article, {
      amountMinor: had.amountMinor + worth.amountMinor,
      taxMinor: had.taxMinor + worth.taxMinor,
    })
    credited.push({ sku, quantity, article, disposition, ...worth })
  }
  const announced = self.context.articles.flatMap((article) =>
    piecesIn(kits, [article]).map((units) => ({ ...units, article: article.sku })),
  )
  for (const piece of pieces) {
    let left = piece.quantity
    const take = (article: string, most: number): number => {
      const free = (pools.get(article)?.units(piece.sku) ?? 0) - (back.get(article)?.get(piece.sku) ?? 0)
      const quantity = Math.min(left, most, free)
      if (quantity <= 0) return 0
      left -= quantity
      credit(article, piece, quantity)
      return quantity
    }
    for (const said of announced) {
      if (said.sku !== piece.sku) continue
      said.quantity -= take(said.article, said.quantity)
    }
    for (const article of [piece.sku, ...pools.keys()]) take(article, left)
    if (isBelieved && left > 0) credit(piece.sku, piece, left)
  }
  return credited
}

const unitsOf = (credited: readonly Credited[], article: string): Map<string, number> =>
  bySku(credited.filter((line) => line.article === article))

const worthOf = (credited: readonly Credited[], article: string): Worth =>
  credited
    .filter((line) => line.article === article)
    .reduce(
      (sum, line) => ({ amountMinor: sum.amountMinor + line.amountMinor, taxMinor: sum.taxMinor + line.taxMinor }),
      { amountMinor: 0, taxMinor: 0 },
    )

/** Units as their channel sold them; a kit of which some pieces are meant is meant. */
export const articlesIn = (turn: Turn, self: Self): Units[] => {
  const { articles, lines, credited } = self.context
  if (articles.length > 0) return [...articles]
  const { kits } = turn.need(order, self.context.order).context
  if (kits.length === 0) return (lines.length > 0 ? lines : credited).map(({ sku, quantity }) => ({ sku, quantity }))
  return [...new Set(credited.map(({ article }) => article))].map((sku) => {
    const units = unitsOf(credited, sku)
    const begun = componentsOf(kits, sku).map((part) => Math.ceil((units.get(part.sku) ?? 0) / part.quantity))
    return { sku, quantity: Math.max(1, ...begun) }
  })
}

/** Charges go back once: with the return that takes back all that was left of the order, or by policy with the first or never. */
export const chargesBack = (turn: Turn, self: Self, credited: readonly Units[]): readonly Charge[] => {
  const { charges } = turn.need(order, self.context.order).context.channelOrder
  const policy = turn.policy<string>("refundCharges")
  if (charges.length === 0 || policy === "never" || credited.length === 0) return []
  const others = turn.find(returned, "byOrder", self.context.order).filter((other) => other.id !== self.id)
  if (others.some((other) => other.context.withCharges)) return []
  return policy === "always" || takesTheRest(turn, self, credited) ? charges : []
}

const takesTheRest = (turn: Turn, self: Self, credited: readonly Units[]): boolean => {
  const pending = turn
    .find(allocation, "byOrder", self.context.order)
    .some(({ context, state }) => context.instead === "" && state !== "shipped" && state !== "cancelled")
  const left = remaining(turn, self)
  for (const { sku, quantity } of credited) left.set(sku, (left.get(sku) ?? 0) - quantity)
  return !pending && [...left.values()].every((quantity) => quantity <= 0)
}

/** What was taken for the order and has not gone back. */
export const leftToRefund = ({ taken }: OrderContext): number =>
  taken.reduce((sum, { amountMinor, refundedMinor }) => sum + amountMinor - refundedMinor, 0)

/** Spreads an amount over the payments that took the order's money, the first first. */
export const piecesOf = ({ taken, channelOrder }: OrderContext, amountMinor: number): Piece[] => {
  if (amountMinor === 0) return []
  if (channelOrder.settledBy === "marketplace") return [{ payment: "", amountMinor, ...nothingBack }]
  const pieces: Piece[] = []
  let left = amountMinor
  for (const entry of taken) {
    const part = Math.min(left, entry.amountMinor - entry.refundedMinor)
    if (part > 0) pieces.push({ payment: entry.payment, amountMinor: part, ...nothingBack })
    left -= Math.max(0, part)
  }
  if (left > 0)
    throw new Error(`${amountMinor} are to be paid back, but only ${amountMinor - left} were taken and not paid back.`)
  return pieces
}
