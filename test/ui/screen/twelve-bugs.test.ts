/**
 * Twelve planted bugs: in each run something is really wrong, by a policy that should not be or by a bug in a room. Whoever presses only
 * keys that the page itself lists sees the message that causes it by the sixth key: in the verdict, or in the inspector.
 */
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { actions, pressText } from "../../../ui/keys.ts"
import { mutants } from "../../../actors/mutants/mutants.ts"
import { runFileOf } from "../run-files.ts"
import { runId, stageOf, whenRead, type Stage } from "./stage.ts"

interface Bug {
  readonly scenario: string
  /** A bug in a room, by its name. */
  readonly mutant?: string
  /** The causing message: its operation and what it is about. */
  readonly operation: string
  readonly subject: string
}

const bugs: readonly Bug[] = [
  { scenario: "incidents/cancelled-in-hand-wrong", operation: "outboundOrders.cancel", subject: "LIS-3007/shipment-1" },
  { scenario: "incidents/first-capture-final-wrong", operation: "payments.capture", subject: "F-1/shipment-2" },
  { scenario: "incidents/late-snapshot-wrong", operation: "stock.snapshot", subject: "nightly-2024-03-04" },
  { scenario: "incidents/paid-before-created-wrong", operation: "order.created", subject: "KRK-818" },
  {
    scenario: "incidents/payout-a-cent-and-a-day-off-wrong",
    operation: "payouts.change",
    subject: "payout/2024-03-04",
  },
  { scenario: "incidents/refunded-twice-wrong", operation: "refunds.createByHand", subject: "R-7/payment-1" },
  { scenario: "incidents/restocked-before-inspection-wrong", operation: "purchases.withdraw", subject: "BI-1-w" },
  { scenario: "incidents/told-shipped-never-scanned-wrong", operation: "parcels.meetFate", subject: "NS-1/shipment-1" },
  { scenario: "incidents/two-channels-last-unit-wrong", operation: "order.pending", subject: "U-1" },
  { scenario: "suites/two-orders", mutant: "oms: captures twice", operation: "payments.capture", subject: "" },
  { scenario: "suites/two-orders", mutant: "wms: buys every label twice", operation: "labels.buy", subject: "" },
  {
    scenario: "suites/two-orders",
    mutant: "payment: a capture takes a cent too much",
    operation: "payments.capture",
    subject: "",
  },
]

/** The same way for every bug: next problem, its cause, back along the chain, what the objects say, the other run. */
const way = ["n", "c", "[", "[", "[", "3"]

let stage: Stage
let runs: readonly string[] = []

beforeAll(async () => {
  const paths: string[] = []
  for (const { scenario, mutant } of bugs) {
    const mutate = mutants.find(({ name }) => name === mutant)?.mutate
    paths.push(await runFileOf(`scenarios/${scenario}.yaml`, mutate))
  }
  runs = paths.map(runId)
  stage = await stageOf(paths)
})

afterAll(() => stage?.close())

test("every key of the way is one that the page lists", () => {
  const listed = actions.flatMap(({ presses }) => presses.map(pressText))
  expect(way.filter((key) => !listed.includes(key.toUpperCase()))).toEqual([])
})

test.each(bugs.map((bug, place) => [bug.mutant ?? bug.scenario, place] as const))("%s", async (_name, place) => {
  const bug = bugs[place]!
  const { page, close, problems } = await stage.open(`#/run/${runs[place]}`)
  await whenRead(page)
  let pressed = 0
  while (!(await isTold(page, bug)) && pressed < way.length) await page.keyboard.press(way[pressed++]!)
  expect(await isTold(page, bug), `after ${pressed} keys`).toBe(true)
  expect(problems).toEqual([])
  await close()
})

/** Is the message told on the screen, where causes are told? */
const isTold = async (page: Page, { operation, subject }: Bug): Promise<boolean> => {
  const cause = page.locator(`bl-verdict button[title*="${subject}"]`, { hasText: operation })
  const looked = page.locator("bl-inspector header, bl-inspector button.line", { hasText: operation })
  const places = [cause, subject === "" ? looked : looked.filter({ hasText: subject })]
  for (const found of places) if ((await found.count()) > 0 && (await found.first().isVisible())) return true
  return false
}
