/**
 * What the reference mix is made of, and where each share is from.
 *
 * "Superstore" is the order book that comes with the program (5,009 orders); "Online Retail" is the UCI data set of that name
 * (19,959 invoices); "Olist" is the Brazilian e-commerce data set (20,560 orders of it). What has no source is our choice, and says so.
 */

export type Shares<Value> = readonly (readonly [value: Value, ppm: number])[]

const minutes = 60_000
const hours = 60 * minutes
const days = 24 * hours

/** Our choice: a Monday, 2024-03-04T00:00:00Z. Orders are spread evenly over the day, which is our choice too. */
export const startMs = 1_709_510_400_000

export const shares = {
  /** Our choice, close to the 1,862 of Superstore. */
  products: 2_000,
  /** Our choice: with a million orders everybody buys twenty times. */
  buyers: 50_000,
  /** Our choice; no source has both channels. */
  marketplacePpm: 200_000,
  /** Olist: 0.655 % of the orders end as cancelled. */
  cancelledPpm: 6_550,
  /** Online Retail: something of 17.0 % of the invoices is taken back, and nine tenths of that later than a day after. */
  returnedPpm: 154_000,
  /** Our choice: one rate for everything. */
  taxPpm: 100_000,
  /** Our choice: small baskets pay postage. */
  postageMinor: 490,
  freePostageFromMinor: 5_000,
  /** Our choice: opening stock of each article at each site, enough that about one order in twelve waits for some of it. */
  assortmentUnits: 100,
} as const

/** Superstore: lines of an order; more than eight are counted as eight. */
export const linesShares: Shares<number> = [
  [1, 506_700],
  [2, 243_600],
  [3, 120_400],
  [4, 67_100],
  [5, 31_500],
  [6, 14_000],
  [7, 10_200],
  [8, 6_500],
]

/** Superstore: units of a line. */
export const quantityShares: Shares<number> = [
  [1, 90_000],
  [2, 240_300],
  [3, 241_000],
  [4, 119_200],
  [5, 123_100],
  [6, 57_200],
  [7, 60_600],
  [8, 25_700],
  [9, 25_800],
  [10, 5_700],
  [11, 3_400],
  [12, 2_300],
  [13, 2_700],
  [14, 3_000],
]

/** Superstore: how fast the buyer wants it. */
export const serviceShares: Shares<"sameDay" | "first" | "second" | "standard"> = [
  ["standard", 597_700],
  ["second", 192_500],
  ["first", 157_100],
  ["sameDay", 52_700],
]

/** Superstore: price of a unit in minor units at 0 %, 25 % … 100 %; the ends are its 5 % and 95 %. */
export const priceQuantiles: readonly number[] = [192, 547, 1_627, 6_394, 24_399]

/** Our choice: whoever cancels does so within four hours. */
export const cancelAfterMs: readonly number[] = [10 * minutes, 4 * hours]

/** Online Retail: days until something is taken back, its quartiles; the ends are our choice of a window of thirty days. */
export const returnAfterMs: readonly number[] = [1 * days, 4.2 * days, 9.7 * days, 24.3 * days, 30 * days]
