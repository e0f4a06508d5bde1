/** Arbitrary whole scenarios of the test shop, in normal form. */
import { fc } from "@fast-check/vitest"
import type { Balance, Expectation } from "../../../sim/scenario/expectations.ts"
import { resolveInstant } from "../../../sim/scenario/instants.ts"
import { buyerNamed, defaultAddress } from "../../../sim/scenario/parse-workload.ts"
import {
  defaultStartMs,
  startBefore,
  type Scenario,
  type ScenarioFault,
  type ScenarioOrder,
} from "../../../sim/scenario/scenario.ts"
import {
  by,
  durationMs,
  instant,
  key,
  link,
  messagePattern,
  names,
  pairs,
  partner,
  small,
  subject,
  text,
} from "./arbitraries.ts"
import { shop } from "./shop.ts"

const money = fc.integer({ min: 0, max: 100_000 })

const order = (startMs: number): fc.Arbitrary<ScenarioOrder> =>
  fc
    .record({
      id: text.map((id) => id.replaceAll(/[/\s]/gu, "-")),
      at: instant(startMs),
      channel: fc.constantFrom(null, "storefront" as const, "marketplace" as const),
      name: text,
      buyer: fc.record({ id: text, guest: fc.boolean(), email: text, phone: fc.option(text) }, { requiredKeys: [] }),
      address: fc.oneof(
        fc.constant(defaultAddress),
        fc.record({
          line1: text,
          line2: fc.option(text),
          city: text,
          region: fc.option(text),
          postalCode: fc.option(text),
          country: text,
        }),
      ),
      service: fc.constantFrom("sameDay" as const, "first" as const, "second" as const, "standard" as const),
      lines: fc.array(
        fc.record({
          sku: text,
          name: text,
          quantity: fc.integer({ min: 1, max: 12 }),
          amount: money,
          discount: money,
          tax: money,
        }),
        { minLength: 1, maxLength: 3 },
      ),
      charges: fc.array(fc.record({ code: text, name: text, amount: money, tax: money }), { maxLength: 2 }),
      payment: fc.array(text, { maxLength: 3 }),
    })
    .map(({ name, buyer, payment, ...rest }) => ({
      ...rest,
      ...(payment.length > 0 ? { payment } : {}),
      buyer: { ...buyerNamed(name, rest.id), ...buyer },
      total: [...rest.lines, ...rest.charges].reduce((sum, { amount, tax }) => sum + amount + tax, 0),
    }))

const json = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
    text,
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(key, tie("any"), { maxKeys: 3, noNullPrototype: true }),
  ),
}))

/** A whole scenario in normal form. */
export const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    startMs: fc.constantFrom(defaultStartMs, startBefore(Date.UTC(2026, 1, 27))),
    present: fc.subarray(names, { minLength: 2 }),
    inline: fc.boolean(),
    said: fc.boolean(),
  })
  .chain(({ startMs, present, inline, said }) => {
    const possible = pairs.filter(([from, to]) => present.includes(from) && present.includes(to))
    const world = fc.record({
      seed: fc.integer({ min: 0, max: 4_294_967_295 }),
      startMs: fc.constant(inline || said ? startMs : null),
      partners: fc.tuple(...present.map(partner)).map((list) => list.toSorted(by((one) => one.name))),
      links: fc
        .subarray(possible, { maxLength: Math.min(4, possible.length) })
        .chain((chosen) => fc.tuple(...chosen.map(([from, to]) => link(from, to))))
        .map((list) => list.toSorted(by((one) => `${one.from}\u0000${one.to}`))),
    })
    return world.chain((built) => {
      const operationsOf = (name: string) => shop.kinds[built.partners.find((one) => one.name === name)!.kind]!
      const orders = inline
        ? fc.uniqueArray(order(startMs), { maxLength: 3, selector: (one) => one.id }).map((list) => ({
            type: "inline" as const,
            orders: list.toSorted(
              (a, b) =>
                resolveInstant(a.at, startMs) - resolveInstant(b.at, startMs) ||
                by((one: ScenarioOrder) => one.id)(a, b),
            ),
          }))
        : fc.oneof(
            fc.record({
              type: fc.constant("named" as const),
              book: fc.constant("superstore"),
              hash: fc.constantFrom(null, "0123abcd", "12345678", "1234567e8"),
            }),
            fc.record({
              type: fc.constant("file" as const),
              path: fc.constantFrom("./orders.csv.gz", "a b/#c.csv", "C:\\x.csv"),
              hash: fc.constant(null),
            }),
          )
      const act = fc.constantFrom(...present).chain((to) =>
        fc.record({
          at: instant(startMs),
          to: fc.constant(to),
          operation: fc.constantFrom(...operationsOf(to).operations),
          subject: text,
          with: fc.dictionary(key, json.any, { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<never>,
        }),
      )
      const target =
        built.links.length === 0
          ? fc.constant(null)
          : fc.tuple(fc.constantFrom(...built.links), messagePattern, fc.nat()).map(([{ from, to }, one, pick]) => {
              const known = ["*", ...operationsOf(to).operations, ...operationsOf(from).webhooks]
              return {
                type: "messages" as const,
                of: { ...one, sender: from, receiver: to, operation: known[pick % known.length]! },
              }
            })
      const fault = fc
        .tuple(
          fc.constantFrom("drop", "delay", "lose-response", "outage", "refuse"),
          target,
          fc.constantFrom(...present),
          fc.option(durationMs),
          fc.boolean(),
          small,
        )
        .map(([kind, messages, instance, ms, absolute, status]): ScenarioFault[] => {
          const on =
            kind === "outage" || (messages === null && kind !== "drop")
              ? { type: "instance" as const, instance }
              : messages
          if (on === null) return []
          const from = absolute ? { epochMs: startMs + (ms ?? 0) } : { relativeMs: ms ?? 0 }
          const bounded = kind === "outage" || ms !== null
          return [
            {
              fault: kind,
              on,
              at: bounded ? from : null,
              until: bounded
                ? "epochMs" in from
                  ? { epochMs: from.epochMs + 1 }
                  : { relativeMs: from.relativeMs + 1 }
                : null,
              byMs: kind === "delay" ? status : null,
              settings: kind === "refuse" ? { status } : {},
            },
          ]
        })
      const word = subject.filter((one) => one !== "")
      const balance: fc.Arbitrary<Balance> = fc.oneof(
        fc.record({ quantity: fc.integer({ min: -9, max: 9 }) }),
        fc.record({ amountMinor: fc.integer({ min: -9999, max: 9999 }), currency: fc.constantFrom("EUR", "JPY") }),
      )
      const expectations: fc.Arbitrary<Expectation>[] = [
        fc.record({ type: fc.constant("verdict"), verdict: fc.constantFrom("held", "broken", "unknown") }),
        fc.record({ type: fc.constant("breaks"), invariant: fc.constantFrom("I1", "I10") }),
        fc.record({
          type: fc.constant("object"),
          instance: fc.constantFrom(...present),
          kind: fc.constant("order"),
          id: word,
          state: fc.constantFrom("new", "held.byPerson"),
        }),
        fc.record({
          type: fc.constant("balance"),
          instance: fc.constantFrom(...present),
          account: word,
          subject: fc.option(word),
          is: balance,
        }) as fc.Arbitrary<Expectation>,
        fc
          .tuple(
            fc.constantFrom("oversells", "fillRate"),
            fc.integer({ min: -9, max: 99 }),
            fc.constantFrom(0, 1, 2, 3),
          )
          .map(([figure, n, which]): Expectation => ({
            type: "figure",
            figure,
            atLeast: which === 1 ? null : n / 10,
            atMost: which === 0 ? null : (which === 2 ? n : n + 1) / 10,
          })),
        fc.record({
          type: fc.constant("eventually"),
          instance: fc.constantFrom(...present),
          kind: fc.constant("order"),
          id: word,
          state: fc.constantFrom("new", "held.byPerson"),
          withinMs: fc.option(durationMs),
          after: fc.option(instant(defaultStartMs)),
        }) as fc.Arbitrary<Expectation>,
        fc.record({
          type: fc.constant("never"),
          instance: fc.constantFrom(...present),
          kind: fc.constant("order"),
          id: word,
          state: fc.constantFrom("new", "held.byPerson"),
        }) as fc.Arbitrary<Expectation>,
        fc
          .tuple(fc.constantFrom(...present), word, fc.option(word), balance, fc.constantFrom(0, 1, 2))
          .map(([instance, account, subject, bound, which]): Expectation => ({
            type: "always",
            instance,
            account,
            subject,
            atLeast: which === 1 ? null : bound,
            atMost: which === 0 ? null : bound,
          })),
        ...(built.links.length === 0
          ? []
          : [
              fc.tuple(target, small, fc.constantFrom(0, 1, 2, 3)).map(([on, n, which]): Expectation => ({
                type: "messages",
                of: on!.of,
                atLeast: which === 1 ? null : n,
                atMost: which === 0 ? null : which === 2 ? n : n + 1,
              })),
            ]),
      ]
      return fc.record({
        name: text,
        purpose: fc.oneof(fc.constant(""), text),
        world: fc.constant(built),
        workload: fc.record({
          orders,
          currency: fc.constantFrom("EUR", "JPY", "KWD"),
          limit: fc.option(small),
          marketplaceSharePpm: small,
          products: fc.array(
            fc.record({
              sku: fc.constantFrom("SET-1", "SET-2"),
              components: fc.array(
                fc.record({ sku: fc.constantFrom("MUG", "TEA"), quantity: fc.integer({ min: 1, max: 9 }) }),
                { maxLength: 2 },
              ),
            }),
            { maxLength: 2 },
          ),
          acts: fc.array(act, { maxLength: 2 }),
        }),
        faults: fc.array(fault, { maxLength: 3 }).map((lists) => lists.flat()),
        expect: fc.array(fc.oneof(...expectations) as fc.Arbitrary<Expectation>, { maxLength: 3 }),
      })
    })
  }) as fc.Arbitrary<Scenario>
