/** How long it takes to fork a world in full swing and to go back to the fork. */
import { ecosystem } from "../../actors/ecosystem.ts"
import { Journal } from "../../sim/journal/journal.ts"
import { planWorld } from "../../sim/run/plan-world.ts"
import { World } from "../../sim/world/world.ts"
import { skipped, type Context, type Figure } from "../figure.ts"
import { inTurn, runsOf } from "../measure.ts"
import { mixScenario } from "../mix-run.ts"
import { mixBook } from "../mix.ts"

interface Forkable {
  fork(): Forkable
}

const openOf = ({ quick }: Context): number => (quick ? 200 : 5_000)
const forksOfRun = 20

const isForkable = (world: object): world is Forkable => "fork" in world && typeof world.fork === "function"

/** A world with so many orders that are neither closed nor cancelled: all of them are placed on one day. */
const busyWorld = (open: number): { readonly world: World; readonly orders: number } => {
  const scenario = mixScenario(1)
  const book = mixBook({ orders: open, seed: 1, ordersPerDay: open })
  const businessAt = Math.floor((book.orders[0]?.at ?? 0) / 86_400_000) * 86_400_000
  const startAt = businessAt - ecosystem.openingMs
  const world = new World(planWorld(ecosystem, scenario, startAt, businessAt), new Journal())
  const instances = (kind: string) =>
    world.instances.filter((instance) => instance.kind === kind).map((instance) => instance.name)
  const settings = { seed: 1, startAt, marketplaceSharePpm: 0, instances }
  for (const { at, to, operation, body } of ecosystem.workload(book, settings)) world.act(at, to, operation, body)
  world.run(book.orders.at(-1)?.at ?? businessAt)
  // Orders are open for weeks, until their window for returns has passed.
  const orders = world.slots.all(world.instance("oms").index, "order").length
  return { world, orders }
}

export const fork: Figure = {
  id: "fork",
  says: "fork of a world and restore from the fork, at 5,000 open orders",
  unit: "ms",
  goal: { atMost: 5 },
  run: async (context) => {
    if (!isForkable(World.prototype)) return skipped("the world cannot be forked yet")
    const { world, orders } = busyWorld(openOf(context))
    if (!isForkable(world)) return skipped("the world cannot be forked yet")
    const forkAndRestore = (): number => {
      const startedMs = performance.now()
      for (let time = 0; time < forksOfRun; time++) world.fork().fork()
      return (performance.now() - startedMs) / forksOfRun
    }
    forkAndRestore()
    const { median, note } = await inTurn({ ours: forkAndRestore }, runsOf(context.quick), context.tell)
    return {
      value: median.ours,
      limit: null,
      notes: [
        `${orders} orders in the OMS; each measurement is the mean of ${forksOfRun}; ${note}`,
        "the restore is a fork of the fork, so that the fork can be gone back to again",
      ],
    }
  },
}
