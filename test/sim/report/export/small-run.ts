/** A run with an order that is cancelled and one that comes back, with and without faults, as the run file that it leaves behind. */
import { readFileSync } from "node:fs"
import { saveRun } from "../../../../sim/journal/run-file.ts"
import { ecosystem } from "../../../../actors/ecosystem.ts"
import { Journal } from "../../../../sim/journal/journal.ts"
import { RunRows, type TextExport } from "../../../../sim/report/export/run-rows.ts"
import { run } from "../../../actors/run.ts"

const scenario = new URL("../../../../scenarios/suites/cancel-and-return.yaml", import.meta.url)

export const faults = `faults:
  - { fault: drop, on: "oms > payment payments.cancel C-1/payment-1 #1.1" }
  - { fault: lose-response, on: "oms > erp salesOrders.create R-1 #1.1" }
  - { fault: duplicate, on: "storefront > oms order.created R-1 #1.1" }
`

export const bytesOf = (journal: Journal): Uint8Array => {
  const parts: Uint8Array[] = []
  const sink = { write: (bytes: Uint8Array) => void parts.push(bytes.slice()) }
  saveRun(journal, sink, { scenario: "Cancel and return", seed: 11, build: "1.2.3" }, {})
  return Buffer.concat(parts)
}

/** Several batches, so that a part of the file is worth reading. */
const rowsPerBatch = 256

export const smallRunBytes = (more = ""): Uint8Array =>
  bytesOf(
    run(`${readFileSync(scenario, "utf8")}${more}`, null, ecosystem, { journal: new Journal({ rowsPerBatch }) }).world
      .journal,
  )

export const smallRun = (more = ""): RunRows => new RunRows(smallRunBytes(more))

/** Test data only: an export is never held as a whole elsewhere. */
export const whole = (text: TextExport): string => [...text.parts(() => {})].join("")
