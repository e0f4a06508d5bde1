/**
 * Durations that vary: an inverse table of a right-skewed shape, scaled by median and ninety-ninth percentile.
 *
 * The table is pinned as literals, because `Math.exp` and `Math.log` may differ between engines. Between two steps it is linear;
 * beyond the ninety-ninth percentile it is cut off.
 */

export interface Spread {
  readonly medianMs: number
  readonly p99Ms: number
}

/** Standard normal quantiles at 0/32, 1/32 … 32/32 of the mass, the two ends held at 1 % and 99 %; in thousandths. */
const normalQuantiles: readonly number[] = [
  -2326, -1863, -1534, -1318, -1150, -1010, -887, -776, -674, -579, -489, -402, -319, -237, -157, -78, 0, 78, 157, 237,
  319, 402, 489, 579, 674, 776, 887, 1010, 1150, 1318, 1534, 1863, 2326,
]

/**
 * Draws a duration in whole milliseconds, at least 1 when the median is.
 * Below the median it shrinks to `median² ÷ p99`, above it grows to `p99`; quadratic in the normal quantile, which is close to the
 * lognormal shape for the ratios that occur here (2 to 10).
 */
export const sample = (spread: Spread, drawn: number): number => {
  const { medianMs, p99Ms } = spread
  if (p99Ms <= medianMs) return medianMs
  const position = drawn / 134217728 // 2^32 ÷ 32 steps
  const step = Math.floor(position)
  const low = normalQuantiles[step] ?? 0
  const high = normalQuantiles[step + 1] ?? low
  const quantile = (low + (high - low) * (position - step)) / 2326
  const reach = Math.abs(quantile)
  const weight = (reach + reach * reach) / 2
  const bound = quantile > 0 ? p99Ms - medianMs : medianMs - (medianMs * medianMs) / p99Ms
  return Math.floor(medianMs + (quantile > 0 ? 1 : -1) * weight * bound)
}
