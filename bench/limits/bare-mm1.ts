/**
 * The limit for a queue with one server: two instants and a ring, because no more than one arrival and one departure are ever due.
 *
 * It does: the same draws and the same customers as ours. It leaves out: the event queue, and with it everything that is not this
 * one model.
 */
import { mix } from "../../sim/world/hash.ts"

const waitingMax = 1 << 16

/** Answers the mean time in the system. */
export const bareMm1 = (customers: number, arrivalRate: number, serviceRate: number): number => {
  const cameAt = new Float64Array(waitingMax)
  let came = 0
  let left = 0
  let spent = 0
  let nextArrival = exponential(1, 0, arrivalRate)
  let nextDeparture = Infinity
  while (left < customers) {
    if (nextArrival <= nextDeparture) {
      if (came - left === waitingMax) throw new Error(`More than ${waitingMax} customers wait: the load is too high.`)
      cameAt[came % waitingMax] = nextArrival
      if (came === left) nextDeparture = nextArrival + exponential(2, came, serviceRate)
      came++
      nextArrival = came < customers ? nextArrival + exponential(1, came, arrivalRate) : Infinity
    } else {
      spent += nextDeparture - (cameAt[left % waitingMax] ?? 0)
      left++
      nextDeparture = left < came ? nextDeparture + exponential(2, left, serviceRate) : Infinity
    }
  }
  return spent / customers
}

/** Keyed by what it is for and by the customer. */
export const exponential = (quantity: number, customer: number, rate: number): number =>
  -Math.log(1 - mix(mix(quantity, customer), 1) / 4294967296) / rate
