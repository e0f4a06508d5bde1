/** A run file whose texts would run as script if anybody let them. */
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { crc32 } from "node:zlib"
import { Journal } from "../../../sim/journal/journal.ts"
import { RunFileWriter } from "../../../sim/journal/run-file.ts"

export const script = "<script>window.ran = true</script>"
export const picture = "<img src=x onerror='window.ran = true'>"

/** Answers the path of the file. */
export const hostileRun = (): string => {
  const parts: Uint8Array[] = []
  const header = {
    scenario: `Hostile ${script}`,
    seed: 1,
    build: "test",
    book: null,
    file: picture,
    startAt: 0,
    businessAt: 0,
    instances: [
      { name: "oms", kind: "oms" },
      { name: script, kind: "wms" },
    ],
    links: [],
    scenarioText: null,
  }
  const writer = new RunFileWriter({ write: (bytes) => parts.push(bytes.slice()), crc32 }, header)
  const journal = new Journal({ writer })
  const [request, oms, wms, operation, order, go, done] = [
    "request",
    "oms",
    script,
    picture,
    picture,
    script,
    "done",
  ].map((text) => journal.names.intern(text)) as [number, number, number, number, number, number, number]
  const none = journal.names.intern("")
  const subject = `A-1/${picture}`
  const body = { note: script, [picture]: picture, url: "javascript:window.ran = true" }
  const row = journal.message(request, -1, oms, wms, operation, subject, 1, 1, 0, 0, 1000, 1040, body, 1)
  journal.transition(1040, row, wms, order, subject, go, none, done, 1)
  journal.fault(1000, row, journal.names.intern("drop"), subject, script)
  journal.breach(1040, row, journal.names.intern("I1"), `${picture} of A-1`)
  writer.close(journal, { digest: "d", verdict: "broken", orders: 1, result: null })
  const path = join(mkdtempSync(join(tmpdir(), "backlot-ui-")), "hostile.backlot")
  writeFileSync(path, Buffer.concat(parts))
  return path
}
