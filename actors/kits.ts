/**
 * What is packed for what was sold. An article that no kit describes is packed as itself.
 *
 * The units of a kit are numbered kit by kit, component by component, and its price is shared among them cumulatively: so every kit
 * has the same price as if it were one piece, to the cent, and all of them add up to the line.
 */
import type { Kit, OrderLine, Units } from "./shapes.ts"

export const componentsOf = (kits: readonly Kit[], article: string): readonly Units[] =>
  kits.find(({ sku }) => sku === article)?.components ?? [{ sku: article, quantity: 1 }]

const unitsIn = (components: readonly Units[]): number => components.reduce((sum, { quantity }) => sum + quantity, 0)

/** The pieces in so many articles. */
export const piecesIn = (kits: readonly Kit[], articles: readonly Units[]): Units[] =>
  articles.flatMap((article) =>
    componentsOf(kits, article.sku).map(({ sku, quantity }) => ({ sku, quantity: quantity * article.quantity })),
  )

export const countPieces = (kits: readonly Kit[], articles: readonly Units[]): number =>
  articles.reduce((sum, { sku, quantity }) => sum + unitsIn(componentsOf(kits, sku)) * quantity, 0)

/** How many whole articles so many units of their components make. */
export const wholeOf = (components: readonly Units[], unitsOf: (sku: string) => number): number =>
  Math.min(...components.map(({ sku, quantity }) => Math.floor(unitsOf(sku) / quantity)))

/** What the first so many units of one component are worth, of an amount that was charged for so many kits. */
export const worthOfFirst = (
  amount: number,
  articles: number,
  components: readonly Units[],
  { sku, quantity: units }: Units,
): number => {
  const each = unitsIn(components)
  const index = components.findIndex((component) => component.sku === sku)
  const before = unitsIn(components.slice(0, index))
  const within = components[index]?.quantity ?? 1
  const upTo = (unit: number): number => Math.floor((amount * unit) / (articles * each))
  let worth = 0
  for (let first = 0; first < units; first += within) {
    const from = (first / within) * each + before
    worth += upTo(from + Math.min(within, units - first)) - upTo(from)
  }
  return worth
}

/** The lines of an order as warehouses see them, with their shares of what was charged. */
export const packedLines = (kits: readonly Kit[], lines: readonly OrderLine[]): readonly OrderLine[] => {
  if (kits.length === 0) return lines
  return lines.flatMap((line) => {
    const components = componentsOf(kits, line.sku)
    return components.map(({ sku, quantity: within }) => {
      const units = { sku, quantity: within * line.quantity }
      const share = (amount: number): number => worthOfFirst(amount, line.quantity, components, units)
      return { ...line, ...units, amountMinor: share(line.amountMinor), taxMinor: share(line.taxMinor) }
    })
  })
}
