/**
 * Exact decimal numbers: amounts of a file are digits and a scale, never floating point, until they are whole minor units.
 */

/** digits ÷ 10^scale. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** An amount in whole minor units and what rounding took from it, in millionths of a minor unit. */
export interface Rounded {
  readonly minor: number
  /** Exact amount minus `minor`; itself rounded half up where the source is finer than a millionth. */
  readonly micros: number
}

/** Larger amounts than this are refused: sums over a whole book of them would leave the safe integers. */
export const minorMax = 10_000_000_000_000

/** Optional sign, digits, at most one point: no exponent, no grouping, no decimal comma. Null when `text` is not that. */
export const parseDecimal = (text: string): Decimal | null => {
  if (text.length > charactersMax || !shape.test(text)) return null
  const point = text.indexOf(".")
  if (point === -1) return { digits: BigInt(text.startsWith("+") ? text.slice(1) : text), scale: 0 }
  const digits = text.slice(text.startsWith("+") ? 1 : 0, point) + text.slice(point + 1)
  return { digits: BigInt(digits), scale: text.length - point - 1 }
}

const charactersMax = 40
const shape = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/

/** The shortest text that `parseDecimal` reads as the same scale and digits. */
export const formatDecimal = ({ digits, scale }: Decimal): string => {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0")
  const cut = text.length - scale
  return `${digits < 0n ? "-" : ""}${text.slice(0, cut)}${scale === 0 ? "" : `.${text.slice(cut)}`}`
}

export const addDecimals = (a: Decimal, b: Decimal): Decimal => {
  const scale = a.scale > b.scale ? a.scale : b.scale
  return { digits: a.digits * power(scale - a.scale) + b.digits * power(scale - b.scale), scale }
}

export const timesInteger = (a: Decimal, factor: number): Decimal => ({
  digits: a.digits * BigInt(factor),
  scale: a.scale,
})

/**
 * Whole minor units of a currency with so many decimals, halves away from zero so that a refund mirrors its sale; null when the
 * amount is beyond `minorMax`.
 */
export const toMinor = (amount: Decimal, exponent: number): Rounded | null => {
  // Nearly every amount of a real file is whole and small: then no division is needed.
  if (amount.scale <= exponent) {
    const minor = amount.digits * power(exponent - amount.scale)
    return fits(minor) ? { minor: Number(minor), micros: 0 } : null
  }
  const micros = atScale(amount, exponent + 6)
  const minor = divideHalfUp(micros, million)
  return fits(minor) ? { minor: Number(minor), micros: Number(micros - minor * million) } : null
}

/** The amount × 10^scale as a whole number, halves away from zero. */
export const atScale = (amount: Decimal, scale: number): bigint =>
  amount.scale <= scale
    ? amount.digits * power(scale - amount.scale)
    : divideHalfUp(amount.digits, power(amount.scale - scale))

/** `dividend` ÷ `divisor` to the nearest whole number, halves away from zero; `divisor` is positive. */
export const divideHalfUp = (dividend: bigint, divisor: bigint): bigint =>
  dividend < 0n ? -((-2n * dividend + divisor) / (2n * divisor)) : (2n * dividend + divisor) / (2n * divisor)

/**
 * Splits a whole amount by weights so that the parts add up to it again (largest remainder).
 *
 * No part is a whole unit or more away from its exact share, and which weight gets what does not depend on the order of the
 * weights. When all weights are zero the parts are as equal as can be.
 */
export const prorate = (total: number, weights: readonly (number | bigint)[]): number[] => {
  if (weights.length === 0) throw new RangeError(`An amount of ${total} cannot be split over nothing. Give a weight.`)
  if (total < 0) return prorate(-total, weights).map((part) => (part === 0 ? 0 : -part))
  let exact = weights.map(BigInt)
  const negative = exact.find((weight) => weight < 0n)
  if (negative !== undefined) throw new RangeError(`A weight is ${negative}; a share needs weights of 0 or more.`)
  let sum = exact.reduce((a, b) => a + b, 0n)
  if (sum === 0n) [exact, sum] = [exact.map(() => 1n), BigInt(exact.length)]
  const whole = BigInt(total)
  const parts = exact.map((weight, index) => ({
    index,
    weight,
    part: Number((whole * weight) / sum),
    remainder: (whole * weight) % sum,
  }))
  // Equal remainders go to the larger weight, so that reordering the weights reorders the parts and changes nothing else.
  const queue = parts.toSorted(
    (a, b) => descending(a.remainder, b.remainder) || descending(a.weight, b.weight) || a.index - b.index,
  )
  let left = total - parts.reduce((a, { part }) => a + part, 0)
  for (const entry of queue) {
    if (left === 0) break
    entry.part++
    left--
  }
  return parts.map(({ part }) => part)
}

const descending = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0)

const million = 1_000_000n
const fits = (minor: bigint): boolean => minor <= BigInt(minorMax) && minor >= BigInt(-minorMax)
const powers = Array.from({ length: 64 }, (_, n) => 10n ** BigInt(n))
const power = (n: number): bigint => powers[n] ?? 10n ** BigInt(n)
