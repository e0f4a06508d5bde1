/** Arbitrary parts of scenarios of the test shop: texts that are hard to print, identities, partners, links, instants. */
import { fc } from "@fast-check/vitest"
import { benign } from "../../../sim/network/link.ts"
import { defaultLinks, policiesOf } from "../../../sim/scenario/default-world.ts"
import type { Interval, MessageIdentity, MessagePattern } from "../../../sim/scenario/identity.ts"
import type { Instant } from "../../../sim/scenario/instants.ts"
import type { ScenarioLink, ScenarioPartner } from "../../../sim/scenario/scenario.ts"
import type { PolicySpec, PolicyValue } from "../../../sim/scenario/vocabulary.ts"
import { shop } from "./shop.ts"

export const by =
  <T>(key: (one: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0

/** Words that a careless printer would break. */
const awkward = fc.constantFrom(
  "007",
  "1e3",
  "true",
  "null",
  "~",
  "- x",
  "a: b",
  "a #b",
  "'",
  '"q" r',
  "{x}",
  "[y",
  "*z",
  "&w",
  "!t",
  "%",
  "@a",
  "line\nbreak",
  "tab\tin",
  " lead",
  "trail ",
  "é",
  "李雷",
  "=",
  "<<",
  "0x1F",
  "2024-01-01",
  "yes",
  "|",
  ">",
  "\\",
  "🙂",
  "__proto__",
)
export const text = fc
  .oneof(awkward, fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }))
  .filter((one) => one.trim() !== "" && one.isWellFormed())
export const key = fc.oneof(awkward, fc.string({ minLength: 1, maxLength: 6 })).filter((one) => one.trim() !== "")
export const small = fc.integer({ min: 0, max: 1_000_000 })
export const durationMs = fc.oneof(
  small,
  fc.integer({ min: 0, max: 400 }).map((days) => days * 86_400_000),
)

const interval = (least: number): fc.Arbitrary<Interval> =>
  fc.oneof(
    fc.constant({ from: least, to: null }),
    fc
      .tuple(fc.integer({ min: least, max: 5 }), fc.option(fc.integer({ min: 0, max: 5 })))
      .map(([from, more]) => ({ from, to: more === null ? null : from + more })),
  )
const instanceWord = fc.constantFrom("oms", "payment", "wms-east", "wms-*", "*")
export const subject = fc.oneof(
  fc.constantFrom("A-1", "A-1/shipment-1", "*", "A-*", "copy1", "response", "#1001", 'a "b"', "two words", "\\"),
  fc.string({ minLength: 1, maxLength: 8 }),
)

export const messagePattern: fc.Arbitrary<MessagePattern> = fc.record({
  sender: instanceWord,
  receiver: instanceWord,
  operation: fc.constantFrom("payments.capture", "payments.*", "*"),
  subject,
  call: interval(1),
  attempt: interval(1),
  copy: fc.oneof(fc.constant({ from: 0, to: 0 }), interval(0)),
  leg: fc.constantFrom("message", "response"),
})

export const messageIdentity: fc.Arbitrary<MessageIdentity> = fc.record({
  sender: fc.constantFrom("oms", "wms-east", "outside"),
  receiver: fc.constantFrom("payment", "wms-west"),
  operation: fc.constantFrom("payments.capture", "orders.import"),
  subject: subject.filter((one) => one !== "*"),
  call: fc.integer({ min: 1, max: 6 }),
  attempt: fc.integer({ min: 1, max: 6 }),
  copy: fc.integer({ min: 0, max: 3 }),
})

const spread = fc.tuple(durationMs, durationMs).map(([medianMs, more]) => ({ medianMs, p99Ms: medianMs + more }))

const policyValue = (spec: PolicySpec): fc.Arbitrary<PolicyValue> => {
  switch (spec.unit) {
    case "ms":
      return durationMs
    case "count":
    case "minor":
      return small
    case "ratio":
      return small
    case "flag":
      return fc.boolean()
    case "choice":
      return fc.constantFrom(...(spec.choices ?? []))
    case "text":
      return text
    case "spreadMs":
      return spread
    case "shifts":
      return fc.constantFrom("", "mon-fri 06:00-14:00 x 4", "mon,wed 06:00-14:00 x 2; sat 08:00-12:30 x 1")
    case "calendar":
      return fc.constantFrom(
        { days: "mon-fri", open: "06:00", close: "22:00" },
        { days: "sat", open: "00:00", close: "24:00" },
      )
  }
}

export const partner = (name: string): fc.Arbitrary<ScenarioPartner> =>
  fc.constantFrom(...Object.keys(shop.kinds)).chain((kind) => {
    const spec = shop.kinds[kind]!
    const overrides = fc.record(
      Object.fromEntries(Object.entries(spec.policies).map(([policy, one]) => [policy, policyValue(one)])),
      { requiredKeys: [] },
    )
    const usual = shop.defaultWorld.partners[name]
    return overrides.map((own) => ({
      name,
      kind,
      policies: policiesOf(
        spec,
        usual?.kind === kind ? (usual.policies ?? {}) : {},
        own as Record<string, PolicyValue>,
      ),
    }))
  })

export const link = (from: string, to: string): fc.Arbitrary<ScenarioLink> => {
  const usual = defaultLinks(shop).find((one) => one.from === from && one.to === to) ?? {
    from,
    to,
    style: "api" as const,
    ...benign,
  }
  return fc
    .record(
      {
        style: fc.constantFrom("api", "webhook", "polling", "file", "manual"),
        latency: spread,
        timeoutMs: durationMs.map((ms) => ms + 1),
        attemptsMax: fc.integer({ min: 1, max: 9 }),
        backoffMs: durationMs,
        ladderMs: fc.array(durationMs, { maxLength: 3 }),
        pollEveryMs: durationMs,
        account: text,
        tokenLifetimeMs: durationMs,
        breakerAfter: small,
        breakerPauseMs: durationMs,
        scopes: fc.array(text, { maxLength: 2 }),
        requestsPerSecondMax: small,
      },
      { requiredKeys: [] },
    )
    .map((own) => ({ ...usual, ...own }))
}

export const names = ["oms", "payment", "wms-east", "wms-west", "storefront", "buyer", "wms-north"]
export const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const))

export const instant = (startMs: number): fc.Arbitrary<Instant> =>
  fc.oneof(
    durationMs.map((relativeMs) => ({ relativeMs })),
    durationMs.map((ms) => ({ epochMs: startMs + ms })),
  )
