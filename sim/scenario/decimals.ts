/** Exact decimals: text to scaled integers and back, without a floating point number in between. */
import { bad, good, type Read } from "./problems.ts"

/** `text` × 10^digits as a whole number; refused when that is not whole or not exactly representable. */
export const readScaled = (text: string, digits: number): Read<number> => {
  const parts = split(text)
  if (parts === null) return bad("is no decimal number", { hint: "write digits with at most one point, such as 12.50" })
  const kept = parts.fraction.replace(/0+$/, "")
  if (kept.length > digits) return bad(digits === 0 ? "is no whole number" : `has more than ${digits} decimals`)
  const scaled = Number(parts.sign + parts.whole + kept.padEnd(digits, "0"))
  return Number.isSafeInteger(scaled) ? good(scaled === 0 ? 0 : scaled) : bad("is too large")
}

/** price × quantity × 10^digits, rounded half up: how a line's amount follows from an exact unit price. */
export const readExtended = (price: string, quantity: number, digits: number): Read<number> => {
  const parts = split(price)
  if (parts === null || parts.sign !== "")
    return bad("is no price", { hint: "write digits with at most one point, such as 12.50" })
  const scale = 10n ** BigInt(parts.fraction.length)
  const exact = BigInt(parts.whole + parts.fraction) * BigInt(quantity) * 10n ** BigInt(digits)
  const rounded = Number((2n * exact + scale) / (2n * scale))
  return Number.isSafeInteger(rounded) ? good(rounded) : bad("is too large")
}

/** `scaled` ÷ 10^digits, with all its digits. */
export const formatScaled = (scaled: number, digits: number): string => {
  if (digits === 0) return String(scaled)
  const text = String(Math.abs(scaled)).padStart(digits + 1, "0")
  return `${scaled < 0 ? "-" : ""}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const split = (text: string): { sign: string; whole: string; fraction: string } | null => {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,12}))?$/.exec(text)
  return match === null ? null : { sign: match[1]!, whole: match[2]!, fraction: match[3] ?? "" }
}

/** A share between nothing and all, in whole millionths: `20 %` and `0.2` are both 200,000. */
export const readRatio = (text: string): Read<number> => {
  const percent = /^(.*?)\s*%$/.exec(text)
  const read = readScaled(percent === null ? text : percent[1]!, percent === null ? 6 : 4)
  const hint = "write 20 % or 0.2"
  if (!read.ok) return bad(read.rule.startsWith("has more") ? "is finer than a millionth" : "is no share", { hint })
  if (read.value < 0 || read.value > 1_000_000) return bad("is no share between 0 and 1", { hint })
  return read
}

/** As `20 %`, with as many decimals as it needs. */
export const formatRatio = (ppm: number): string => `${formatScaled(ppm, 4).replace(/\.?0+$/, "")} %`
