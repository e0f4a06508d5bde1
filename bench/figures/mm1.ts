/** A queue with one server on this kernel's event queue, beside the same in SimPy. */
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { EventQueue, phases } from "../../sim/world/queue.ts"
import { skipped, type Context, type Figure } from "../figure.ts"
import { bareMm1, exponential } from "../limits/bare-mm1.ts"
import { inTurn, runsOf, secondsOf } from "../measure.ts"

const arrivalRate = 0.8
const serviceRate = 1
/** What the theory says of the time in the system; a model that is wrong is not fast. */
const expectedMean = 1 / (serviceRate - arrivalRate)

const customersOf = ({ quick }: Context): number => (quick ? 200_000 : 2_000_000)

/** How many customers fewer SimPy gets. */
const fewer = 10

const debianPython = "/usr/bin/python3"
const program = fileURLToPath(new URL("../limits/mm1.py", import.meta.url))

interface Item {
  readonly does: "arrive" | "leave"
  readonly customer: number
  readonly cameAt: number
}

/** Answers the mean time in the system. */
const mm1OnQueue = (customers: number): number => {
  const queue = new EventQueue<Item>()
  const line: Item[] = []
  let first = 0
  let isBusy = false
  let spent = 0
  const serve = (now: number, customer: number, cameAt: number): void => {
    isBusy = true
    const at = now + exponential(2, customer, serviceRate)
    queue.push(at, phases.timer, customer, { does: "leave", customer, cameAt })
  }
  const arrive = (now: number, customer: number): void => {
    const at = now + exponential(1, customer, arrivalRate)
    queue.push(at, phases.outside, customer, { does: "arrive", customer, cameAt: at })
  }
  arrive(0, 0)
  for (;;) {
    const now = queue.nextAt
    const item = queue.pop()
    if (item === undefined) return spent / customers
    if (item.does === "arrive") {
      if (item.customer + 1 < customers) arrive(now, item.customer + 1)
      if (isBusy) line.push(item)
      else serve(now, item.customer, now)
      continue
    }
    spent += now - item.cameAt
    isBusy = false
    const next = line[first]
    if (next === undefined) {
      line.length = 0
      first = 0
    } else {
      first++
      serve(now, next.customer, next.cameAt)
    }
  }
}

const rateOf = (customers: number, model: () => number): number => {
  let mean = 0
  const seconds = secondsOf(() => {
    mean = model()
  })
  assertMean("The model", mean)
  return customers / seconds
}

const assertMean = (who: string, mean: number): void => {
  if (Math.abs(mean - expectedMean) > expectedMean * 0.15)
    throw new Error(`${who} has a mean time in the system of ${mean}; theory says ${expectedMean}.`)
}

interface SimPy {
  readonly rate: number
  readonly mean: number
  readonly version: string
}

const simPy = (customers: number): SimPy | null => {
  const python = process.env["BACKLOT_PYTHON"] ?? debianPython
  const args = [program, String(customers), String(arrivalRate), String(serviceRate)]
  const { status, stdout } = spawnSync(python, args, { encoding: "utf8" })
  return status === 0 ? (JSON.parse(stdout) as SimPy) : null
}

export const mm1: Figure = {
  id: "mm1",
  says: "customers a second of a queue with one server (load 0.8) on this kernel's event queue",
  unit: "customers/s",
  goal: { times: 15, of: "SimPy" },
  prepare: (context) => () => mm1OnQueue(customersOf(context)),
  run: async (context) => {
    const customers = customersOf(context)
    const known = simPy(1_000)
    if (known === null)
      return skipped("SimPy is not here; on Debian: apt-get install python3-simpy3, or set BACKLOT_PYTHON.")
    context.tell("warm-up")
    bareMm1(customers, arrivalRate, serviceRate)
    mm1OnQueue(customers)
    const limit = (): number => rateOf(customers, () => bareMm1(customers, arrivalRate, serviceRate))
    const ours = (): number => rateOf(customers, () => mm1OnQueue(customers))
    const reference = (): number => {
      const ran = simPy(customers / fewer)
      if (ran === null) throw new Error("SimPy was here before and fails now.")
      assertMean("SimPy", ran.mean)
      return ran.rate
    }
    const { median, note } = await inTurn({ limit, reference, ours }, runsOf(context.quick), context.tell)
    return {
      value: median.ours,
      limit: median.limit,
      reference: median.reference,
      notes: [
        `${customers} customers, SimPy ${known.version} ${customers / fewer}; ${note}`,
        "all three agree with the theory on the mean time in the system",
      ],
    }
  },
}
