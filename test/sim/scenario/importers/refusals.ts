/** What an importer says when it refuses: for tests that look at the complaint. */
import { OrderBookError } from "../../../../sim/scenario/importers/order-book-error.ts"

/** The OrderBookError that `run` throws; anything else, and nothing, fails the test. */
export const refusalOf = (run: () => unknown): OrderBookError => {
  try {
    run()
  } catch (error) {
    if (error instanceof OrderBookError) return error
    throw error
  }
  throw new Error("It was accepted, and should have been refused.")
}
