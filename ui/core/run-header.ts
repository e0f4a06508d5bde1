/** What the first and the last record of a run file say, as far as they say it: files of other builds say less. */
import type { RunResult, Verdict } from "../../sim/report/result.ts"
import type { Instance } from "./lanes.ts"

export interface RunHeader {
  readonly scenario: string
  /** One sentence on what it shows; empty when nobody said it. */
  readonly purpose: string
  readonly seed: number
  readonly build: string
  /** Hash of the order book; null when the orders stand in the scenario. */
  readonly book: string | null
  /** The scenario's file, and its text as it was run. */
  readonly file: string | null
  readonly scenarioText: string | null
  readonly instances: readonly Instance[]
  readonly links: readonly LinkEnds[]
  /** Where the world begins, and where its business does; null where the file does not say. */
  readonly startAt: number | null
  readonly businessAt: number | null
}

export interface LinkEnds {
  readonly from: string
  readonly to: string
  readonly style: string
}

export interface RunFooter {
  readonly digest: string
  readonly verdict: Verdict
  readonly orders: number
  /** All that the run came to; null where the file does not hold it. */
  readonly result: RunResult | null
}

type Json = Readonly<Record<string, unknown>>

export const headerOf = (json: Json): RunHeader => ({
  scenario: text(json["scenario"]) ?? "",
  purpose: text(json["purpose"]) ?? "",
  seed: number(json["seed"]) ?? 0,
  build: text(json["build"]) ?? "",
  book: text(json["book"]),
  file: text(json["file"]),
  scenarioText: text(json["scenarioText"]),
  instances: list(json["instances"]).map((entry) => ({
    name: text(entry["name"]) ?? "",
    kind: text(entry["kind"]) ?? "",
  })),
  links: list(json["links"]).map((entry) => ({
    from: text(entry["from"]) ?? "",
    to: text(entry["to"]) ?? "",
    style: text(entry["style"]) ?? "",
  })),
  startAt: number(json["startAt"]),
  businessAt: number(json["businessAt"]),
})

export const footerOf = (json: Json): RunFooter => {
  const verdict = json["verdict"]
  const result = json["result"]
  return {
    digest: text(json["digest"]) ?? "",
    verdict: verdict === "held" || verdict === "broken" ? verdict : "unknown",
    orders: number(json["orders"]) ?? 0,
    result: typeof result === "object" && result !== null ? (result as RunResult) : null,
  }
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null)
const number = (value: unknown): number | null => (typeof value === "number" ? value : null)
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : [])
