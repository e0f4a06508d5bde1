/**
 * The filter language: `from:oms status:>=400 -type:events.*`. Terms beside each other must all hold, `|` between values is or, a
 * leading `-` is not. A word without a key is looked for in operations, subjects and partners.
 *
 *     followed-by:(type:payments.capture status:409)within:2s
 *
 * holds for a message after which another one of the same order comes in time.
 */
import { nearest } from "../../sim/scenario/nearest.ts"
import {
  filterKeys,
  filterMarks,
  type FilterKey,
  type FilterMark,
  type Range,
  type Term,
  type HeaderPattern,
  type Moment,
  type Filter,
  type FilterProblem,
} from "./filter-terms.ts"

export const parseFilter = (text: string): Filter | FilterProblem => {
  try {
    const reader = new Reader(text)
    const filter = reader.filter()
    if (!reader.atEnd) throw reader.problem("parenthesis", reader.at, 1, ")", [])
    return filter
  } catch (problem) {
    if (problem instanceof Stop) return problem.problem
    throw problem
  }
}

class Stop extends Error {
  readonly problem: FilterProblem

  constructor(problem: FilterProblem) {
    super(problem.says)
    this.problem = problem
  }
}

interface Value {
  readonly text: string
  readonly position: number
  readonly length: number
}

const temporal: ReadonlySet<string> = new Set(["followed-by", "not-followed-by"])

class Reader {
  readonly #text: string
  at = 0

  constructor(text: string) {
    this.#text = text
  }

  get atEnd(): boolean {
    return this.at >= this.#text.length
  }

  filter(): Filter {
    const terms: Term[] = []
    for (;;) {
      while (/\s/.test(this.#peek())) this.at++
      if (this.atEnd || this.#peek() === ")") return { terms }
      terms.push(this.#term())
    }
  }

  problem(
    code: FilterProblem["code"],
    position: number,
    length: number,
    found: string,
    allowed: readonly string[],
  ): Stop {
    const near = allowed.length === 0 ? null : nearest(found, allowed)
    return new Stop({
      position,
      length,
      code,
      found,
      allowed,
      nearest: near,
      says: sentence(code, found, allowed, near),
    })
  }

  #term(): Term {
    const negated = this.#peek() === "-"
    if (negated) this.at++
    const start = this.at
    const key = /^[a-z-]+(?=:)/.exec(this.#text.slice(this.at))?.[0]
    if (key === undefined) return { negated, key: "text", words: this.#values().map(({ text }) => text) }
    this.at += key.length + 1
    if (temporal.has(key)) return this.#temporal(key.startsWith("not") ? !negated : negated)
    if (!isKey(key)) {
      throw this.problem("key", start, key.length, key, [...Object.keys(filterKeys), ...temporal])
    }
    const values = this.#values()
    switch (key) {
      case "status":
      case "attempt":
        return { negated, key, ranges: values.map((value) => this.#range(value, numberOf, numbersAllowed)) }
      case "size":
        return { negated, key, ranges: values.map((value) => this.#range(value, sizeOf, sizesAllowed)) }
      case "slower":
        return { negated, key, ranges: values.map((value) => ({ least: this.#duration(value), most: Infinity })) }
      case "after":
      case "before":
        return { negated, key, instants: values.map((value) => this.#moment(value)) }
      case "caused-by":
      case "causes":
        return { negated, key, rows: values.map((value) => this.#row(value)) }
      case "header":
        return { negated, key, headers: values.map((value) => this.#header(value)) }
      case "is":
        return { negated, key, marks: values.map((value) => this.#mark(value)) }
      case "system":
      case "from":
      case "to":
      case "type":
      case "kind":
      case "order":
      case "subject":
      case "body":
      case "violation":
      case "fault":
        return { negated, key, words: values.map(({ text }) => text) }
    }
  }

  #temporal(negated: boolean): Term {
    if (this.#peek() !== "(") throw this.problem("parenthesis", this.at, 1, this.#peek(), ["("])
    const open = this.at++
    const filter = this.filter()
    if (this.#peek() !== ")") throw this.problem("parenthesis", open, 1, "(", [")"])
    this.at++
    const within = /^\s*within:/.exec(this.#text.slice(this.at))?.[0]
    if (within === undefined) return { negated, key: "followed-by", filter, withinMs: Infinity }
    this.at += within.length
    return { negated, key: "followed-by", filter, withinMs: this.#duration(this.#value()) }
  }

  #values(): readonly Value[] {
    const values = [this.#value()]
    while (this.#peek() === "|") {
      this.at++
      values.push(this.#value())
    }
    return values
  }

  #value(): Value {
    const position = this.at
    if (this.#peek() === '"') {
      const end = this.#text.indexOf('"', position + 1)
      if (end < 0) throw this.problem("quote", position, 1, '"', ['"'])
      this.at = end + 1
      return { text: this.#text.slice(position + 1, end), position, length: end + 1 - position }
    }
    const text = /^[^\s|)]*/.exec(this.#text.slice(position))![0]
    this.at += text.length
    if (text === "") throw this.problem("empty", Math.max(0, position - 1), 1, "", [])
    return { text, position, length: text.length }
  }

  /** `409`, `>=400`, `<10`, `400..499`, `4xx`. */
  #range(value: Value, unit: (text: string) => number, allowed: readonly string[]): Range {
    const wrong = (): never => {
      throw this.problem("value", value.position, value.length, value.text, allowed)
    }
    const read = (text: string): number => {
      const number = unit(text)
      return Number.isNaN(number) ? wrong() : number
    }
    const [, bound, rest = ""] = /^(>=|<=|>|<)(.+)$/.exec(value.text) ?? []
    if (bound === ">=") return { least: read(rest), most: Infinity }
    if (bound === "<=") return { least: -Infinity, most: read(rest) }
    if (bound === ">") return { least: read(rest) + 1, most: Infinity }
    if (bound === "<") return { least: -Infinity, most: read(rest) - 1 }
    const [from = "", until] = value.text.split("..")
    if (until !== undefined) return { least: read(from), most: read(until) }
    const hundreds = /^([1-5])xx$/i.exec(value.text)?.[1]
    if (hundreds !== undefined) return { least: Number(hundreds) * 100, most: Number(hundreds) * 100 + 99 }
    return { least: read(value.text), most: read(value.text) }
  }

  #duration(value: Value): number {
    const ms = durationOf(value.text)
    if (ms === null)
      throw this.problem("value", value.position, value.length, value.text, ["200ms", "2s", "5m", "1h", "3d"])
    return ms
  }

  #moment(value: Value): Moment {
    const moment = momentOf(value.text)
    if (moment === null) {
      throw this.problem("value", value.position, value.length, value.text, [
        "5:30",
        "+2h",
        "2024-03-04",
        "2024-03-04T08:15",
      ])
    }
    return moment
  }

  #row(value: Value): number {
    if (!/^\d+$/.test(value.text)) throw this.problem("value", value.position, value.length, value.text, ["62001"])
    return Number(value.text)
  }

  #header(value: Value): HeaderPattern {
    const [, name = "", , text = null] = /^([^=]*)(=(.*))?$/s.exec(value.text) ?? []
    if (name === "" || text === "") {
      throw this.problem("value", value.position, value.length, value.text, ["retry-after", "idempotency-key=9f*"])
    }
    return { name, value: text }
  }

  #mark(value: Value): FilterMark {
    const mark = filterMarks.find((known) => known === value.text.toLowerCase())
    if (mark === undefined) throw this.problem("value", value.position, value.length, value.text, filterMarks)
    return mark
  }

  #peek(): string {
    return this.#text[this.at] ?? ""
  }
}

const isKey = (key: string): key is FilterKey => Object.hasOwn(filterKeys, key)

const numbersAllowed = ["409", ">=400", "4xx", "400..499"]
const sizesAllowed = [">4kB", "<200B", ">1MB"]

const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN)

const sizeUnits: Readonly<Record<string, number>> = { "": 1, b: 1, kb: 1000, mb: 1_000_000 }

const sizeOf = (text: string): number => {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? []
  return number === "" ? Number.NaN : Number(number) * (sizeUnits[unit.toLowerCase()] ?? Number.NaN)
}

const durationUnits: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `1d2h`, `200ms`, `1.5s` in milliseconds; null for anything else. */
export const durationOf = (text: string): number | null => {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/i.test(text)) return null
  let ms = 0
  for (const [, number = "", unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/gi)) {
    ms += Number(number) * durationUnits[unit.toLowerCase()]!
  }
  return ms
}

const momentOf = (text: string): Moment | null => {
  const ahead = /^[+-]/.test(text) ? durationOf(text.slice(1)) : null
  if (ahead !== null) return { ms: text.startsWith("-") ? -ahead : ahead, relative: true }
  const [, hours = "", minutes = "", seconds = "0"] = /^(\d+):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?$/.exec(text) ?? []
  if (hours !== "") {
    return { ms: Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000, relative: true }
  }
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/.test(text)) return null
  const full = text.length === 10 ? `${text}T00:00` : text
  const ms = Date.parse(full.endsWith("Z") ? full : `${full}Z`)
  return Number.isNaN(ms) ? null : { ms, relative: false }
}

const sentence = (
  code: FilterProblem["code"],
  found: string,
  allowed: readonly string[],
  near: string | null,
): string => {
  const meant = near === null ? "" : ` Did you mean ${near}?`
  switch (code) {
    case "key":
      return `There is no key "${found}".${meant} Keys: ${allowed.join(", ")}.`
    case "value":
      return `"${found}" does not fit here.${meant} Write it like ${allowed.join(", ")}.`
    case "quote":
      return "This quotation mark is never closed."
    case "parenthesis":
      return found === "("
        ? "This parenthesis is never closed."
        : found === ")"
          ? "This parenthesis was never opened."
          : "A parenthesis belongs here."
    case "empty":
      return "A value is missing here."
  }
}
