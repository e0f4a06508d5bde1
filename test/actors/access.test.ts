/**
 * Who may call what, tried out: every operation of every room is really called through the server half with credentials of all sorts.
 * Method: a scenario runs in which each operation's last real request is kept; afterwards strangers send that request again.
 */
import { readFileSync } from "node:fs"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import type { Ecosystem } from "../../sim/ecosystem.ts"
import type { Operation, Refusal } from "../../sim/partner/contract.ts"
import type { Answered, Served } from "../../sim/partner/room.ts"
import type { World } from "../../sim/world/world.ts"
import { run } from "./run.ts"

/** Instances that take no part in the business; what each has for a credential. */
const callers = {
  clerk: { kind: "notification", link: {} },
  unscoped: { kind: "notification", link: { scopes: [] } },
  agent: { kind: "supplier", link: {} },
  passerby: { kind: "buyer", link: {} },
  rival: { kind: "supplier", link: { account: "rival" } },
  sister: { kind: "notification", link: { account: "rival" } },
} as const
type Caller = keyof typeof callers

const targets = Object.entries(ecosystem.defaultWorld.partners)
const names = Object.keys(callers) as Caller[]

/** JSON is YAML: the suite's scenario with the strangers and their links in its world. */
const text = (): string => {
  const suite = readFileSync(new URL("../../scenarios/suites/cancel-and-return.yaml", import.meta.url), "utf8")
  const partners = Object.fromEntries(names.map((name) => [name, { kind: callers[name].kind }]))
  const links = Object.fromEntries(
    names.flatMap((name) => targets.map(([to]) => [`${name} > ${to}`, callers[name].link] as const)),
  )
  const more = `world:\n  partners: ${JSON.stringify(partners)}\n  links: ${JSON.stringify(links)}\n`
  return suite.replace("world:\n", more)
}

const requests = new Map<string, unknown>()
const keyOf = (kind: string, operation: string): string => `${kind} ${operation}`

/** The ecosystem whose rooms leave a copy of each request that they get. */
const listening = (): Ecosystem => ({
  ...ecosystem,
  rooms: Object.fromEntries(
    Object.entries(ecosystem.rooms).map(([kind, room]) => {
      const serves = room.serves.map((served): Served => {
        const handle: Served["handle"] = (turn, request) => {
          requests.set(keyOf(kind, served.operation.name), request)
          return served.handle(turn, request)
        }
        return { ...served, handle }
      })
      return [kind, { ...room, serves }]
    }),
  ),
})

const { world, result } = run(text(), null, listening())

/** One that really came, else one that the contract generates. */
const requestFor = (kind: string, operation: Operation): unknown => {
  const known = requests.get(keyOf(kind, operation.name))
  if (known !== undefined) return known
  const arbitrary = Arbitrary.schema(operation.request)
  return Effect.runSync(Arbitrary.sampleEffect(arbitrary, { count: 1, seed: 5, size: 6 }))[0]
}

let asked = 0
const ask = (at: World, caller: string, to: string, operation: Operation, body: unknown): Answered => {
  const raw = { method: "POST", path: operation.name, headers: {}, bytes: "" }
  const request = { principal: caller, to, operation: operation as never, body, key: `try-${asked++}`, raw }
  const exchange = at.outside.request(request)
  at.runUntil(() => at.outside.answerTo(exchange) !== undefined)
  return at.outside.answerTo(exchange)!
}

const errorOf = ({ status, body }: Answered): string => (status < 300 ? "" : (body as Refusal).error)

const operations = targets.flatMap(([instance, { kind }]) =>
  (ecosystem.rooms[kind]?.serves ?? []).map((served) => {
    const operation = served.operation as unknown as Operation
    return { name: `${instance} ${operation.name}`, instance, kind, operation }
  }),
)

it("the strangers do not disturb the business, whose requests are real", () => {
  expect(result.verdict).toBe("held")
  expect(requests.size).toBeGreaterThan(40)
})

describe("every operation", () => {
  it.each(operations)("$name refuses a credential without its scope", ({ instance, kind, operation }) => {
    const answer = ask(world.fork(), "unscoped", instance, operation, requestFor(kind, operation))
    expect([answer.status, errorOf(answer)]).toEqual([403, "forbidden"])
  })

  it.each(operations)("$name is there for whom its visibility says", ({ instance, kind, operation }) => {
    const owner = ecosystem.rooms[kind]?.contract.stands ?? "company"
    const barred = (Object.keys(callers) as Caller[]).filter(
      (caller) => errorOf(ask(world.fork(), caller, instance, operation, requestFor(kind, operation))) === "forbidden",
    )
    const others = {
      public: [],
      partner: ["passerby"],
      private:
        owner === "company"
          ? ["agent", "passerby", "rival", "sister"]
          : ["clerk", "agent", "passerby", "rival", "sister"],
    }[operation.visibility]
    expect(barred.toSorted()).toEqual(["unscoped", ...others].toSorted())
  })

  it.each(operations)("$name refuses who has no credential at all", ({ instance, kind, operation }) => {
    const [stranger = ""] = targets.map(([name]) => name).filter((name) => !world.instance(name).links.has(instance))
    const answer = ask(world.fork(), stranger, instance, operation, requestFor(kind, operation))
    expect([answer.status, errorOf(answer)]).toEqual([401, "unauthorized"])
  })
})

const instances = new Set(targets.map(([name]) => name))

/** The same request about things that never were: every text that names an object of the run is changed a little. */
const aboutNothing = (value: unknown): unknown => {
  if (typeof value === "string") return instances.has(value) ? value : value.replaceAll(/\d/g, "9")
  if (Array.isArray(value)) return value.map(aboutNothing)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, aboutNothing(inner)]))
}

/** What an answer says apart from the names that the caller used itself. */
const shapeOf = ({ status, body }: Answered): unknown => [
  status,
  JSON.stringify(body ?? null, (_key, value: unknown) =>
    typeof value === "number" ? 0 : typeof value === "string" ? value.replaceAll(/\d/g, "9") : value,
  ),
]

describe("who may call", () => {
  it.each(operations)(
    "$name is told about things that never were, and nothing fails",
    ({ instance, kind, operation }) => {
      const owner = ecosystem.rooms[kind]?.contract.stands ?? "company"
      if (operation.visibility === "private" && owner !== "company") return
      const answer = ask(world.fork(), "clerk", instance, operation, aboutNothing(requestFor(kind, operation)))
      expect(answer.status).not.toBe(500)
    },
  )
})

describe("what belongs to another account", () => {
  const open = operations.filter(({ operation }) => operation.visibility !== "private")
  it.each(open)("$name is no oracle", ({ instance, kind, operation }) => {
    const body = requestFor(kind, operation)
    const real = ask(world.fork(), "rival", instance, operation, body)
    const nothing = ask(world.fork(), "rival", instance, operation, aboutNothing(body))
    expect(real.status).not.toBe(500)
    // Who gives a name learns that it is taken, and no more: names are one for all accounts.
    if (isMade(nothing) && errorOf(real) === "conflict") {
      expect(Object.keys(real.body as object).toSorted()).toEqual(["definite", "error", "says"])
      expect((real.body as Refusal).says).toMatch(/^The name ".+" cannot be had\.$/)
    } else expect(shapeOf(real)).toEqual(shapeOf(nothing))
  })

  it("is for its own account what it is for everybody else", () => {
    const { operation } = operations.find(({ name }) => name === "payment payments.get")!
    const body = { payment: "R-1/payment-1" }
    expect(ask(world.fork(), "agent", "payment", operation, body)).toMatchObject({ status: 200 })
    expect(errorOf(ask(world.fork(), "rival", "payment", operation, body))).toBe("notFound")
  })

  it("is what an account has made itself, and what came of that", () => {
    const at = world.fork()
    const of = (name: string) => operations.find((entry) => entry.name === `payment ${name}`)!.operation
    const body = aboutNothing(requestFor("payment", of("payments.create")))
    const made = ask(at, "rival", "payment", of("payments.create"), body)
    expect(made.status).toBe(201)
    const { payment } = made.body as { payment: string }
    expect(ask(at, "rival", "payment", of("payments.get"), { payment })).toMatchObject({ status: 200 })
    expect(errorOf(ask(at, "agent", "payment", of("payments.get"), { payment }))).toBe("notFound")
  })

  it("are events that somebody else subscribed to", () => {
    const { operation } = operations.find(({ name }) => name === "storefront events.list")!
    const body = { consumer: "oms", after: 0, limit: 10 }
    expect(ask(world.fork(), "oms", "storefront", operation, body)).toMatchObject({ status: 200 })
    expect(errorOf(ask(world.fork(), "clerk", "storefront", operation, body))).toBe("notFound")
  })
})

const isMade = ({ status }: Answered): boolean => status === 200 || status === 201
