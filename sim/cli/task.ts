/**
 * One scenario to run, as the command line asked for it: a few words that may cross to a worker, which reads the files itself.
 */
import { readOrderBook } from "../scenario/importers/read-order-book.ts"
import type { OrderBook } from "../scenario/order-book.ts"
import { renderProblems } from "../scenario/problems.ts"
import { bookPath, readScenario } from "../scenario/read-scenario.ts"
import type { Scenario } from "../scenario/scenario.ts"
import type { Vocabulary } from "../scenario/vocabulary.ts"
import { UsageError } from "./app.ts"

export interface Task {
  readonly file: string
  /** The order book that takes the place of the scenario's own. */
  readonly orders: string | null
  /** The seed that takes the place of the scenario's own. */
  readonly seed: number | null
  readonly keepNames: boolean
  /** Folder for the run file; null writes none. */
  readonly out: string | null
}

export interface Job extends Task {
  readonly scenario: Scenario
  /** The scenario as it stands in its file. */
  readonly text: string | null
  readonly book: OrderBook | null
}

/** Reads what tasks name. A book that several scenarios share is read once; what is wrong with a file is a `UsageError`. */
export const taskReader = (vocabulary: Vocabulary): ((task: Task) => Job) => {
  const books = new Map<string, OrderBook>()
  const bookAt = (path: string, keepNames: boolean): OrderBook => {
    const book = books.get(path) ?? readOrderBook(path, { keepNames })
    books.set(path, book)
    return book
  }
  return (task) => {
    const { file, orders, keepNames } = task
    const { scenario, problems, text } = readScenario(file, vocabulary)
    if (scenario === null) throw new UsageError(renderProblems(file, problems))
    const own = scenario.workload.orders
    const job = { ...task, scenario: withSeed(scenario, task.seed), text }
    if (orders !== null) return { ...job, book: bookAt(orders, keepNames) }
    if (own.type === "inline") return { ...job, book: null }
    const book = bookAt(own.type === "named" ? own.book : bookPath(file, own.path), keepNames)
    if (own.hash !== null && !book.hash.startsWith(own.hash)) {
      throw new UsageError(
        `${file} was written for the order book ${own.hash}, but its file is now ${book.hash}. Put the right file back, or take the new hash into the scenario.`,
      )
    }
    return { ...job, book }
  }
}

const withSeed = (scenario: Scenario, seed: number | null): Scenario =>
  seed === null ? scenario : { ...scenario, world: { ...scenario.world, seed } }
