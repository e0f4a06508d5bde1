/**
 * A backup that is put back sets one instance back, whole, and nobody else.
 * Method: a world stops when the backup is taken and when it has been put back; what the instance holds is the same, down to every
 * account's balance, what others hold has gone on, and a fork made in between ends as the world itself does.
 */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import type { PostingRow, Watcher } from "../../sim/consistency/rows.ts"
import { RootIndex } from "../../sim/consistency/root-index.ts"
import { Journal } from "../../sim/journal/journal.ts"
import { planWorld } from "../../sim/run/plan-world.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { readOrderBook } from "../../sim/scenario/importers/read-order-book.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { World } from "../../sim/world/world.ts"
import { orderBook } from "./run.ts"

const orders = readOrderBook("superstore").orders.slice(0, 12)
const businessAt = orders[0]!.at
const startAt = businessAt - ecosystem.openingMs
const hourMs = 3_600_000
/** When the backup is taken and when it is put back. */
const [takenAt, backAt] = [businessAt + 36 * hourMs, businessAt + 60 * hourMs]
const on = (instance: string): string =>
  `${orderBook()}faults:\n  - { fault: restore, on: ${instance}, at: +60 h, by: 24 h }\n`

class Balances implements Watcher {
  readonly sums = new Map<string, number>()
  message(): void {}
  transition(): void {}
  posting({ instance, book, account, subject, sku, site, quantity, amount }: PostingRow): void {
    if (book === "memo") return
    const key = [instance, account, subject, sku, site].join(" ")
    this.sums.set(key, (this.sums.get(key) ?? 0) + quantity + amount)
  }
}

const begun = (instance: string) => {
  const { scenario } = parseScenario(on(instance), vocabularyOf(ecosystem))
  const balances = new Balances()
  const plan = planWorld(ecosystem, scenario!, startAt, businessAt)
  const world = new World(plan, new Journal({}), [balances], new RootIndex())
  const instances = (kind: string) => world.instances.filter((one) => one.kind === kind).map(({ name }) => name)
  const settings = { seed: 1, startAt, marketplaceSharePpm: 200_000, instances }
  for (const { at, to, operation, body } of ecosystem.workload({ ...readOrderBook("superstore"), orders }, settings))
    world.act(at, to, operation, body)
  return { world, balances }
}

const heldBy = ({ world, balances }: { world: World; balances: Balances }, isTheirs: (instance: string) => boolean) =>
  [
    ...[...world.slots.everything()]
      .filter(({ shelf }) => isTheirs(world.instances[shelf.owner]?.name ?? ""))
      .map(
        ({ shelf, id, label, context, version }) =>
          `${shelf.kind.name} ${id} ${label} ${version} ${JSON.stringify(context)}`,
      ),
    ...[...balances.sums]
      .filter(([of, sum]) => sum !== 0 && isTheirs(of.slice(0, of.indexOf(" "))))
      .map(([of, sum]) => `${of} ${sum}`),
  ].toSorted()

// Timers that ran out meanwhile go off at once; of these none has any.
describe.each(["oms", "erp", "storefront"])("%s", (instance) => {
  const isTheirs = (name: string): boolean => name === instance
  it("is what it was when the backup was taken, and the others go on", () => {
    const all = begun(instance)
    all.world.run(takenAt)
    const [then, others] = [heldBy(all, isTheirs), heldBy(all, (name) => !isTheirs(name))]
    all.world.run(backAt - 1)
    expect(heldBy(all, isTheirs)).not.toEqual(then)
    const before = heldBy(all, (name) => !isTheirs(name))
    expect(before).not.toEqual(others)
    all.world.run(backAt)
    expect(heldBy(all, isTheirs)).toEqual(then)
    expect(heldBy(all, (name) => !isTheirs(name))).toEqual(before)
  })

  it("comes to the same in a fork that was made while the backup lay there", () => {
    const { world } = begun(instance)
    world.run(takenAt + hourMs)
    const fork = world.fork([])
    const ends = [world, fork].map((one) => {
      one.run()
      return [...one.slots.everything()].map(
        ({ shelf, id, label, context }) => `${shelf.owner} ${id} ${label} ${JSON.stringify(context)}`,
      )
    })
    expect(ends[0]).toEqual(ends[1])
    expect(world.defects).toEqual([])
  })
})
