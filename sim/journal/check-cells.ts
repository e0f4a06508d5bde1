/** What each type of column can hold, and the check of a whole column at once, when its batch is sealed. */
import type { ColumnPlan, ColumnType } from "./tables.ts"

const holds: Readonly<Record<ColumnType, string>> = {
  name: "numbers from the journal's names",
  text: "numbers from the batch's texts, or -1 for none",
  body: "numbers from the batch's bodies, or -1 for none",
  u8: "whole numbers from 0 to 255",
  u16: "whole numbers from 0 to 65535",
  u32: "whole numbers from 0 to 4294967295",
  i32: "whole numbers from -2147483648 to 2147483647",
  f64: "whole numbers of at most 53 bits",
}

const bounds: Readonly<Record<ColumnType, readonly [number, number]>> = {
  name: [0, -1],
  text: [-1, -1],
  body: [-1, -1],
  u8: [0, 255],
  u16: [0, 65_535],
  u32: [0, 4_294_967_295],
  i32: [-2_147_483_648, 2_147_483_647],
  f64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}

/** How many names, texts and bodies there are. */
export interface Sizes {
  readonly names: number
  readonly texts: number
  readonly bodies: number
}

/** Writes the least and the greatest cell into `into`; a cell that does not fit is an error that names its row. */
export const checkCells = (
  { table, name, type }: ColumnPlan,
  cells: Float64Array,
  rows: number,
  first: number,
  sizes: Sizes,
  into: Float64Array,
): void => {
  const [lowest, highest] = bounds[type]
  const size = type === "name" ? sizes.names : type === "text" ? sizes.texts : type === "body" ? sizes.bodies : -1
  const bad = boundsOf(cells, rows, lowest, size < 0 ? highest : size - 1, into)
  if (bad < 0) return
  throw new RangeError(
    `Column ${table}.${name} cannot hold ${cells[bad]} in row ${first + bad}: it holds ${holds[type]}.`,
  )
}

/** The first row that is out of bounds or no whole number, or -1. */
const boundsOf = (cells: Float64Array, rows: number, lowest: number, highest: number, into: Float64Array): number => {
  let least = Infinity
  let most = -Infinity
  for (let row = 0; row < rows; row++) {
    const value = cells[row]!
    if (!(value >= lowest && value <= highest) || Math.floor(value) !== value) return row
    if (value < least) least = value
    if (value > most) most = value
  }
  // Adding zero turns -0 into 0: the two are one amount.
  into[0] = least + 0
  into[1] = most + 0
  return -1
}
