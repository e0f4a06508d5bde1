/** The words of the filter language, and what a filter is once it is read: terms that must all hold. */

/** What a key's values look like. */
type Shape = "word" | "number" | "instant" | "duration" | "size" | "row" | "mark" | "header"

export const filterKeys = {
  system: "word",
  from: "word",
  to: "word",
  type: "word",
  kind: "word",
  order: "word",
  subject: "word",
  status: "number",
  attempt: "number",
  after: "instant",
  before: "instant",
  slower: "duration",
  size: "size",
  body: "word",
  header: "header",
  "caused-by": "row",
  causes: "row",
  violation: "word",
  fault: "word",
  is: "mark",
} as const satisfies Record<string, Shape>

export type FilterKey = keyof typeof filterKeys

export const filterMarks = [
  "problem",
  "error",
  "failed",
  "refused",
  "lost",
  "fault",
  "violation",
  "retry",
  "copy",
  "poll",
  "act",
  "request",
  "response",
  "webhook",
  "receipt",
  "handover",
  "timer",
  "sut",
] as const

export type FilterMark = (typeof filterMarks)[number]

/** A number, or a bound on one: both ends belong to it. */
export interface Range {
  readonly least: number
  readonly most: number
}

export type Term = { readonly negated: boolean } & (
  | { readonly key: "text"; readonly words: readonly string[] }
  | { readonly key: "followed-by"; readonly filter: Filter; readonly withinMs: number }
  | {
      readonly key: "system" | "from" | "to" | "type" | "kind" | "order" | "subject" | "violation" | "fault"
      readonly words: readonly string[]
    }
  | { readonly key: "body"; readonly words: readonly string[] }
  | { readonly key: "header"; readonly headers: readonly HeaderPattern[] }
  | { readonly key: "size"; readonly ranges: readonly Range[] }
  | { readonly key: "status" | "attempt" | "slower"; readonly ranges: readonly Range[] }
  | { readonly key: "after" | "before"; readonly instants: readonly Moment[] }
  | { readonly key: "caused-by" | "causes"; readonly rows: readonly number[] }
  | { readonly key: "is"; readonly marks: readonly FilterMark[] }
)

/** `idempotency-key=9f*`; without a value: any. */
export interface HeaderPattern {
  readonly name: string
  readonly value: string | null
}

/** An instant, or one that counts from the start of business. */
export interface Moment {
  readonly ms: number
  readonly relative: boolean
}

export interface Filter {
  readonly terms: readonly Term[]
}

/** What is wrong with a filter, and where: so many letters from `position` on. */
export interface FilterProblem {
  readonly position: number
  readonly length: number
  readonly code: "key" | "value" | "quote" | "parenthesis" | "empty"
  readonly found: string
  /** What may stand there, and the nearest of it. */
  readonly allowed: readonly string[]
  readonly nearest: string | null
  /** In English. */
  readonly says: string
}

export const isProblem = (parsed: Filter | FilterProblem): parsed is FilterProblem => "position" in parsed

export type HeaderTerm = Extract<Term, { readonly key: "header" }>

export const isAboutHeaders = (term: Term): term is HeaderTerm => term.key === "header"

export type BodyTerm = Extract<Term, { readonly key: "body" | "size" }>

export const isAboutBodies = (term: Term): term is BodyTerm => term.key === "body" || term.key === "size"
