/** `npm run bench:pin`: writes down what an order of the reference mix takes today, for everybody's later runs to be held to. */
import { pinMix } from "./mix-pin.ts"
import { ordersPerDay } from "./mix.ts"

process.stdout.write(`${JSON.stringify(pinMix({ orders: 2_000, seed: 1, ordersPerDay }), null, 2)}\n`)
