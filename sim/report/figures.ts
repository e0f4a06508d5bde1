/** Figures as people read them: counts with separators, shares that never round up to all or down to nothing, durations, instants. */
import { currencyExponent } from "../scenario/amounts.ts"
import { formatScaled } from "../scenario/decimals.ts"

/** `1,234,567`, and decimals as they are. */
export const grouped = (text: string): string =>
  text.replace(/^(-?\d+)/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ","))

export const count = (n: number): string => grouped(Number.isInteger(n) ? String(n) : n.toFixed(n < 100 ? 1 : 0))

/** `1 order`, `2 orders` */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`

/** Only all is 100 %, and only nothing is 0 %: a single failure among a million must stay visible. */
export const percent = (share: number): string => {
  if (share === 1 || share === 0) return `${share * 100} %`
  const hundredths = Math.round(share * 10_000)
  if (share > 0 && share < 1) {
    if (hundredths === 0) return "<0.01 %"
    return `${(Math.min(9_999, hundredths) / 100).toFixed(2)} %`
  }
  return `${(hundredths / 100).toFixed(2)} %`
}

/** In one or two units, whatever is short and says enough: `60 ms`, `9.4 s`, `3 min 12 s`, `5 h 20 min`, `3.2 days`, `4.0 years`. */
export const duration = (ms: number): string => {
  if (ms < 0) return `-${duration(-ms)}`
  if (ms < 999.5) return `${ms < 10 ? trimmed(ms, 1) : Math.round(ms)} ms`
  if (ms < 9_995) return `${(ms / 1_000).toFixed(2)} s`
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 3_600) return twoUnits(seconds, 60, "min", "s")
  const minutes = Math.round(ms / 60_000)
  if (minutes < 2_880) return twoUnits(minutes, 60, "h", "min")
  const days = ms / 86_400_000
  return days < 730 ? `${trimmed(days, 1)} days` : `${(days / 365.25).toFixed(1)} years`
}

const twoUnits = (n: number, size: number, large: string, small: string): string =>
  n % size === 0 ? `${n / size} ${large}` : `${Math.floor(n / size)} ${large} ${n % size} ${small}`

const trimmed = (n: number, digits: number): string => String(Number(n.toFixed(digits)))

/** `2024-03-01 08:00:00.250 UTC`; milliseconds only where there are any. */
export const instant = (at: number): string => {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return `${at} ms`
  return `${date.toISOString().replace("T", " ").replace("Z", "").replace(".000", "")} UTC`
}

/** `2,297,201.07 USD` */
export const money = (minor: number, currency: string): string =>
  `${grouped(formatScaled(minor, currencyExponent(currency)))} ${currency}`

/** Millionths of a minor unit, with as many decimals as they need: `-0.2097 USD`. */
export const exactMoney = (micros: number, currency: string): string => {
  const exponent = currencyExponent(currency)
  const [whole = "0", decimals = ""] = formatScaled(micros, 6 + exponent).split(".")
  const kept = decimals.replace(/0+$/, "").padEnd(exponent, "0")
  return `${grouped(whole)}${kept === "" ? "" : `.${kept}`} ${currency}`
}
