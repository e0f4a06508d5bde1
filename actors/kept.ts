/**
 * The scenarios that come with the program and hold: suites, what campaigns once found, and incidents handled well. They are read when
 * somebody first asks for them.
 */
import { fileURLToPath } from "node:url"
import { isKept, type Keeps } from "../sim/harness/kept.ts"
import { vocabularyOf } from "../sim/run/vocabulary-of.ts"
import { findScenarios, readScenario } from "../sim/scenario/read-scenario.ts"
import type { Scenario } from "../sim/scenario/scenario.ts"
import { ecosystem } from "./ecosystem.ts"

/** A build lies in one folder below the package too. */
const folders = ["suites", "regressions", "incidents"].map((name) =>
  fileURLToPath(new URL(`../scenarios/${name}`, import.meta.url)),
)

/**
 * What people do because of what they see: had more gone wrong, they would have seen something else and done something else, or done it
 * at another time.
 */
const onSight = [
  "carriers.map",
  "freightBills.decide",
  "holds.decide",
  "labels.void",
  "manifests.close",
  "outboundOrders.clear",
  "parcels.readdress",
  "parcels.relabel",
  "payouts.decide",
  "products.map",
  "purchaseOrders.tryAgain",
  "purchases.sendBack",
  "returns.decide",
  "returns.unload",
  "settlements.decide",
  "shipments.payAgain",
  "tokens.revoke",
  "vendorBills.decide",
]
/** After how many tries somebody leaves it to people: fewer than usual, and every fault more is one for them. */
const patience = ["declinesMax", "labelTriesMax", "reconcileChecksMax", "sendsMax", "triesMax"]

/** Over these links somebody usually asks for what did not come by itself. */
const polled = new Set(
  ecosystem.defaultWorld.links.filter(({ pollEveryMs = 0 }) => pollEveryMs > 0).map(({ from, to }) => `${from} ${to}`),
)

const bearsMore = ({ workload, world }: Scenario): boolean =>
  workload.acts.every(({ operation }) => !onSight.includes(operation)) &&
  // Without a poll behind them, webhooks that nobody takes are gone for good.
  world.links.every(({ from, to, pollEveryMs }) => pollEveryMs > 0 || !polled.has(`${from} ${to}`)) &&
  world.partners.every(({ kind, policies }) =>
    patience.every((name) => {
      const usual = ecosystem.rooms[kind]?.policies[name]?.default
      return usual === undefined || Number(policies[name]) >= Number(usual)
    }),
  )

let read: Keeps | null = null

export const keeps = (): Keeps => {
  if (read !== null) return read
  const vocabulary = vocabularyOf(ecosystem)
  const scenarios = findScenarios(folders).flatMap((file) => {
    const { scenario } = readScenario(file, vocabulary)
    return scenario !== null && isKept(scenario) ? [scenario] : []
  })
  read = { scenarios, readIn: ecosystem, bearsMore }
  return read
}
