/**
 * The JSON Schema (draft 2020-12) of scenario files, made from a vocabulary: editors complete and check with it.
 *
 * It is as strict as such a schema can be about words and shapes; what needs arithmetic or the whole file (dates that exist, names
 * of this file's own instances) is the parser's.
 */
import { channels, services } from "./parse-workload.ts"
import { variations } from "./variations.ts"
import { verdicts } from "./expectations.ts"
import * as keys from "./fields.ts"
import { fieldsOfFault } from "./parse-faults.ts"
import { zoneNames } from "../world/zones.ts"
import { calendarFields, spreadFields, unitSays } from "./policy-values.ts"
import { namedBooks } from "./scenario.ts"
import type { Field } from "./tree-reader.ts"
import {
  linkStyles,
  type KindSpec,
  type PolicySpec,
  type PolicyValue,
  type PolicyUnit,
  type Vocabulary,
} from "./vocabulary.ts"
import { formatDuration } from "./durations.ts"
import { formatRatio } from "./decimals.ts"

export type JsonSchema = { readonly [key: string]: unknown }
/** By operation: what it is for, and what an act gives it. */
export type BodySchemas = ReadonlyMap<string, { readonly says: string; readonly takes: JsonSchema }>

export const scenarioJsonSchema = (vocabulary: Vocabulary, bodies: BodySchemas = new Map()): JsonSchema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Backlot scenario",
  description: "What a run depends on: the world, what people order and do, what goes wrong, and what must come of it.",
  ...mapOf(keys.scenarioFields, {
    scenario: text,
    purpose: text,
    world: orNothing(worldSchema(vocabulary)),
    workload: orNothing(workloadSchema(vocabulary, bodies)),
    faults: orNothing(listOf(faultSchema(vocabulary))),
    expect: orNothing(listOf(expectationSchema(vocabulary))),
  }),
})

const text: JsonSchema = { type: ["string", "number"] }
const whole = (minimum = 0): JsonSchema => ({ type: "integer", minimum })
const pattern = (regex: string): JsonSchema => ({ type: "string", pattern: regex })
const oneOf = (words: readonly string[]): JsonSchema => ({ enum: words })
const listOf = (items: JsonSchema): JsonSchema => ({ type: "array", items })
const anyOf = (...choices: readonly JsonSchema[]): JsonSchema => ({ anyOf: choices })
const orNothing = (schema: JsonSchema): JsonSchema => anyOf(schema, { type: "null" })

const duration: JsonSchema = anyOf(whole(), pattern("^(\\s*\\d+(\\.\\d+)?\\s*(ms|s|min|h|d|w))+\\s*$"))
const instant: JsonSchema = pattern("^\\s*(\\+\\s*\\d|\\d{4}-\\d{2}-\\d{2})")
const decimal: JsonSchema = anyOf({ type: "number", minimum: 0 }, pattern("^\\d+(\\.\\d+)?$"))
const share: JsonSchema = anyOf({ type: "number", minimum: 0, maximum: 1 }, pattern("^\\d+(\\.\\d+)?\\s*%$"))

/** A map with exactly these keys; their descriptions and which are needed come from the tables of keys. */
const mapOf = <K extends string>(
  fields: Readonly<Record<K, Field>>,
  schemas: Readonly<Record<K, JsonSchema>>,
): JsonSchema => ({
  type: "object",
  properties: Object.fromEntries(
    Object.entries<Field>(fields).map(([key, { says }]) => [key, { description: says, ...schemas[key as K] }]),
  ),
  required: Object.entries<Field>(fields).flatMap(([key, { required }]) => (required === true ? [key] : [])),
  additionalProperties: false,
})

const spread: JsonSchema = anyOf(duration, mapOf(spreadFields, { median: duration, p99: duration }))

const units: Readonly<Record<PolicyUnit, JsonSchema>> = {
  ms: duration,
  count: whole(),
  minor: anyOf(whole(), pattern("^\\d+(\\.\\d+)?\\s+[A-Z]{3}$")),
  ratio: share,
  flag: { type: "boolean" },
  choice: {},
  text: { type: ["string", "number", "boolean"] },
  calendar: mapOf(calendarFields, { days: text, open: text, close: text, zone: oneOf(zoneNames), closed: text }),
  shifts: text,
  spreadMs: spread,
}

const policySchema = (spec: PolicySpec): JsonSchema => ({
  description: `${spec.says} Default: ${sayDefault(spec.default, spec.unit)}. Write ${unitSays[spec.unit]}.`,
  ...(spec.unit === "choice" ? oneOf(spec.choices ?? []) : units[spec.unit]),
})

const sayDefault = (value: PolicyValue, unit: PolicyUnit): string => {
  if (typeof value === "number")
    return unit === "ms" ? formatDuration(value) : unit === "ratio" ? formatRatio(value) : String(value)
  if (typeof value !== "object") return value === "" ? "none" : String(value)
  if ("medianMs" in value) return `median ${formatDuration(value.medianMs)}, p99 ${formatDuration(value.p99Ms)}`
  return `${value.days}, ${value.open} to ${value.close}`
}

const policiesSchema = (kind: KindSpec): JsonSchema =>
  orNothing({
    type: "object",
    properties: Object.fromEntries(Object.entries(kind.policies).map(([name, spec]) => [name, policySchema(spec)])),
    additionalProperties: false,
  })

const worldSchema = (vocabulary: Vocabulary): JsonSchema => {
  const { kinds, defaultWorld } = vocabulary
  const instances = Object.entries(defaultWorld.partners)
  const link = mapOf(keys.linkFields, {
    style: oneOf(linkStyles),
    latency: spread,
    timeout: duration,
    attempts: whole(1),
    backoff: duration,
    ladder: listOf(duration),
    pollEvery: duration,
    account: text,
    tokenLifetime: duration,
    pollOverlap: duration,
    breakerAfter: whole(),
    breakerPause: duration,
    scopes: listOf(text),
    requestsPerSecond: whole(),
  })
  return mapOf(keys.worldFields, {
    seed: { ...whole(), maximum: 4_294_967_295 },
    start: pattern("^\\d{4}-\\d{2}-\\d{2}"),
    partners: orNothing({
      type: "object",
      properties: Object.fromEntries(
        instances.map(([name, { kind }]) => [name, orNothing(partnerSchema(vocabulary, kind))]),
      ),
      additionalProperties: partnerSchema(vocabulary, null),
    }),
    policies: orNothing({
      type: "object",
      properties: Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, policiesSchema(kind)])),
      additionalProperties: false,
    }),
    links: orNothing({
      type: "object",
      properties: Object.fromEntries(defaultWorld.links.map(({ from, to }) => [`${from} > ${to}`, orNothing(link)])),
      patternProperties: { "^\\s*[^\\s>]+\\s*>\\s*[^\\s>]+\\s*$": orNothing(link) },
      additionalProperties: false,
    }),
  })
}

/** A partner's policies depend on its kind: the one it names, else that of the default world's instance. */
const partnerSchema = ({ kinds }: Vocabulary, usual: string | null): JsonSchema => ({
  ...mapOf(keys.partnerFields, { kind: oneOf(Object.keys(kinds)), policies: {} }),
  required: usual === null ? ["kind"] : [],
  allOf: Object.entries(kinds).map(([name, kind]) => ({
    if: { properties: { kind: { const: name } }, required: name === usual ? [] : ["kind"] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; nobody awaits it.
    then: { properties: { policies: policiesSchema(kind) } },
  })),
})

const workloadSchema = (vocabulary: Vocabulary, bodies: BodySchemas): JsonSchema => {
  const line = mapOf(keys.lineFields, {
    sku: text,
    name: text,
    quantity: whole(1),
    price: decimal,
    amount: decimal,
    discount: decimal,
    tax: decimal,
  })
  const buyer = mapOf(keys.buyerFields, { name: text, id: text, email: text, phone: text, guest: { type: "boolean" } })
  const address = mapOf(keys.addressFields, {
    line1: text,
    line2: text,
    city: text,
    region: text,
    postalCode: text,
    country: text,
  })
  const order = mapOf(keys.orderFields, {
    id: anyOf(pattern("^[^/\\s]+$"), { type: "number" }),
    at: instant,
    channel: oneOf(channels),
    buyer: anyOf(text, buyer),
    address: orNothing(address),
    service: oneOf(services),
    lines: { ...listOf({ ...line, oneOf: [{ required: ["price"] }, { required: ["amount"] }] }), minItems: 1 },
    charges: orNothing(listOf(mapOf(keys.chargeFields, { code: text, name: text, amount: decimal, tax: decimal }))),
    payment: orNothing(anyOf(text, listOf(text))),
  })
  const operations = [...new Set(Object.values(vocabulary.kinds).flatMap((kind) => kind.operations))].toSorted(plainly)
  const act = {
    ...mapOf(keys.actFields, {
      at: instant,
      to: text,
      do: oneOf(operations),
      subject: text,
      with: orNothing({ type: "object" }),
    }),
    allOf: [...bodies].map(([name, { says, takes }]) => ({
      if: { properties: { do: { const: name } }, required: ["do"] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; nobody awaits it.
      then: {
        properties: { do: { description: says }, with: takes },
        ...(needsAny(takes) ? { required: ["with"] } : {}),
      },
    })),
  }
  return mapOf(keys.workloadFields, {
    orders: orNothing(anyOf(oneOf(namedBooks), pattern("[/.]"), listOf(order))),
    hash: pattern("^[0-9a-f]{8,128}$"),
    currency: pattern("^[A-Z]{3}$"),
    limit: whole(),
    marketplaceShare: share,
    products: orNothing(
      listOf(
        mapOf(keys.productFields, {
          sku: text,
          components: listOf(mapOf(keys.componentFields, { sku: text, quantity: whole(1) })),
        }),
      ),
    ),
    acts: orNothing(listOf(act)),
  })
}

/** An operation that needs nothing may go without a `with`. */
const needsAny = ({ required }: JsonSchema): boolean => Array.isArray(required) && required.length > 0

const faultSchema = (vocabulary: Vocabulary): JsonSchema => ({
  type: "object",
  required: ["fault", "on"],
  properties: { fault: oneOf(Object.keys(vocabulary.faults)) },
  oneOf: Object.entries(vocabulary.faults).map(([name, spec]) => {
    const fields = fieldsOfFault(spec)
    const known: Readonly<Record<string, JsonSchema>> = {
      fault: { const: name },
      on:
        spec.on === "instance"
          ? pattern("^\\s*[^\\s>]+\\s*$")
          : spec.on === "messages"
            ? pattern(">")
            : spec.on === "link"
              ? pattern("^\\s*[^\\s>]+\\s*>\\s*[^\\s>]+\\s*$")
              : { type: "string" },
      at: instant,
      until: instant,
      by: duration,
      times: whole(1),
    }
    const schemas = Object.fromEntries(
      Object.keys(fields).map((key) => [key, known[key] ?? { type: ["string", "number", "boolean"] }]),
    )
    return { description: spec.says, ...mapOf(fields, schemas) }
  }),
})

const expectationSchema = (vocabulary: Vocabulary): JsonSchema => ({
  oneOf: [
    mapOf(keys.expectationFields.verdict, { verdict: oneOf(verdicts) }),
    mapOf(keys.expectationFields.breaks, { breaks: oneOf(vocabulary.invariants) }),
    mapOf(keys.expectationFields.again, { again: oneOf(Object.keys(variations)) }),
    mapOf(keys.expectationFields.object, { object: pattern("\\S\\s+\\S"), state: text }),
    {
      ...mapOf(keys.expectationFields.figure, {
        figure: oneOf(vocabulary.figures),
        is: { type: "number" },
        atLeast: { type: "number" },
        atMost: { type: "number" },
      }),
      ...isOrBounds,
    },
    mapOf(keys.expectationFields.eventually, {
      eventually: pattern("\\S\\s+\\S"),
      state: text,
      within: duration,
      after: instant,
    }),
    mapOf(keys.expectationFields.never, { never: pattern("\\S\\s+\\S"), state: text }),
    {
      ...mapOf(keys.expectationFields.always, { always: pattern("\\S\\s+\\S"), atLeast: balance, atMost: balance }),
      anyOf: [{ required: ["atLeast"] }, { required: ["atMost"] }],
    },
    mapOf(keys.expectationFields.balance, { balance: pattern("\\S\\s+\\S"), is: balance }),
    {
      ...mapOf(keys.expectationFields.messages, {
        messages: pattern(">"),
        is: whole(),
        atLeast: whole(),
        atMost: whole(),
      }),
      ...isOrBounds,
    },
  ],
})

const balance = anyOf({ type: "integer" }, pattern("^-?\\d+(\\.\\d+)?\\s+[A-Z]{3}$|^-?\\d+$"))
const isOrBounds: JsonSchema = {
  oneOf: [{ required: ["is"] }, { anyOf: [{ required: ["atLeast"] }, { required: ["atMost"] }] }],
}

const plainly = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
