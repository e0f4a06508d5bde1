/**
 * Articles that people mention: what is wanted instead, mislaid, found in a parcel, or packed for something else. They exist though
 * nobody may have bought them, so the catalogue has them. What a shop adds to an order it may have made up.
 */
const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** An article is named by `sku`; what has components itself is none that anybody stocks. */
function* articlesIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* articlesIn(one)
  if (!isMap(value)) return
  const { sku, components } = value
  if (typeof sku === "string" && components === undefined) yield sku
  for (const [name, one] of Object.entries(value)) if (name !== "added") yield* articlesIn(one)
}

/** Their SKUs. */
export const mentionedIn = (acts: readonly { readonly with: unknown }[]): string[] =>
  acts.flatMap(({ with: said }) => [...articlesIn(said)])
