/** Money as a file writes it: an exact decimal and a currency, read into whole minor units of that currency. */
import { formatScaled, readScaled } from "./decimals.ts"
import { nearest } from "./nearest.ts"
import { bad, good, type Read } from "./problems.ts"

export interface Money {
  readonly amountMinor: number
  readonly currency: string
}

/** How many decimals a currency's minor unit has (ISO 4217). */
export const currencyExponent = (currency: string): number =>
  withoutDecimals.has(currency) ? 0 : withThreeDecimals.has(currency) ? 3 : 2

export const readCurrency = (text: string): Read<string> => {
  if (currencies.has(text)) return good(text)
  const word = nearest(text, currencies)
  return bad("is no currency in use", { hint: `write an ISO 4217 code, such as ${word ?? "EUR"}` })
}

/** `12.00 EUR` */
export const readMoney = (text: string): Read<Money> => {
  const match = /^(\S+)\s+(\S+)$/.exec(text.trim())
  const hint = "write an amount and its currency, such as 12.50 EUR"
  if (match === null) return bad("is no amount of money", { hint })
  const currency = readCurrency(match[2]!)
  if (!currency.ok) return currency
  const amount = readScaled(match[1]!, currencyExponent(currency.value))
  if (!amount.ok) return bad(amount.rule, { hint })
  return good({ amountMinor: amount.value, currency: currency.value })
}

export const formatMoney = (money: Money): string =>
  `${formatScaled(money.amountMinor, currencyExponent(money.currency))} ${money.currency}`

const withoutDecimals = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" "))
const withThreeDecimals = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "))
const currencies: ReadonlySet<string> = new Set([
  // The frequent ones first: of equally near words the first is offered.
  "EUR",
  "USD",
  "GBP",
  "CHF",
  "JPY",
  ...withoutDecimals,
  ...withThreeDecimals,
  ...(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC " +
    "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES " +
    "KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR " +
    "NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT " +
    "TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW"
  ).split(" "),
])
