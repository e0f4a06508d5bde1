/** Runs so many orders, of the mix or of the bare loop, once and cold, and answers how long it took; a process for each. */
import { answer } from "./child.ts"
import { bareLoop } from "./limits/bare-loop.ts"
import { secondsOf } from "./measure.ts"
import { pinnedMix } from "./mix-pin.ts"
import { mixScenario, runBook } from "./mix-run.ts"
import { mixBook, ordersPerDay } from "./mix.ts"

/** Making the orders is in the time: nobody has a million of them lying about. */
const mix = (orders: number): void => {
  runBook(mixBook({ orders, seed: 1, ordersPerDay }), mixScenario(1))
}

const perOrder = Math.round(pinnedMix().perOrder.messages)
const [what = "", size = ""] = process.argv.slice(2)
const orders = Number(size)
answer(secondsOf(() => (what === "mix" ? mix(orders) : bareLoop(orders, perOrder))))
