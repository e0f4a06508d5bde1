/**
 * Articles that people mention: what is wanted instead, added to an order, counted, found in a parcel, or packed for something else.
 * They exist though nobody may have bought them, so the catalogue has them.
 */
export interface Mentioned {
  readonly sku: string
  /** For one unit, in minor units. */
  readonly price: number
}

/** In the catalogue where nobody has said a price. */
const unsaid = 1_000

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const priceOf = ({ amountMinor, quantity }: Readonly<Record<string, unknown>>): number =>
  typeof amountMinor === "number" && typeof quantity === "number" && quantity > 0
    ? Math.floor(amountMinor / quantity)
    : unsaid

/** An article is named by `sku`; what has components itself is none that anybody stocks. */
function* articlesIn(value: unknown): Generator<Mentioned> {
  if (Array.isArray(value)) for (const one of value) yield* articlesIn(one)
  if (!isMap(value)) return
  const { sku, components } = value
  if (typeof sku === "string" && components === undefined) yield { sku, price: priceOf(value) }
  for (const one of Object.values(value)) yield* articlesIn(one)
}

export const mentionedIn = (acts: readonly { readonly with: unknown }[]): Mentioned[] =>
  acts.flatMap(({ with: said }) => [...articlesIn(said)])
