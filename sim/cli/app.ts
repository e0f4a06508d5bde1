/** What the commands need of a program: its words, its default scenario, and how it runs one. */
import type { Sometimes } from "../consistency/sometimes.ts"
import type { Campaign } from "../harness/campaign.ts"
import type { Explanation } from "../harness/explain.ts"
import type { Exhaustive, Small } from "../harness/exhaustive.ts"
import type { Caught, HuntInput } from "../harness/hunt.ts"
import type { Twice } from "../harness/twice.ts"
import type { Covering } from "../harness/coverage/cover.ts"
import type { UiPlaces } from "../replay/ui-files.ts"
import type { RunResult } from "../report/result.ts"
import { OrderBookError } from "../scenario/importers/order-book-error.ts"
import type { OrderBook } from "../scenario/order-book.ts"
import type { Scenario } from "../scenario/scenario.ts"
import { UnusablePath } from "../scenario/unusable-path.ts"
import type { Vocabulary } from "../scenario/vocabulary.ts"

export interface Progress {
  readonly done: number
  readonly total: number
  readonly messages: number
  readonly virtualAt: number
}

export interface RunRequest {
  readonly scenario: Scenario
  /** The scenario as it stands in its file. */
  readonly text: string | null
  readonly file: string | null
  readonly book: OrderBook | null
  /** Folder for the run file; null writes none. */
  readonly out: string | null
  readonly onProgress: (progress: Progress) => void
}

/** A bug: by the name under which it is known, or in a module of its own; null for none. */
export type Planted = { readonly name: string } | { readonly file: string } | null

export interface CaughtBug extends Caught {
  /** The rooms that the bug changes. */
  readonly room: string
}

/** Generated scenarios over the program's ecosystem. */
export interface Campaigns {
  /** Ids of all invariants. */
  readonly invariants: readonly string[]
  /** What must happen sometimes, in the order in which it is told. */
  readonly sometimes: readonly Pick<Sometimes, "name">[]
  /** Names of the bugs that can be planted. */
  readonly mutants: readonly string[]
  /** Of a hundred scenarios with faults `againPercent` are run a second time; a small share unless said. */
  readonly campaign: (planted: Planted, seed: number, againPercent?: number) => Promise<Campaign>
  /** All placements of a few faults on the messages of a small scenario. */
  readonly exhaustive: (planted: Planted, seed: number, small: Small) => Promise<Exhaustive>
  readonly hunt: (planted: Planted, input: Omit<HuntInput, "ecosystem" | "generation" | "keeps">) => Promise<CaughtBug>
  /** In how many runs of a hunt in which no bug was planted something breaks. */
  readonly falseAlarms: (seed: number, runs: number) => number
  /** Runs scenarios twice, the second time in the opposite order. */
  readonly twice: (seed: number, runs: number, onRun: (done: number) => void) => Twice
  /** What each part of a scenario that has its orders in it has to do with how it fails. */
  readonly explain: (scenario: Scenario) => Explanation
  /** Runs one such scenario. */
  readonly one: (scenario: Scenario) => RunResult
}

export interface CliApp {
  readonly name: string
  readonly version: string
  readonly defaultScenarioFile: string
  /** The same with cancellations, returns, disputes, losses: what the flag `--deviations` runs. */
  readonly deviationsFile: string
  /** The module that a worker runs: it calls `answerTasks` with this program. */
  readonly workerEntry: URL
  /** The same for parts of campaigns: it calls `answerCampaigns`. */
  readonly campaignWorkerEntry: URL
  /** Where the pages of the replay lie. */
  readonly ui: UiPlaces
  /** Loads the words that scenario files may use, and nothing of what they do. */
  vocabulary(): Promise<Vocabulary>
  /** Loads the ecosystem and prints its reference: pages by file name. */
  reference(): Promise<ReadonlyMap<string, string>>
  /** Loads the ecosystem to see what of it scenarios reach. */
  cover(): Promise<Covering>
  /** Loads the ecosystem to run campaigns over it. */
  campaigns(): Promise<Campaigns>
  /** Loads the ecosystem and runs. */
  run(request: RunRequest): Promise<RunResult>
}

/** Where a command writes, and what it may know of the terminal. */
export interface CliIo {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  readonly columns: number
  readonly env: Readonly<Record<string, string | undefined>>
  readonly wallMs: () => number
}

/** 0 held · 1 broken · 2 usage or file · 3 never exercised · 4 the program failed. */
export const exitCodes = { held: 0, broken: 1, usage: 2, unknown: 3, failed: 4 } as const

/** Something that the caller has to put right: the command line or a file. */
export class UsageError extends Error {}

/** Is this for the caller to put right? Then its message says all; anything else is a failure of the program. */
export const isUsage = (error: unknown): error is Error =>
  error instanceof UsageError || error instanceof OrderBookError || error instanceof UnusablePath

/** What is known of an error: where it came from, if it says so. */
export const explain = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
