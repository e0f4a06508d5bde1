/**
 * One run: a scenario and its order book in, a verdict, a digest and figures out.
 *
 * Pure but for the wall clock that it is handed to say how long it took: the same scenario gives the same digest. Who runs many
 * scenarios and only wants to know what breaks takes the verdict alone (`judgeScenario`).
 */
import { Monitor } from "../consistency/monitor.ts"
import { RootIndex } from "../consistency/root-index.ts"
import type { Watcher } from "../consistency/rows.ts"
import type { Ecosystem } from "../ecosystem.ts"
import { Journal } from "../journal/journal.ts"
import type { Variation } from "../scenario/variations.ts"
import type { Again } from "../network/again.ts"
import { KpiRecorder } from "../report/kpis.ts"
import type { BookResult, InvariantResult, RunResult, Verdict } from "../report/result.ts"
import { resolveInstant } from "../scenario/instants.ts"
import type { OrderBook } from "../scenario/order-book.ts"
import { defaultStartMs, startBefore, type Scenario } from "../scenario/scenario.ts"
import { World } from "../world/world.ts"
import { Expectations } from "./judge-expectations.ts"
import { instanceFaultsOf, wordsOf } from "./plan-faults.ts"
import { planWorld } from "./plan-world.ts"
import { compared, Remembered } from "./second-run.ts"

export interface RunInput {
  readonly ecosystem: Ecosystem
  readonly scenario: Scenario
  readonly file: string | null
  /** The text that the scenario was read from, for whoever opens the run; absent when there is none. */
  readonly text?: string | null
  readonly book: OrderBook | null
  /** Whoever else wants to see the run's rows. */
  readonly watchers?: readonly Watcher[]
  /** Wall milliseconds, for the report only. */
  readonly wallMs: () => number
  readonly onProgress?: (progress: {
    readonly done: number
    readonly total: number
    readonly messages: number
    readonly virtualAt: number
  }) => void
  /** What the run is written into, a journal in memory unless told otherwise. */
  readonly journal?: Journal
  /** Of a second run: how it differs from the first. */
  readonly again?: Again
}

export interface Run {
  readonly result: RunResult
  readonly world: World
}

/** Progress is told this often over a run. */
const slices = 200

/** How a run ended, without its digest and its partners' figures. */
export interface Judged {
  readonly verdict: Verdict
  readonly invariants: readonly InvariantResult[]
  readonly defects: readonly string[]
  readonly expectations: RunResult["expectations"]
  readonly faults: RunResult["faults"]
  readonly operations: Record<string, number | null>
  readonly orders: number
  readonly messages: number
  readonly businessAt: number
  readonly world: World
}

export const runScenario = (input: RunInput): Run => {
  const { ecosystem, scenario } = input
  const startedMs = input.wallMs()
  const kpis = new KpiRecorder()
  const watchers = [kpis, ...(input.watchers ?? [])]
  const judged = judgeScenario({ ...input, watchers })
  const { world, businessAt, verdict, orders, messages, invariants, expectations, faults, defects } = judged
  const { refusedActs } = world
  const { plan, journal } = world
  const away = (plan.spells ?? []).filter(({ fault }) => fault.isAway)
  const { partners, links } = kpis.finish(world.now, businessAt, away)
  const book = limited(input.book, scenario.workload.limit)
  const result: RunResult = {
    name: scenario.name,
    file: input.file,
    seed: scenario.world.seed,
    verdict,
    digest: journal.digest(finalState(world)),
    orders,
    messages,
    transitions: journal.transitions.rows,
    postings: journal.postings.rows,
    virtualMs: world.now - (businessAt - ecosystem.openingMs),
    wallMs: Math.round(input.wallMs() - startedMs),
    invariants,
    expectations,
    faults,
    kpis: { partners, links, operations: judged.operations },
    book: book === null ? null : bookResult(book),
    runFile: null,
    contractsEvery: plan.contracts?.every ?? 1,
    refusedActs,
    defects,
  }
  return { result, world }
}

export const judgeScenario = (input: Omit<RunInput, "wallMs">): Judged => {
  const { ecosystem, scenario } = input
  const book = limited(input.book, scenario.workload.limit)
  const { startAt, businessAt } = startsOf(input)
  const journal = input.journal ?? new Journal()
  let world: World | null = null
  const planned = planWorld(ecosystem, scenario, startAt, businessAt, book?.orders.length)
  const plan = input.again === undefined ? planned : { ...planned, again: input.again }
  const roots = new RootIndex()
  const monitor = Monitor.over(roots, ecosystem.invariants, ecosystem.figures, (at, id, message, says) =>
    world?.recorder.breach(at, id, message, says),
  )
  const expected = Expectations.of(scenario.expect, businessAt)
  const remembered = scenario.expect.some(({ type }) => type === "again") ? [new Remembered()] : []
  world = new World(plan, journal, [monitor, expected, ...remembered, ...(input.watchers ?? [])], roots)
  const orders = schedule(input, world, book, startAt, businessAt)
  drive(input, world, orders)
  monitor.quiescence(world.now)
  const invariants = monitor.results()
  const defects = [...world.defects]
  const { sufferedBy } = world.spells
  const { acted } = world.network
  const faults = [
    ...plan.faults.map(({ kind, on }, index) => ({ says: `${kind} on ${on}`, acted: acted[index] ?? 0 })),
    ...instanceFaultsOf(scenario.faults).map(({ fault, on }, number) => ({
      says: `${fault} on ${wordsOf(on)}`,
      acted: sufferedBy[number] ?? 0,
    })),
  ]
  const idle = faults.filter((fault, index) => fault.acted < (plan.faults[index]?.least ?? 1)).map(({ says }) => says)
  const operations = monitor.figures()
  const found = verdictOf(invariants, defects, idle)
  const end = { world, invariants, defects, figures: operations, verdict: found }
  const again = (variation: Variation): Verdict => {
    // The second run is of the same scenario and expects nothing, so it has no second run itself.
    const run = (how: Again, watchers: readonly Watcher[]) =>
      judgeScenario({ ecosystem, scenario: { ...scenario, expect: [] }, file: null, book, watchers, again: how })
    return remembered.map((first) => compared(variation, first, end, run).verdict)[0] ?? "unknown"
  }
  const judgements = expected.judge({ ...end, again })
  const idleExpectations = idle.map((says): RunResult["expectations"][number] => ({
    says: `The fault "${says}" acts.`,
    verdict: "unknown",
    found: "It never did.",
  }))
  return {
    verdict: overall(found, judgements, scenario),
    invariants,
    defects,
    expectations: [...judgements, ...idleExpectations],
    faults,
    operations,
    orders: orders.length,
    messages: journal.messages.rows,
    businessAt,
    world,
  }
}

/** When the world of a run begins, and when its business does: relative instants count from there. */
export const startsOf = ({ ecosystem, scenario, book }: Pick<RunInput, "ecosystem" | "scenario" | "book">) => {
  const first = book?.orders[0]
  const businessAt = scenario.world.startMs ?? (first === undefined ? defaultStartMs : startBefore(first.at))
  return { startAt: businessAt - ecosystem.openingMs, businessAt }
}

/** Only the first orders of a book, with what was withdrawn of them. */
const limited = (book: OrderBook | null, limit: number | null): OrderBook | null => {
  if (book === null || limit === null || limit >= book.orders.length) return book
  const orders = book.orders.slice(0, limit)
  const kept = new Set(orders.map((order) => order.id))
  return { ...book, orders, withdrawals: book.withdrawals.filter((withdrawal) => kept.has(withdrawal.order)) }
}

/** Hands the world everything that people do; answers the instants of the orders, for progress. */
const schedule = (
  { ecosystem, scenario }: Omit<RunInput, "wallMs">,
  world: World,
  book: OrderBook | null,
  startAt: number,
  businessAt: number,
): number[] => {
  const instances = (kind: string) =>
    world.instances.filter((instance) => instance.kind === kind).map((instance) => instance.name)
  const { marketplaceSharePpm, products, acts } = scenario.workload
  const settings = { seed: world.seed, startAt, marketplaceSharePpm, products, acts, instances }
  const inline = inlineBook(scenario, businessAt)
  for (const source of [book, inline]) {
    if (source === null) continue
    for (const { at, to, operation, body } of ecosystem.workload(source, settings)) world.act(at, to, operation, body)
  }
  for (const act of scenario.workload.acts) {
    const served = world.instance(act.to).served.get(act.operation)
    if (served === undefined) throw new Error(`${act.to} serves no operation ${act.operation}.`)
    const subject = served.operation.subject(act.with as never)
    if (subject !== act.subject)
      throw new Error(
        `The act ${act.operation} says that it is about "${act.subject}", but what it carries is about "${subject}".`,
      )
    world.act(resolveInstant(act.at, businessAt), act.to, served.operation, act.with)
  }
  return [...(book?.orders ?? []), ...(inline?.orders ?? [])].map((order) => order.at).toSorted((a, b) => a - b)
}

const inlineBook = (scenario: Scenario, businessAt: number): OrderBook | null => {
  const { orders, currency } = scenario.workload
  if (orders.type !== "inline" || orders.orders.length === 0) return null
  const placed = orders.orders.map((order) => ({ ...order, at: resolveInstant(order.at, businessAt) }))
  return {
    format: "backlot",
    hash: "",
    currency: currency ?? "EUR",
    orders: placed,
    withdrawals: [],
    skipped: [],
    notes: [],
    roundingMicros: 0,
    products: [],
  }
}

const drive = (input: Omit<RunInput, "wallMs">, world: World, orders: readonly number[]): void => {
  const step = Math.max(1, Math.ceil(orders.length / slices))
  const tell = (done: number) => {
    input.onProgress?.({ done, total: orders.length, messages: world.journal.messages.rows, virtualAt: world.now })
  }
  for (let done = step; done < orders.length; done += step) {
    world.run(orders[done] ?? Infinity)
    tell(done)
  }
  world.run()
  tell(orders.length)
}

const verdictOf = (
  invariants: readonly InvariantResult[],
  defects: readonly string[],
  idle: readonly string[],
): Verdict => {
  if (defects.length > 0 || invariants.some((invariant) => invariant.verdict === "broken")) return "broken"
  return idle.length > 0 || invariants.every((invariant) => invariant.verdict === "unknown") ? "unknown" : "held"
}

/** A scenario that shows an incident holds when exactly what it names breaks. */
const overall = (found: Verdict, expectations: readonly { verdict: Verdict }[], scenario: Scenario): Verdict => {
  if (expectations.some((expectation) => expectation.verdict === "broken")) return "broken"
  if (expectations.some((expectation) => expectation.verdict === "unknown")) return "unknown"
  const foretold = scenario.expect.some(
    (expectation) => expectation.type === "breaks" || expectation.type === "verdict",
  )
  return foretold ? "held" : found
}

/** Every object as it stands at the end, in order of creation. */
function* finalState(world: World): Generator<string> {
  for (const { shelf, id, label, context } of world.slots.everything()) {
    const owner = world.instances[shelf.owner]?.name ?? ""
    yield `${owner} ${shelf.kind.name} ${id} ${label} ${JSON.stringify(context)}`
  }
}

const bookResult = (book: OrderBook): BookResult => {
  const groups = new Map<string, { kind: string; reason: string; count: number; amount: number }>()
  for (const { kind, reason, amount } of book.skipped) {
    const key = `${kind} ${reason}`
    const group = groups.get(key) ?? { kind, reason, count: 0, amount: 0 }
    groups.set(key, { ...group, count: group.count + 1, amount: group.amount + amount })
  }
  return {
    format: book.format,
    hash: book.hash,
    currency: book.currency,
    orders: book.orders.length,
    withdrawals: book.withdrawals.length,
    lines: book.orders.reduce((sum, order) => sum + order.lines.length, 0),
    gross: book.orders.reduce((sum, order) => sum + order.total, 0),
    roundingMicros: book.roundingMicros,
    skipped: [...groups.values()],
    notes: book.notes,
  }
}
