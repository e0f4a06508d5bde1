/** A validator for the few keywords of JSON Schema that the scenario schema uses; any other keyword is an error of the test. */
type Schema = { readonly [key: string]: unknown }

/** Where a value breaks the schema; empty when it fits. */
export const violations = (schema: Schema, value: unknown, at = "$"): readonly string[] => {
  const found: string[] = []
  const fits = (one: unknown) => violations(one as Schema, value, at).length === 0
  for (const [keyword, rule] of Object.entries(schema)) {
    const check = keywords[keyword]
    if (check === undefined) throw new Error(`The schema uses "${keyword}", which this validator does not know.`)
    found.push(...check(rule as never, value, at, schema, fits))
  }
  return found
}

type Check = (
  rule: never,
  value: unknown,
  at: string,
  schema: Schema,
  fits: (one: unknown) => boolean,
) => readonly string[]
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
const unless = (ok: boolean, says: string): readonly string[] => (ok ? [] : [says])
const silent: Check = () => []

const typeOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value)

const keywords: Readonly<Record<string, Check>> = {
  $schema: silent,
  title: silent,
  description: silent,
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; nobody awaits it.
  then: silent,
  additionalProperties: (rule: unknown, value, at, schema) =>
    isMap(value) && schema["properties"] === undefined
      ? Object.entries(value).flatMap(([key, one]) => others(rule, one, `${at}.${key}`))
      : [],
  patternProperties: silent,
  type: (rule: string | readonly string[], value, at) =>
    unless(
      [rule].flat().some((one) => one === typeOf(value) || (one === "integer" && Number.isInteger(value))),
      `${at}: not ${String(rule)}`,
    ),
  enum: (rule: readonly unknown[], value, at) => unless(rule.includes(value), `${at}: not among ${rule.join(", ")}`),
  const: (rule: unknown, value, at) => unless(rule === value, `${at}: not ${String(rule)}`),
  pattern: (rule: string, value, at) =>
    unless(typeof value !== "string" || new RegExp(rule, "u").test(value), `${at}: does not match ${rule}`),
  minimum: (rule: number, value, at) => unless(typeof value !== "number" || value >= rule, `${at}: less than ${rule}`),
  maximum: (rule: number, value, at) => unless(typeof value !== "number" || value <= rule, `${at}: more than ${rule}`),
  minItems: (rule: number, value, at) => unless(!Array.isArray(value) || value.length >= rule, `${at}: too short`),
  required: (rule: readonly string[], value, at) =>
    rule.flatMap((key) => unless(!isMap(value) || Object.hasOwn(value, key), `${at}: ${key} is missing`)),
  items: (rule: Schema, value, at) =>
    Array.isArray(value) ? value.flatMap((item, i) => violations(rule, item, `${at}[${i}]`)) : [],
  properties: (rule: Readonly<Record<string, Schema>>, value, at, schema) => {
    if (!isMap(value)) return []
    const patterns = Object.entries((schema["patternProperties"] ?? {}) as Record<string, Schema>)
    return Object.entries(value).flatMap(([key, one]) => {
      if (Object.hasOwn(rule, key)) return violations(rule[key]!, one, `${at}.${key}`)
      const matching = patterns.filter(([regex]) => new RegExp(regex, "u").test(key))
      if (matching.length > 0) return matching.flatMap(([, sub]) => violations(sub, one, `${at}.${key}`))
      return others(schema["additionalProperties"], one, `${at}.${key}`)
    })
  },
  anyOf: (rule: readonly Schema[], _value, at, _schema, fits) => unless(rule.some(fits), `${at}: none of several`),
  oneOf: (rule: readonly Schema[], _value, at, _schema, fits) =>
    unless(rule.filter(fits).length === 1, `${at}: not exactly one of several`),
  allOf: (rule: readonly Schema[], value, at) => rule.flatMap((one) => violations(one, value, at)),
  if: (rule: Schema, value, at, schema, fits) => (fits(rule) ? violations(schema["then"] as Schema, value, at) : []),
}

const others = (rule: unknown, value: unknown, at: string): readonly string[] =>
  rule === false ? [`${at}: unknown key`] : rule === undefined ? [] : violations(rule as Schema, value, at)
