import { crc32 as zlibCrc32 } from "node:zlib"
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { crc32 } from "../../../sim/journal/crc32.ts"
import { digestOf } from "../../../sim/journal/digest.ts"
import { Journal } from "../../../sim/journal/journal.ts"
import { NotARunFile, readRunFile } from "../../../sim/journal/read-run-file.ts"
import { frame, magic, numbers } from "../../../sim/journal/records.ts"
import { RunFileWriter } from "../../../sim/journal/run-file.ts"
import { tables, type TableName } from "../../../sim/journal/tables.ts"
import { rowAt } from "../../../sim/journal/view.ts"
import { plainMessage, someEntries, write, type Entry } from "./entries.ts"

const header = { scenario: "one order", seed: 7, build: "abc" }
const footer = { verdict: "held", digest: "d" }

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((offset, part) => (bytes.set(part, offset), offset + part.length), 0)
  return bytes
}

/** A journal written in several flushes, and what it was at the end of each. */
const written = (flushes: readonly (readonly Entry[])[]) => {
  const parts: Uint8Array[] = []
  const journal = new Journal()
  const writer = new RunFileWriter((bytes) => parts.push(bytes), header)
  const commits = [{ end: 0, digest: digestOf(journal) }]
  for (const entries of flushes) {
    for (const entry of entries) write(journal, entry)
    writer.flush(journal)
    commits.push({ end: join(parts).length, digest: digestOf(journal) })
  }
  writer.close(journal, footer)
  return { bytes: join(parts), journal, commits }
}

const stateAt = (commits: readonly { end: number; digest: string }[], length: number): string =>
  commits.filter((commit) => commit.end <= length).at(-1)!.digest

const small = () => {
  const journal = new Journal()
  const strings = { kind: "request", sender: "oms", receiver: "wms", operation: "release", subject: "order-1" }
  const row = { ...plainMessage(journal), ...strings }
  return written([
    [
      { table: "messages", row },
      { body: { a: "Ω\n" } },
      { table: "messages", row: { ...row, subject: null, body: 0 } },
    ],
    [],
    [{ table: "breaches", row: { at: 1, message: 0, invariant: "I1", says: "two labels\nfor one parcel" } }],
    [{ table: "messages", row: { ...row, sender: "carrier-a", sentAt: 2 ** 41 } }, { body: {} }],
  ])
}

describe("a run file", () => {
  test.prop([fc.array(someEntries, { maxLength: 4 })])("gives back the journal that was written", (flushes) => {
    const { bytes, journal } = written(flushes)
    const read = readRunFile(bytes)
    expect(read.complete).toBe(true)
    expect(read.footer).toEqual(footer)
    expect(read.header).toEqual({ ...header, tables })
    expect(digestOf(read.journal)).toBe(digestOf(journal))
    expect(read.journal.digest(["x"])).toBe(journal.digest(["x"]))
    for (const name of Object.keys(tables) as TableName[]) {
      expect(read.journal[name].rows).toBe(journal[name].rows)
      for (let row = 0; row < journal[name].rows; row++) {
        expect(rowAt(read.journal, name, row)).toEqual(rowAt(journal, name, row))
      }
    }
    for (let row = 0; row < journal.bodies.rows; row++) {
      expect(JSON.stringify(read.journal.bodies.at(row))).toBe(JSON.stringify(journal.bodies.at(row)))
    }
  })

  test("is the same bytes each time", () => {
    expect(small().bytes).toEqual(small().bytes)
  })

  test("can be read up to the last commit, wherever it is cut off", () => {
    const { bytes, commits } = small()
    for (let length = magic.length; length < bytes.length; length++) {
      const read = readRunFile(bytes.subarray(0, length))
      expect(digestOf(read.journal), `cut at ${length}`).toBe(stateAt(commits, length))
      expect(read.complete).toBe(false)
      expect(read.footer).toBe(null)
      expect(read.says).toMatch(/^A part of a run was read: messages \d, .*\. The file ends .* byte \d+/)
    }
    expect(readRunFile(bytes).says).toBe(
      "A whole run was read: messages 3, transitions 0, postings 0, faults 0, breaches 1.",
    )
  })

  test("is read up to the commit before a damaged byte", () => {
    const { bytes, commits } = small()
    for (let at = magic.length; at < bytes.length; at++) {
      const damaged = bytes.slice()
      damaged[at]! ^= 1 << (at % 8)
      const read = readRunFile(damaged)
      expect(digestOf(read.journal), `damaged at ${at}`).toBe(stateAt(commits, at))
      expect(read.complete).toBe(false)
      expect(read.says).toMatch(/damaged|no type of record|in the middle of a record/)
    }
  })

  test.prop([fc.uint8Array({ maxLength: 200 })])("with rubbish behind its footer is whole and says so", (rubbish) => {
    const { bytes, journal } = small()
    const read = readRunFile(join([bytes, rubbish]))
    expect(read.complete).toBe(true)
    expect(digestOf(read.journal)).toBe(digestOf(journal))
    expect(read.says.includes(`${rubbish.length} bytes after its footer were not read.`)).toBe(rubbish.length > 0)
  })

  test.prop([fc.uint8Array({ maxLength: 300 })])(
    "with rubbish behind its magic is empty and never an exception",
    (rubbish) => {
      const read = readRunFile(join([magic, rubbish]))
      expect(read.complete).toBe(false)
      expect(read.header).toBe(null)
      expect(read.journal.messages.rows).toBe(0)
    },
  )

  test("is told from other files, and from other versions of itself", () => {
    const text = new TextEncoder()
    expect(() => readRunFile(text.encode("name: one order"))).toThrow(NotARunFile)
    expect(() => readRunFile(text.encode("name: one order"))).toThrow(
      /not a run file: it should begin with the letters/,
    )
    expect(() => readRunFile(new Uint8Array())).toThrow(/no bytes at all/)
    expect(() => readRunFile(magic.subarray(0, 7))).toThrow(NotARunFile)
    expect(() => readRunFile(new Uint8Array([...magic.subarray(0, 7), 9]))).toThrow(/format 9, but only format 1/)
  })

  test("with other columns is not read, and the first difference is named", () => {
    const other = { ...tables, faults: { ...tables.faults, kind: "u8" } }
    const record = frame("header", new TextEncoder().encode(JSON.stringify({ build: "old", tables: other })))
    const read = readRunFile(join([magic, record]))
    expect(read.header).toMatchObject({ build: "old" })
    expect(read.says).toMatch(/this build has faults\.kind as name, the file has faults\.kind as u8/)
  })

  // These files pass their checksums but no writer of ours makes them.
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
  const head = [magic, frame("header", json({ tables }))]
  const nothing = numbers(0, 0, 0, 0, 0, 0, 0, 0)
  const names = (count: number, ...entries: unknown[]) => frame("dictionary", numbers(0, 0, count), json(entries))
  const good = [names(1, "oms"), frame("commit", numbers(1, 0, 0, 0, 0, 0, 0, 0))]
  test.each([
    ["rows that were never committed", [names(1, "x"), frame("footer", json({}))], /never committed/],
    ["a commit that promises more", [frame("commit", numbers(0, 0, 0, 9, 0, 0, 0, 0))], /counts should be 0, 0, 0, 9/],
    [
      "a gap in a dictionary",
      [frame("dictionary", numbers(0, 5, 1), json(["x"])), frame("commit", nothing)],
      /should follow 1/,
    ],
    [
      "a string that stands twice",
      [frame("dictionary", numbers(0, 1, 1), json(["oms"])), frame("commit", nothing)],
      /twice/,
    ],
    ["a table that does not exist", [frame("batch", numbers(8, 0, 0)), frame("commit", nothing)], /8 is no table/],
    [
      "a batch of another size",
      [frame("batch", numbers(0, 0, 2)), frame("commit", nothing)],
      /rows 0 to 2 should follow 0/,
    ],
    ["a payload that is too short", [frame("batch"), frame("commit", nothing)], /./],
    [
      "a number that is no name",
      [frame("batch", numbers(4, 0, 1), new Uint8Array(18).fill(5)), frame("commit", nothing)],
      /./,
    ],
    [
      "bodies that do not follow",
      [frame("bodies", numbers(3, 1), json({})), frame("commit", nothing)],
      /bodies 3 to 4/,
    ],
    ["a second header", [frame("header", json({ tables }))], /header record does not belong/],
  ])("with %s stops before it", (_, records, says) => {
    const read = readRunFile(join([...head, ...good, ...records, frame("footer", json({}))]))
    expect(read.journal.names.size).toBe(1)
    expect(read.journal.tables.map((table) => table.rows)).toEqual([0, 0, 0, 0, 0])
    expect(read.complete).toBe(false)
    expect(read.footer).toBe(null)
    expect(read.says).toMatch(says)
  })

  test("cannot be written on after it was closed", () => {
    const writer = new RunFileWriter(() => {}, header)
    writer.close(new Journal(), footer)
    expect(() => writer.flush(new Journal())).toThrow(/closed/)
  })

  test("cuts what is large into several records", () => {
    const parts: Uint8Array[] = []
    const journal = new Journal()
    const writer = new RunFileWriter((bytes) => parts.push(bytes), header)
    const row = plainMessage(journal)
    for (let i = 0; i < 70_000; i++) journal.message({ ...row, subject: journal.texts.intern(`order-${i}`), call: i })
    for (let i = 0; i < 3; i++) journal.body({ i, text: "x".repeat(700_000) })
    writer.close(journal, footer)
    // Magic, header, one of names, two of texts, two of bodies, two of messages, commit, footer.
    expect(parts.length).toBe(11)
    const read = readRunFile(join(parts))
    expect(read.complete).toBe(true)
    expect(digestOf(read.journal)).toBe(digestOf(journal))
  })
})

test.prop([fc.uint8Array({ maxLength: 100 }), fc.nat(100)])(
  "the checksum is that of zip, in one piece or two",
  (bytes, cut) => {
    expect(crc32(bytes)).toBe(zlibCrc32(bytes))
    expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(zlibCrc32(bytes))
  },
)
