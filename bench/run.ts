/**
 * `npm run bench`: measures every figure, or those that are named, each in a process of its own, and prints one table.
 *
 * `--json` prints one JSON object and nothing else. `--quick` takes small sizes. Exit codes: 0 measured, 1 the mix has changed or
 * a figure could not be measured though nothing excuses it, 2 usage error. A missed goal is a result, not an error.
 */
import { parseArgs } from "node:util"
import { inChild } from "./child.ts"
import { report, skipped, type Figure, type Measured, type Reported } from "./figure.ts"
import { figures } from "./figures.ts"
import { machine } from "./machine.ts"
import { renderMix, renderTable } from "./table.ts"
import { unmeasuredMix, type MixReport } from "./mix-pin.ts"

const usage = `npm run bench -- [${figures.map(({ id }) => id).join("|")} …] [--json] [--quick]`

const err = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

const main = async (): Promise<number> => {
  const asked = askedOf()
  if (asked === null) return 2
  const { chosen, json, quick } = asked
  const on = machine()
  let failed = false
  let mix: MixReport = unmeasuredMix()
  if (chosen.some((figure) => figure.ofMix === true)) {
    const checked = await inChild<MixReport>("one-figure.ts", ["mix"])
    if (checked.value === null) err(`The mix could not be compared: ${checked.failure}`)
    else mix = checked.value
    if (mix.same !== true) {
      failed = true
      err(renderMix(mix).join("\n"))
    }
  }
  const reported: Reported[] = []
  for (const figure of chosen) {
    err(`${figure.id}: ${figure.says}`)
    const { value, failure, peakRssMb } = await inChild<Measured>("one-figure.ts", [
      figure.id,
      quick ? "quick" : "full",
    ])
    if (value === null) failed = true
    reported.push(report(figure, value ?? skipped(failure ?? "there is no result"), quick, peakRssMb))
  }
  process.stdout.write(
    json ? `${JSON.stringify({ machine: on, mix, figures: reported })}\n` : renderTable(on, mix, reported, quick),
  )
  return failed ? 1 : 0
}

const askedOf = (): { readonly chosen: readonly Figure[]; readonly json: boolean; readonly quick: boolean } | null => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, quick: { type: "boolean", default: false } },
    })
    const unknown = positionals.find((id) => !figures.some((figure) => figure.id === id))
    if (unknown !== undefined) throw new Error(`There is no figure "${unknown}".`)
    const chosen = figures.filter((figure) => positionals.length === 0 || positionals.includes(figure.id))
    return { chosen, ...values }
  } catch (error) {
    err(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
    return null
  }
}

process.exitCode = await main()
