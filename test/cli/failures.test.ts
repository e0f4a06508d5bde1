/** When the program itself fails on a scenario: it is told for that one, the others are run, and the exit code is 4. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { program } from "../../actors/program.ts"
import type { CliApp, CliIo } from "../../sim/cli/app.ts"
import { main } from "../../sim/cli/main.ts"

const folder = mkdtempSync(join(tmpdir(), "backlot-failures-"))
afterAll(() => rmSync(folder, { recursive: true }))

const fileOf = (name: string): string => {
  const file = join(folder, name)
  writeFileSync(file, "scenario: Nothing happens\n")
  return file
}

const io = () => {
  const told = { out: "", err: "" }
  const to: CliIo = {
    out: (text) => {
      told.out += text
    },
    err: (text) => {
      told.err += text
    },
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    env: {},
    wallMs: () => 0,
  }
  return { told, to }
}

const app = (more: Partial<CliApp>): CliApp => ({ ...program, ...more })

it("in this process", async () => {
  const files = ["a", "b", "c"].map(fileOf)
  const failing = app({
    run: async (request) => {
      if (request.file?.endsWith("b") === true) throw new TypeError("broken on purpose")
      return program.run(request)
    },
  })
  const { told, to } = io()
  expect(await main(failing, ["run", ...files, "--workers", "1", "--reporter", "json"], to)).toBe(4)
  expect(told.err).toMatch(/failed on .*b\. Please report/)
  expect(JSON.parse(told.out)).toMatchObject({
    verdict: "unknown",
    scenarios: [{ file: files[0] }, { file: files[2] }],
    failures: [{ file: files[1], says: expect.stringContaining("broken on purpose") as string }],
  })
})

it("in threads, in the order of the scenarios", async () => {
  const files = ["exit 3", "fail 1", "throw", "wait 5"].map(fileOf)
  const threads = app({ workerEntry: new URL("./fixture-worker.ts", import.meta.url) })
  const { told, to } = io()
  expect(await main(threads, ["run", ...files, "--workers", "2", "--reporter", "plain"], to)).toBe(4)
  const named = [...told.err.matchAll(/failed on (.*)\. Please/g)].map(([, file = ""]) => basename(file))
  expect(named).toEqual(["exit 3", "fail 1", "throw", "wait 5"])
  expect(told.err).toMatch(/ended with code 3 [^]*failed 1[^]*thrown by the fixture/)
})
