/** Articles that are packed as something else: kits, and several pieces sold as one. Orders of what nobody can pack wait for a word. */
import { object, ok, type Reply } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { piecesIn } from "../kits.ts"
import { bySku, type Kit, type OrderLine, type Units } from "../shapes.ts"
import type { mapProducts } from "./contract.ts"
import { change, component, order, product } from "./kinds.ts"
import { announce } from "./stock.ts"

export const products = object(product.name, product.machine, { lasting: true })
export const components = object(component.name, component.machine, {
  lasting: true,
  indexes: { bySku: (context) => context.sku },
})

/** Takes a batch of articles, those of which nobody knows the components too; orders that waited for one of the others go on. */
export const takeProducts = (turn: Turn, { batch, products: kits }: typeof mapProducts.request.Type): Reply => {
  for (const { sku: article, components: told } of kits) {
    const parts = bySku(told)
    const legs = parts.map(({ sku, quantity }) => ({ account: "kit", sku, quantity }))
    turn.post("map", { book: "memo", subject: article, legs })
    if (turn.read(product, article) === null) turn.create(product, article, { sku: article, components: parts })
    else turn.send(product, article, { type: "map", components: parts })
    for (const { sku } of parts) {
      const id = `${article}/${sku}`
      if (turn.read(component, id) === null) turn.create(component, id, { sku, product: article })
    }
  }
  announce(
    turn,
    kits.map(({ sku }) => sku),
  )
  goOn(turn)
  return ok({ batch, unmapped: kits.filter(({ components: told }) => told.length === 0).map(({ sku }) => sku) })
}

/** The kits among articles, as they are packed now. */
export const kitsAmong = (turn: Turn, articles: readonly Pick<Units, "sku">[]): readonly Kit[] =>
  [...new Set(articles.map(({ sku }) => sku))].flatMap((sku) => {
    const known = turn.read(product, sku)
    return known === null ? [] : [known.context]
  })

export const isUnmapped = (turn: Turn, lines: readonly OrderLine[]): boolean =>
  kitsAmong(turn, lines).some((kit) => kit.components.length === 0)

/** Articles of which an item is a part. */
export const articlesWith = (turn: Turn, sku: string): string[] =>
  turn.find(component, "bySku", sku).map(({ context }) => context.product)

/** An order stays what it was when it was sold: articles that it has are packed as they were then, others as they are now. */
export const kitsFor = (turn: Turn, known: readonly Kit[], lines: readonly Pick<Units, "sku">[]): readonly Kit[] => {
  const others = lines.filter(({ sku }) => known.every((kit) => kit.sku !== sku))
  return [...known, ...kitsAmong(turn, others)]
}

/** Whether an order has to wait until somebody says what is in it; or, where one such order stops the queue, behind another. */
export const mustWait = (turn: Turn, lines: readonly OrderLine[]): boolean =>
  isUnmapped(turn, lines) ||
  (turn.policy<string>("unmappedOrders") === "stopTheQueue" && turn.find(order, "unmapped", "").length > 0)

/** Orders that waited are taken in the order in which they came; the one given up is no obstacle any more. */
export const goOn = (turn: Turn, without = ""): void => {
  for (const { id, context } of turn.find(order, "unmapped", "")) {
    if (id === without) continue
    const { order: channelOrder, lines } = context.channelOrder
    if (isUnmapped(turn, lines)) {
      if (turn.policy<string>("unmappedOrders") === "stopTheQueue") return
      continue
    }
    const isAwaited = turn.find(change, "parkedFor", channelOrder).length > 0
    turn.tell(order, id, { type: "mapped", kits: kitsAmong(turn, lines), isAwaited })
  }
}

/** Writes down how many kits there are in an order and what is packed for them: warehouses are asked for that instead. */
export const declareKits = (turn: Turn, orderId: string, kits: readonly Kit[], articles: readonly Units[]): void => {
  if (kits.length === 0) return
  for (const article of articles) {
    if (kits.every(({ sku }) => sku !== article.sku)) continue
    const legs = [
      { account: "kit.sold", sku: article.sku, quantity: article.quantity },
      ...piecesIn(kits, [article]).map((pieces) => ({ account: "kit.components", ...pieces })),
    ]
    turn.post("kit", { book: "memo", subject: orderId, legs })
  }
}
