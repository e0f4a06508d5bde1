/**
 * A million orders of the mix in one process, beside a bare loop of as many messages.
 *
 * It is started only when smaller sizes say that it will end within the wall limit and within the memory; what they say is used
 * for that and for nothing else, and never reported as measured.
 */
import { inChild } from "../child.ts"
import type { Check, Context, Figure, Measured } from "../figure.ts"
import { inTurn, round, runsOf } from "../measure.ts"

const wallSecondsMax = 900
const memoryMbMax = 4096

interface Size {
  readonly orders: number
  readonly seconds: number
  readonly peakRssMb: number
}

export const millionOrders: Figure = {
  id: "million-orders",
  says: "1,000,000 orders of the mix in one process, making them included, journal written, at most 4 GiB",
  unit: "s",
  goal: { atMost: 75 },
  alsoSays: "ten times the orders <= 11 times as long, <= 4 GiB",
  ofMix: true,
  run: async (context) => {
    const whole = context.quick ? 2_000 : 1_000_000
    const sizes: Size[] = []
    for (const orders of [whole / 500, whole / 50, whole / 5]) {
      const blocked = whyNot(sizes, orders)
      if (blocked !== null) return notRun(whole, sizes, blocked)
      const size = await measure(orders, context)
      if (typeof size === "string") return notRun(whole, sizes, size)
      sizes.push(size)
    }
    const blocked = whyNot(sizes, whole)
    if (blocked !== null) return notRun(whole, sizes, blocked)
    return measureWhole(whole, context)
  },
}

const measure = async (orders: number, { tell }: Context): Promise<Size | string> => {
  const { value, peakRssMb, failure } = await inChild<number>("one-size.ts", ["mix", String(orders)])
  if (value === null || peakRssMb === null) return `${orders} orders could not be run: ${failure}`
  tell(`${orders} orders: ${round(value)} s, ${peakRssMb} MB`)
  return { orders, seconds: value, peakRssMb }
}

/** Null: it may be started. Time and memory are taken to grow as they did from the smaller size to the larger one. */
const whyNot = (sizes: readonly Size[], orders: number): string | null => {
  const larger = sizes.at(-1)
  if (larger === undefined) return null
  const smaller = sizes.at(-2) ?? { orders: 0, seconds: 0, peakRssMb: 0 }
  const steps = (orders - larger.orders) / (larger.orders - smaller.orders)
  const seconds = larger.seconds + steps * (larger.seconds - smaller.seconds)
  if (seconds > wallSecondsMax) return `${orders} orders would not end within the wall limit of ${wallSecondsMax} s`
  const peakRssMb = larger.peakRssMb + steps * (larger.peakRssMb - smaller.peakRssMb)
  // One size alone says little about memory: the fixed part is in it.
  if (sizes.length > 1 && peakRssMb > memoryMbMax) return `${orders} orders would not fit into ${memoryMbMax} MB`
  return null
}

const notRun = (whole: number, sizes: readonly Size[], why: string): Measured => {
  const [small, large] = sizes.slice(-2)
  const growth = small === undefined || large === undefined ? null : large.seconds / small.seconds
  return {
    value: null,
    limit: null,
    checks: [tenTimes(small?.orders ?? whole / 500, growth)],
    notes: [
      `skipped: the ${whole} orders were not run, because ${why}`,
      ...sizes.map(
        ({ orders, seconds, peakRssMb }) => `measured: ${orders} orders in ${round(seconds)} s, ${peakRssMb} MB`,
      ),
    ],
  }
}

const tenTimes = (orders: number, value: number | null): Check => ({
  says: `from ${orders} to ${orders * 10} orders it takes so many times as long`,
  value,
  goal: { atMost: 11 },
})

const measureWhole = async (whole: number, context: Context): Promise<Measured> => {
  const tenths: number[] = []
  const peaks: number[] = []
  const cold = async (what: string, orders: number): Promise<number> => {
    const { value, peakRssMb, failure } = await inChild<number>("one-size.ts", [what, String(orders)])
    if (value === null) throw new Error(`${orders} orders could not be run: ${failure}`)
    if (what === "mix" && orders === whole) peaks.push(peakRssMb ?? 0)
    return value
  }
  const pieces = {
    limit: () => cold("bare", whole),
    tenth: async () => {
      const seconds = await cold("mix", whole / 10)
      tenths.push(seconds)
      return seconds
    },
    ours: () => cold("mix", whole),
  }
  const { median, note } = await inTurn(pieces, runsOf(context.quick), context.tell)
  return {
    value: median.ours,
    limit: median.limit,
    checks: [
      tenTimes(whole / 10, median.ours / median.tenth),
      { says: "peak memory in MB", value: Math.max(...peaks), goal: { atMost: memoryMbMax } },
    ],
    notes: [`${note}; each run is a process of its own and starts cold`],
  }
}
