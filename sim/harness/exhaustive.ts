/**
 * Everything that one or two faults can do to a small scenario: each placement of them is run.
 *
 * Two placements are equivalent when they take the same course. One is stale when a fault of it met nothing, because the other had kept
 * its message from being sent.
 */
import type { Ecosystem } from "../ecosystem.ts"
import type { Operation } from "../partner/contract.ts"
import { vocabularyOf } from "../run/vocabulary-of.ts"
import { defaultStartMs, type Scenario } from "../scenario/scenario.ts"
import { Campaign, type CampaignSpec, type Found, type Part } from "./campaign.ts"
import { Course } from "./course.ts"
import { streamOf } from "./draws.ts"
import { nothingPlanned } from "./generate-workload.ts"
import type { Draft, Generation } from "./generation.ts"
import { ordersOf, withOrders } from "./items.ts"
import { Laboratory } from "./laboratory.ts"
import { Placements, Places } from "./placements.ts"
import { added, nothing, tallyOf } from "./tally.ts"
import { usualScenario } from "./usual.ts"

/** What is searched, and with how many faults at once. */
export interface Small {
  /** Null for one order of each of the first two kinds that people can place. */
  readonly scenario: Scenario | null
  readonly faultsMax: number
}

/** So many orders at most: with each further one there are several times as many pairs. */
export const smallOrdersMax = 2

/** How the placement of a number went. */
export interface Ran {
  readonly number: number
  readonly course: number
  readonly isStale: boolean
}

export class Exhaustive {
  readonly scenario: Scenario
  readonly placements: Placements
  readonly #campaign: Campaign
  readonly #laboratory: Laboratory

  constructor(spec: CampaignSpec, { scenario, faultsMax }: Small) {
    this.scenario = { ...(scenario ?? smallScenario(spec)), faults: [], expect: [] }
    this.#campaign = new Campaign(spec)
    this.#laboratory = new Laboratory(spec.ecosystem)
    const places = new Places(this.scenario.world.startMs ?? defaultStartMs, readsOf(spec.ecosystem))
    this.#laboratory.run(this.scenario, [places])
    this.placements = new Placements(places.list, faultsMax)
  }

  /** The placements from a number to before another one, up to the first that fails. */
  part(from: number, to: number): Part {
    let tally = nothing
    const ran: Ran[] = []
    for (let number = from; number < to; number++) {
      const course = new Course()
      const outcome = this.#laboratory.run(this.#placed(number), [course])
      tally = added(tally, tallyOf(outcome))
      const isStale = outcome.judged.faults.some(({ acted }) => acted === 0)
      ran.push({ number, course: course.hash, isStale })
      if (outcome.failure !== null) return { tally, failed: number, ran }
    }
    return { tally, failed: null, ran }
  }

  found(number: number, runsMax: number, onRun: () => void = () => {}): Found {
    const found = this.#campaign.reduced(this.#placed(number), runsMax, onRun)
    if (found === null)
      throw new Error(`Placement ${number} failed and does not fail now: the run is not deterministic.`)
    return found
  }

  #placed(number: number): Scenario {
    return { ...this.scenario, faults: this.placements.faults(number) }
  }
}

const readsOf = ({ rooms }: Ecosystem): ((operation: string) => boolean) => {
  const reads = Object.values(rooms).flatMap(({ serves }) =>
    serves.map(({ operation }) => operation as unknown as Operation).filter((operation) => operation.reads),
  )
  const names = new Set(reads.map(({ name }) => name))
  return (operation) => names.has(operation)
}

const smallScenario = ({ ecosystem, generation, seed }: CampaignSpec): Scenario => {
  const usual = usualScenario(vocabularyOf(ecosystem), generation.currency)
  return withOrders(usual, twoOrders(generation, seed).orders)
}

/** Of the first two kinds of operations that are an order, one each: of one article and within a minute, so that they meet. */
const twoOrders = ({ operations, skus }: Generation, seed: number): Draft => {
  let draft = nothingPlanned
  for (const [name, { add }] of Object.entries(operations)) {
    if (draft.orders.length === smallOrdersMax) break
    const more = add(draft, { skus: [skus[0]], spanMs: 60_000 }, streamOf(seed, name, 0))
    if (more !== null && more.orders.length > draft.orders.length && more.acts.length === 0) draft = more
  }
  return draft
}

/** Only of few orders can all be tried. */
export const isSmall = (scenario: Scenario): boolean => ordersOf(scenario).length <= smallOrdersMax

export interface Account {
  readonly ran: number
  readonly stale: number
  /** Those that took the course of one with a lower number. */
  readonly equivalent: number
}

export const accountOf = (ran: readonly Ran[]): Account => {
  const courses = new Set(ran.map(({ course }) => course))
  return {
    ran: ran.length,
    stale: ran.filter(({ isStale }) => isStale).length,
    equivalent: ran.length - courses.size,
  }
}
