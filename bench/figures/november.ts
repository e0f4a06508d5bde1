/** A month of a real shop, from its file to the verdict, beside a program that only unpacks, splits and loops. */
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { gunzipSync } from "node:zlib"
import { readOrderBook } from "../../sim/scenario/importers/read-order-book.ts"
import { skipped, type Figure } from "../figure.ts"
import { bareLoop } from "../limits/bare-loop.ts"
import { inTurn, round, runsOf, secondsOf } from "../measure.ts"
import { contractSample, readBookText, runBook } from "../mix-run.ts"

const beside = fileURLToPath(
  new URL("../../../shared/data/online-retail/online_retail_2011-11.csv.gz", import.meta.url),
)

const fileOf = (): string => process.env["BACKLOT_NOVEMBER"] ?? beside

const scenarioText = "scenario: november\nworld: { seed: 1 }\nworkload: { marketplaceShare: 20 % }\n"

/** Of a quick run, only the first orders. */
const scenarioOf = (quick: boolean) =>
  readBookText(quick ? scenarioText.replace("20 %", "20 %, limit: 200") : scenarioText)

/** Cells and nothing else: no quotes, no money, no people. */
const bareImport = (file: string): number => {
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8")
  let cells = 0
  for (const line of text.split("\n")) cells += line.split(",").length
  return cells
}

export const november: Figure = {
  id: "november",
  says: "the order book of an online shop's November (UCI Online Retail, 2011-11), import included",
  unit: "s",
  goal: { atMost: 2 },
  prepare: ({ quick }) => {
    const scenario = scenarioOf(quick)
    return () => runBook(readOrderBook(fileOf()), scenario)
  },
  run: async (context) => {
    const file = fileOf()
    if (!existsSync(file))
      return skipped(`the order book is not here; set BACKLOT_NOVEMBER to the path of online_retail_2011-11.csv.gz`)
    const scenario = scenarioOf(context.quick)
    const run = () => runBook(readOrderBook(file), scenario)
    context.tell("warm-up")
    const { orders, messages } = run()
    const perOrder = Math.round(messages / orders)
    const pieces = {
      limit: () =>
        secondsOf(() => {
          bareImport(file)
          bareLoop(orders, perOrder)
        }),
      ours: () => secondsOf(run),
    }
    pieces.limit()
    const { median, note } = await inTurn(pieces, runsOf(context.quick), context.tell)
    return {
      value: median.ours,
      limit: median.limit,
      notes: [`${orders} orders, ${round(messages)} messages; after a warm-up, ${note}`, contractSample],
    }
  },
}
