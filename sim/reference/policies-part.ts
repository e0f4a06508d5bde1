/** Of a room's page: what can be configured, with its default in the words that a scenario file uses. */
import type { PolicySpec, PolicyValue } from "../scenario/vocabulary.ts"
import { duration } from "../report/figures.ts"
import { code, section, table } from "./markdown.ts"

export const policiesPart = (policies: Readonly<Record<string, PolicySpec>>): string =>
  section(
    "Policies",
    table(
      ["policy", "default", "unit", "what it decides"],
      Object.entries(policies).map(([name, { default: value, unit, choices, clock, says }]) => [
        code(name),
        valueText(value, unit),
        `${choices === undefined ? unit : choices.map(code).join(" or ")}${clock === "wall" ? " on the wall clock" : ""}`,
        says,
      ]),
    ),
  )

const valueText = (value: PolicyValue, unit: PolicySpec["unit"]): string => {
  if (typeof value === "object") {
    if ("medianMs" in value) return `median ${duration(value.medianMs)}, 99 % within ${duration(value.p99Ms)}`
    return `${value.days} ${value.open}–${value.close}`
  }
  if (typeof value !== "number") return value === "" ? "none" : String(value)
  if (unit === "ms") return duration(value)
  return unit === "ratio" ? `${value / 10_000} %` : String(value)
}
