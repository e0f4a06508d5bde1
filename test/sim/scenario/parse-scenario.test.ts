/** What a scenario file means, part by part, and how each part is refused. */
import { describe, expect, it } from "vitest"
import { says } from "../../../sim/scenario/expectations.ts"
import { formatPattern } from "../../../sim/scenario/identity.ts"
import { parseScenario } from "../../../sim/scenario/parse-scenario.ts"
import { renderProblem } from "../../../sim/scenario/problems.ts"
import type { Scenario } from "../../../sim/scenario/scenario.ts"
import { example } from "./example.ts"
import { shop } from "./shop.ts"

const read = (text: string): Scenario => {
  const { scenario, problems } = parseScenario(text, shop)
  if (scenario === null) throw new Error(problems.map((one) => renderProblem("s.yaml", one)).join("\n"))
  return scenario
}
const problemsOf = (text: string): readonly string[] =>
  parseScenario(text, shop).problems.map((one) => renderProblem("s.yaml", one))
const policies = (scenario: Scenario, name: string) =>
  scenario.world.partners.find((partner) => partner.name === name)?.policies

describe("the default world", () => {
  it("stands where a file says nothing, every default filled in", () => {
    const scenario = read("scenario: Plain")
    expect(scenario.world.partners.map(({ name }) => name)).toEqual([
      "buyer",
      "oms",
      "payment",
      "storefront",
      "wms-east",
      "wms-west",
    ])
    expect(policies(scenario, "wms-west")).toEqual({
      pickTime: 90_000,
      pickers: 2,
      shortPicks: 10_000,
      shift: { days: "mon-fri", open: "08:00", close: "18:00" },
      label: "A6",
    })
    expect(scenario.world.links.find(({ to }) => to === "payment")).toEqual(
      expect.objectContaining({ timeoutMs: 5_000, attemptsMax: 5 }),
    )
    expect(scenario.workload).toEqual({
      orders: { type: "inline", orders: [] },
      currency: null,
      limit: null,
      marketplaceSharePpm: 0,
      products: [],
      acts: [],
    })
  })
  it("is covered by the kind's policies, and these by the instance's", () => {
    const scenario = read(
      "scenario: x\nworld:\n  policies: { wms: { pickers: 3 } }\n  partners: { wms-east: { policies: { pickers: 9 } } }",
    )
    expect(policies(scenario, "wms-west")?.["pickers"]).toBe(3)
    expect(policies(scenario, "wms-east")?.["pickers"]).toBe(9)
  })
  it("loses the links of an instance that is taken away, and gains instances and links", () => {
    const scenario = read(
      "scenario: x\nworld:\n  partners: { wms-west: null, wms-south: { kind: wms } }\n  links: { oms > wms-south: { style: file }, oms>payment: null }",
    )
    expect(scenario.world.links.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      "oms > wms-east",
      "oms > wms-south",
      "storefront > oms",
      "wms-east > oms",
    ])
  })
  it("does not hand a replaced instance the policies of the other kind", () => {
    const scenario = read("scenario: x\nworld: { partners: { wms-west: { kind: oms } } }")
    expect(policies(scenario, "wms-west")).toEqual(policies(scenario, "oms"))
  })
  it("merges a link quantity by quantity", () => {
    const scenario = read('scenario: x\nworld: { links: { "oms > payment": { attempts: 2 } } }')
    expect(scenario.world.links.find(({ to }) => to === "payment")).toEqual(
      expect.objectContaining({ timeoutMs: 5_000, attemptsMax: 2 }),
    )
  })
})

describe("the start", () => {
  const startOf = (text: string) => read(text).world.startMs
  it("is said, or midnight before the earliest instant, or fixed, or the book's affair", () => {
    expect(startOf("scenario: x\nworld: { start: 2024-03-01T08:00:00+01:00 }")).toBe(Date.UTC(2024, 2, 1, 7))
    expect(
      startOf("scenario: x\nfaults: [{ fault: outage, on: oms, at: 2020-05-05T10:00:00Z, until: 2020-05-06 }]"),
    ).toBe(Date.UTC(2020, 4, 5))
    expect(startOf("scenario: x")).toBe(Date.UTC(2024, 2, 4, 8))
    expect(startOf("scenario: x\nworkload: { orders: superstore }")).toBe(null)
  })
  it("cannot be after what happens, nor an end before its beginning", () => {
    expect(
      problemsOf(
        "scenario: x\nworld: { start: 2024-03-01 }\nfaults:\n  - { fault: outage, on: oms, at: 2024-02-28, until: +3 h }\n  - { fault: outage, on: oms, at: +3 h, until: +2 h }",
      ),
    ).toEqual([
      `s.yaml:4:35  "2024-02-28" is before the world's start, 2024-03-01T00:00:00Z`,
      's.yaml:5:48  "+2 h" is not after the beginning, +3 h',
    ])
  })
})

describe("the workload", () => {
  const workload = read(example).workload
  const orders = workload.orders.type === "inline" ? workload.orders.orders : []
  it("sorts inline orders by instant and rounds each line once", () => {
    expect(orders.map(({ id }) => id)).toEqual(["A-2", "A-1"])
    expect(orders[1]!.lines.map(({ sku, amount, tax }) => [sku, amount, tax])).toEqual([
      ["SKU-1", 5997, 1139],
      ["007", 67, 0],
    ])
    expect(orders[1]!.total).toBe(5997 + 1139 + 67 + 490)
  })
  it("keeps digits that YAML would take for numbers", () => {
    expect(read("scenario: 007").name).toBe("007")
  })
  it("refuses order numbers that would part the names of what belongs to the order", () => {
    const told = (id: string) =>
      problemsOf(
        `scenario: x\nworkload:\n  currency: EUR\n  orders:\n    - { id: ${id}, at: +1 h, buyer: b, lines: [{ sku: A, quantity: 1, price: 1 }] }`,
      )
    expect(told("SO/12")).toEqual(['s.yaml:5:15  "SO/12" is no order number: a slash parts names; write a dash'])
    expect(told("SO 12")).toEqual(['s.yaml:5:15  "SO 12" is no order number: a blank parts names; write a dash'])
    expect(told("SO-12")).toEqual([])
  })
  it("takes a book by name, by file, and by hash", () => {
    const ordersOf = (text: string) => read(`scenario: x\nworkload: { ${text} }`).workload.orders
    expect(ordersOf("orders: superstore")).toEqual({ type: "named", book: "superstore", hash: null })
    expect(ordersOf("orders: ./a.csv.gz, hash: 0123abcd")).toEqual({
      type: "file",
      path: "./a.csv.gz",
      hash: "0123abcd",
    })
    expect(problemsOf("scenario: x\nworkload: { orders: superstoer }")).toEqual([
      's.yaml:2:21  "superstoer" is no order book; allowed: superstore; a file has a slash or an ending, such as ./orders.csv.gz; did you mean "superstore"?',
    ])
  })
})

describe("faults", () => {
  const onOf = (line: string) => {
    const { on } = read(`scenario: x\nfaults:\n  - fault: lose-response\n    ${line}`).faults[0]!
    return on.type === "messages" ? formatPattern(on.of) : on.instance
  }
  it("keep the numbers that YAML takes for a comment", () => {
    const target = "oms > payment payments.capture A-1 #1.1"
    expect(onOf(`on: ${target}`)).toBe(target)
    expect(onOf(`on: ${target}   # the first try`)).toBe(target)
    expect(onOf(`on: "${target}"`)).toBe(target)
    expect(onOf(`on: ${target} response # the answer`)).toBe(`${target} response`)
    expect(onOf("on: oms > payment payments.capture A-1 # all of them")).toBe("oms > payment payments.capture A-1")
    expect(
      problemsOf(`scenario: x\nfaults:\n  - fault: drop\n    on: oms > payment payments.capture A-1 #1.x`),
    ).toEqual([expect.stringMatching(/^s\.yaml:4:44 .* has no possible numbers in "#1\.x"/)])
  })
  it("in braces, say to use quotes where a comment swallowed the rest", () => {
    expect(
      problemsOf("scenario: x\nfaults:\n  - { fault: drop, on: oms > payment #1.1 }\nexpect: []").join("\n"),
    ).toContain("in quotes")
  })
  it("need what their kind needs and are aimed at what it can be aimed at", () => {
    expect(
      problemsOf(
        "scenario: x\nfaults:\n  - { fault: delay, on: oms > payment }\n  - { fault: drop, on: oms, by: 3 s }\n  - { fault: outage, on: oms > payment, at: +1 h, until: +2 h }",
      ),
    ).toEqual([
      's.yaml:3:5  "by" is missing: By how long.',
      's.yaml:4:24  "drop" is aimed at messages, such as on: oms > payment',
      's.yaml:4:29  "by" is no key of the fault drop; allowed: fault, on, at, until',
      's.yaml:5:26  "outage" is aimed at an instance, such as on: payment',
    ])
  })
  it("name what is in the world: instances, links, operations", () => {
    expect(
      problemsOf(
        "scenario: x\nfaults:\n  - { fault: drop, on: oms > paymnet }\n  - { fault: drop, on: payment > oms }\n  - { fault: drop, on: oms > payment payment.capture }\n  - { fault: drop, on: storefront > oms order.created }",
      ),
    ).toEqual([
      's.yaml:3:24  "paymnet" is no instance of this world; allowed: buyer, oms, payment, storefront, wms-east, wms-west; did you mean "payment"?',
      's.yaml:4:24  "payment > oms" is no link of this world; the link goes the other way; answers travel over the link of their request, so add response for those',
      's.yaml:5:38  "payment.capture" is no operation of payment or webhook of oms; allowed: payments.create, payments.capture, order.changed; did you mean "payments.capture"?',
    ])
  })
})

describe("expectations", () => {
  it("read as sentences", () => {
    expect(read(example).expect.map(says)).toEqual([
      'The run\'s verdict is "held".',
      "Invariant I10 breaks.",
      'At the end, order A-1 of oms is in state "closed".',
      "At the end, ar of A-1 at oms is 0.00 EUR.",
      "There are at least 2 messages: oms > payment payments.capture.",
    ])
  })
  it.for([
    ["is: 1", "There is exactly 1 message: oms > payment."],
    ["atMost: 0", "There are no messages: oms > payment."],
    ["atLeast: 1, atMost: 3", "There are 1 to 3 messages: oms > payment."],
    ["atMost: 3", "There are at most 3 messages: oms > payment."],
  ] as const)("messages %s", ([bounds, sentence]) => {
    expect(read(`scenario: x\nexpect: [{ messages: oms > payment, ${bounds} }]`).expect.map(says)).toEqual([sentence])
  })
  it.each([
    ["figure: oversells, is: 1", "The figure oversells is 1."],
    ["figure: fillRate, atLeast: 0.5, atMost: 0.9", "The figure fillRate is 0.5 to 0.9."],
    [
      "eventually: oms order A-1, state: held, within: 2 h",
      'order A-1 of oms comes to be in state "held" within 2 h of the start of business.',
    ],
    [
      "eventually: oms order A-1, state: held, within: 2 h, after: +1 d",
      'order A-1 of oms comes to be in state "held" within 2 h of +1 d.',
    ],
    ["eventually: oms order A-1, state: held", 'order A-1 of oms comes to be in state "held".'],
    ["never: wms-east parcel A-*, state: manifested", 'parcel A-* of wms-east never enters state "manifested".'],
    ["always: wms-east onHand MUG, atLeast: 0", "At every moment, onHand of MUG at wms-east is at least 0."],
    ["always: oms ar, atLeast: 0 EUR, atMost: 5 EUR", "At every moment, ar in all at oms is 0.00 EUR to 5.00 EUR."],
  ] as const)("%s", (expectation, sentence) => {
    expect(read(`scenario: x\nexpect: [{ ${expectation} }]`).expect.map(says)).toEqual([sentence])
  })
  it.each([
    ["figure: overseas, is: 1", '"overseas" is no figure; allowed: oversells, fillRate'],
    ["figure: oversells, is: many", '"many" is no number'],
    ["eventually: oms order, state: x", '"oms order" has 2 words'],
    ["eventually: oms order A-1, state: x, within: soon", '"soon"'],
    ["never: ohms order A-1, state: x", '"ohms" is no instance of this world'],
    [
      "never: oms order A-*, state: hold",
      '"hold" is no state of order at oms; allowed: new, held, held.byPerson, closed; did you mean "held"?',
    ],
    [
      "object: oms ordre A-1, state: held",
      '"ordre" is no object that oms keeps; allowed: order, parcel; did you mean "order"?',
    ],
    ["eventually: wms-* parcel *, state: manifest", '"manifest" is no state of parcel at wms-*'],
    ["object: wms-* parcel P-1, state: manifested", '"wms-*" names more than one instance'],
    ["always: oms ar", "A balance has bounds that it never leaves: atLeast, atMost or both."],
    ["always: oms ar, atLeast: 0 EUR, atMost: 5", "Both bounds of a balance are in one unit.; write it in EUR"],
  ] as const)("%s is refused", (expectation, sentence) => {
    expect(problemsOf(`scenario: x\nexpect: [{ ${expectation} }]`).join()).toContain(sentence)
  })
  it("are refused when they expect nothing or two things", () => {
    expect(
      problemsOf(
        "scenario: x\nexpect:\n  - { messages: oms > payment }\n  - { messages: oms > payment, is: 1, atLeast: 1 }\n  - { breaks: I11 }\n  - { object: oms A-1, state: x }\n  - { verdict: ok }\n  - { brakes: I10 }\n  - { balance: oms ar, is: 5.00 }",
      ),
    ).toEqual([
      "s.yaml:3:5  An expectation of messages has either is, or atLeast and atMost or one of them.",
      "s.yaml:4:5  An expectation of messages has either is, or atLeast and atMost or one of them.",
      's.yaml:5:15  "I11" is no invariant; allowed: I1, I5, I10; did you mean "I1"?',
      's.yaml:6:15  "oms A-1" has 2 words; write instance, kind and id, such as oms order A-1; a word with blanks stands in double quotes',
      's.yaml:7:16  "ok" is no verdict; allowed: held, broken, unknown',
      's.yaml:8:7  "brakes" is no expectation; allowed: verdict, breaks, again, figure, eventually, never, always, object, balance, messages; did you mean "breaks"?',
      's.yaml:9:28  "5.00" is no amount of money; write an amount and its currency, such as 12.50 EUR',
    ])
  })
})

describe("policies", () => {
  const problem = (policy: string) =>
    problemsOf(`scenario: x\nworkload: { currency: EUR }\nworld:\n  policies:\n    ${policy}`)
  it.for([
    ["wms: { pickTime: -2 min }", "negative duration"],
    ["wms: { pickTime: 2 m }", 'did you mean "min"?'],
    ["wms: { pickers: 1.5 }", "no whole number"],
    ["wms: { pickers: -1 }", "less than 0"],
    ["wms: { pickers: [1] }", '"world.policies.wms.pickers" is a list, not a whole number'],
    ["wms: { pickers: }", "is empty; it needs a whole number"],
    ["wms: { shortPicks: 20 }", "write 20 % or 0.2"],
    ["wms: { shift: { days: mon-fri, open: 18:00, close: 08:00 } }", "not after the opening"],
    ["wms: { shift: { days: monday, open: 08:00, close: 18:00 } }", "no list of days"],
    ["wms: { shift: { days: mon, opens: 08:00, close: 18:00 } }", 'did you mean "open"?'],
    ["oms: { reviewTime: { median: 2 h, p99: 1 h } }", "shorter than the median"],
    ["oms: { sourcing: nearset }", 'did you mean "nearest"?'],
    ["oms: { splits: yes }", "write true or false"],
    ["oms: { fraudReviewAbove: 50.00 }", "has no currency"],
    ["oms: { fraudReviewAbove: 50.00 USD }", "not in the currency of the workload, which is in EUR"],
    ["oms: { fraudReviewAbov: 1 }", 'did you mean "fraudReviewAbove"?'],
    ["omz: {}", 'did you mean "oms"?'],
  ] as const)("%s", ([policy, rule]) => {
    const found = problem(policy)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^s\.yaml:5:\d+ {2}/)
    expect(found[0]).toContain(rule)
  })
})
