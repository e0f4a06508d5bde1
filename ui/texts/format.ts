/** Instants, durations, numbers and amounts as people read them. Virtual time is UTC and has no zone of its own on the screen. */
import type { Language, Texts } from "./texts.ts"

export interface Format {
  /** `4 Mar 2024 09:12:33.120` */
  instant(at: number): string
  /** `4 Mar 09:12:33.120`: within one run; `4 Mar 2024 09:12:33` where that takes years. */
  moment(at: number): string
  /** `4 Mar`, `4 Mar 2024` */
  day(at: number): string
  /** `09:12:33.120` */
  clock(at: number): string
  /** `2.4 s`, `4 h 12 min`, `3 d` */
  duration(ms: number): string
  number(value: number): string
  share(value: number): string
  /** An amount in minor units. */
  money(minor: number, currency: string): string
}

const locales: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE", tr: "tr-TR" }
const two = (value: number): string => String(value).padStart(2, "0")

/** `years`: instants lie so far apart that their year has to be told. */
export const formatOf = (language: Language, texts: Texts, years = false): Format => {
  const months = texts.months.split(" ")
  const [d = "d", h = "h", min = "min", s = "s", ms = "ms"] = texts.units.split(" ")
  const plain = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(locales[language], { style: "percent", maximumFractionDigits: 1 })
  const exponents = new Map<string, number>()
  // A German day is an ordinal.
  const point = language === "de" ? "." : ""
  const day = (at: number): string => {
    const date = new Date(at)
    return `${date.getUTCDate()}${point} ${months[date.getUTCMonth()]}`
  }
  const clock = (at: number): string => {
    const date = new Date(at)
    const parts = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":")
    return `${parts}.${String(date.getUTCMilliseconds()).padStart(3, "0")}`
  }
  const dated = (at: number): string => `${day(at)} ${new Date(at).getUTCFullYear()}`
  return {
    day: years ? dated : day,
    clock,
    instant: (at) => `${dated(at)} ${clock(at)}`,
    moment: (at) => (years ? `${dated(at)} ${clock(at).slice(0, 8)}` : `${day(at)} ${clock(at)}`),
    duration(length) {
      if (length < 1000) return `${plain.format(Math.round(length))} ${ms}`
      const seconds = length / 1000
      if (seconds < 60) return `${plain.format(seconds)} ${s}`
      const minutes = Math.round(seconds / 60)
      if (minutes < 60) return `${minutes} ${min}`
      const hours = Math.floor(minutes / 60)
      if (hours < 24) return minutes % 60 === 0 ? `${hours} ${h}` : `${hours} ${h} ${minutes % 60} ${min}`
      const days = Math.floor(hours / 24)
      return hours % 24 === 0 ? `${days} ${d}` : `${days} ${d} ${hours % 24} ${h}`
    },
    number: (value) => plain.format(value),
    share: (value) => percent.format(value),
    money(minor, currency) {
      const places = exponents.get(currency) ?? exponentOf(currency)
      exponents.set(currency, places)
      const text = new Intl.NumberFormat(locales[language], {
        minimumFractionDigits: places,
        maximumFractionDigits: places,
      }).format(minor / 10 ** places)
      return currency === "" ? text : `${text} ${currency}`
    },
  }
}

/** How many places a currency has behind the point. */
const exponentOf = (currency: string): number => {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}
