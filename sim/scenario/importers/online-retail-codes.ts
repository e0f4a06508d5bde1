/**
 * The stock codes of UCI Online Retail: which are goods that lie on a shelf, which are charges, and what they are called.
 */

/** Five digits with or without letters, the Dotcomgiftshop ranges, gift vouchers (sold like goods) and the cushion pads. */
export const isGoods = (code: string): boolean => goods.test(code)

const goods = /^(?:\d{5}[A-Z]*|DCGS\w*|gift_\w+|PADS)$/i

/** `15056bl` and `15056BL` lie on one shelf; vouchers are written in small letters throughout. */
export const skuOf = (code: string): string => (/^gift_/i.test(code) ? code.toLowerCase() : code.toUpperCase())

interface Rows {
  readonly size: number
  readonly text: (row: number, name: "StockCode" | "Description") => string
}

/** A description for each code that a row leaves without one, from another row of it. */
export const productNames = (rows: Rows): ReadonlyMap<string, string> => {
  const nameless = new Set<string>()
  for (let row = 0; row < rows.size; row++) {
    if (rows.text(row, "Description") === "") nameless.add(skuOf(rows.text(row, "StockCode")))
  }
  const names = new Map<string, string>()
  for (let row = 0; row < rows.size && names.size < nameless.size; row++) {
    const sku = skuOf(rows.text(row, "StockCode"))
    if (!nameless.has(sku) || names.has(sku)) continue
    const name = rows.text(row, "Description")
    // Clerks put remarks such as "damaged" or "?" in small letters where a product's name belongs.
    if (name === name.toUpperCase() && /[A-Z]/.test(name)) names.set(sku, name)
  }
  return names
}
