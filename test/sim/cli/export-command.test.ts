import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { smallRunBytes } from "../report/export/small-run.ts"
import { callProgram } from "./call-program.ts"

let folder = ""
const at = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "backlot-export-"))
  const bytes = smallRunBytes()
  writeFileSync(at("one.backlot"), bytes)
  writeFileSync(at("cut.backlot"), bytes.subarray(0, Math.floor(bytes.length * 0.7)))
  writeFileSync(at("empty.backlot"), bytes.subarray(0, 20))
  writeFileSync(at("note.txt"), "not a run")
})

afterAll(() => rmSync(folder, { recursive: true }))

const backlot = (...words: readonly string[]) => callProgram("export", ...words)

describe("backlot export", () => {
  test.each(["har", "otlp", "mermaid"])(
    "--format %s goes to standard output, and nothing else does",
    async (format) => {
      const { code, out, err } = await backlot(at("one.backlot"), "--format", format)
      expect([code, err]).toEqual([0, ""])
      if (format === "mermaid") expect(out).toMatch(/^sequenceDiagram\n {2}title C-1 /)
      else expect(Object.keys(JSON.parse(out) as object)).toEqual([format === "har" ? "log" : "resourceSpans"])
    },
  )

  test.each(["har", "otlp", "mermaid", "csv", "jsonl"])("--format %s writes the same to a file", async (format) => {
    const words = [at("one.backlot"), "--format", format, ...(/csv|jsonl/.test(format) ? ["--table", "postings"] : [])]
    const file = at(`new/${format}`)
    const { code, out } = await backlot(...words, "--out", file)
    expect([code, out]).toEqual([0, `Written to ${file}.\n`])
    expect(readFileSync(file, "utf8")).toBe((await backlot(...words)).out)
  })

  test.each(["parquet", "csv", "jsonl"])(
    "--format %s writes every table into a folder beside the run",
    async (format) => {
      const { code, out } = await backlot(at("one.backlot"), "--format", format)
      expect(code).toBe(0)
      expect(out).toContain(`Written to ${at(`one.${format}`)}: messages.${format}, `)
      const tables = [
        "arrivals",
        "breaches",
        "faults",
        "messages",
        "postings",
        "transitions",
        ...(format === "jsonl" ? [] : ["bodies"]),
      ]
      expect(readdirSync(at(`one.${format}`)).toSorted()).toEqual(
        tables.toSorted().map((table) => `${table}.${format}`),
      )
    },
  )

  test("--format parquet writes one table to a file", async () => {
    const { code } = await backlot(
      at("one.backlot"),
      "--format",
      "parquet",
      "--table",
      "faults",
      "--out",
      at("f.parquet"),
    )
    expect(code).toBe(0)
    expect(readFileSync(at("f.parquet")).subarray(-4).toString()).toBe("PAR1")
  })

  test("--order narrows every format", async () => {
    for (const format of ["har", "otlp", "csv"]) {
      const words = [at("one.backlot"), "--format", format, ...(format === "csv" ? ["--table", "messages"] : [])]
      const { out } = await backlot(...words, "--order", "C-1")
      expect(out).toContain("C-1/payment-1")
      expect(out).not.toContain("R-1/payment-1")
    }
  })

  test("a truncated run is exported as far as it goes, and it is said", async () => {
    const { code, out, err } = await backlot(at("cut.backlot"), "--format", "har")
    expect(code).toBe(0)
    expect(err).toMatch(/^.*cut\.backlot: A part of a run was read: .* The file ends/)
    expect((JSON.parse(out) as { log: { entries: object[] } }).log.entries.length).toBeGreaterThan(0)
  }, 20_000)

  test.each([
    ["no run", [], /^Nothing to export: name a run file/],
    [
      "a run that is not there",
      ["@two.backlot", "--format", "har"],
      /^There is no run file .*two\.backlot\..*one\.backlot/,
    ],
    ["a folder", ["@.", "--format", "har"], /is a folder: name one run file/],
    ["a file that is no run", ["@note.txt", "--format", "har"], /note\.txt: This is not a run file/],
    [
      "a run that was cut off before its first rows",
      ["@empty.backlot", "--format", "har"],
      /empty\.backlot: A part of a run/,
    ],
    ["two runs", ["@one.backlot", "b", "--format", "har"], /takes one run file, but there is also b/],
    ["no format", ["@one.backlot"], /^Say with --format what to export to: parquet, jsonl, csv, har, otlp, mermaid\./],
    ["a wrong format", ["@one.backlot", "--format", "mermiad"], /no format "mermiad"; did you mean "mermaid"\?/],
    [
      "a wrong table",
      ["@one.backlot", "--format", "csv", "--table", "postngs"],
      /"postngs"; did you mean "postings"\?/,
    ],
    ["a table of a diagram", ["@one.backlot", "--format", "har", "--table", "faults"], /har has no tables/],
    [
      "an unknown order",
      ["@one.backlot", "--format", "har", "--order", "C-2"],
      /about "C-2"; did you mean "C-1"\?.*N-1\./,
    ],
    [
      "a folder for one file",
      ["@one.backlot", "--format", "har", "--out", "@dir"],
      /dir is a folder, but this export is one file/,
    ],
    [
      "a file for several",
      ["@one.backlot", "--format", "csv", "--out", "@note.txt"],
      /is a file, but several tables need a folder/,
    ],
    ["the run itself", ["@one.backlot", "--format", "har", "--out", "@one.backlot"], /is the run file itself/],
  ])("%s is a sentence and exit code 2", async (_what, words, says) => {
    mkdirSync(at("dir"), { recursive: true })
    const { code, out, err } = await backlot(...words.map((word) => (word.startsWith("@") ? at(word.slice(1)) : word)))
    expect([code, out]).toEqual([2, ""])
    expect(err).toMatch(says)
    expect(err.trimEnd().split("\n")).toHaveLength(1)
  })

  test("what fails on the way leaves no half file", async () => {
    mkdirSync(at("taken.har.unfinished"), { recursive: true })
    const { code } = await backlot(at("one.backlot"), "--format", "har", "--out", at("taken.har"))
    expect(code).not.toBe(0)
    expect(existsSync(at("taken.har"))).toBe(false)
  })
})
