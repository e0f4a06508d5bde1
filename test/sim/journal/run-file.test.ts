import { crc32 as zlibCrc32 } from "node:zlib"
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { crc32 } from "../../../sim/journal/crc32.ts"
import { digestOf } from "../../../sim/journal/digest-of.ts"
import { Journal } from "../../../sim/journal/journal.ts"
import { NotARunFile, openRun, readRunFile, type RunFile } from "../../../sim/journal/open-run.ts"
import { jsonBytes, magic, prefixOf, type RecordType } from "../../../sim/journal/records.ts"
import { RunFileWriter, saveRun } from "../../../sim/journal/run-file.ts"
import { DamagedBatch } from "../../../sim/journal/stored-batch.ts"
import { tables } from "../../../sim/journal/tables.ts"
import { aMessage, asJson, entriesOf, journalOf, someEntries, write, type Entry } from "./entries.ts"

const header = { scenario: "one order", seed: 7, build: "abc" }
const footer = { verdict: "held", digest: "d" }

const join = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((offset, part) => (bytes.set(part, offset), offset + part.length), 0)
  return bytes
}

/** A sink that keeps everything; what it is given belongs to the writer. */
const memory = () => {
  const parts: Uint8Array[] = []
  return { parts, write: (bytes: Uint8Array) => parts.push(bytes.slice()) }
}

/** A journal written in several flushes, and what it was at the end of each. */
const written = (flushes: readonly (readonly Entry[])[]) => {
  const sink = memory()
  const writer = new RunFileWriter(sink, header)
  const journal = new Journal({ writer })
  const entries: Entry[] = []
  const commits = [{ end: 0, digest: journal.digest(), rows: 0 }]
  for (const flush of flushes) {
    for (const entry of flush) write(journal, entry)
    entries.push(...flush)
    commits.push({ end: 0, digest: journal.digest(), rows: entries.length })
    commits.at(-1)!.end = join(sink.parts).length
  }
  writer.close(journal, footer)
  return { bytes: join(sink.parts), journal, entries, commits }
}

const stateAt = (commits: readonly { end: number; digest: string }[], length: number): string =>
  commits.filter((commit) => commit.end <= length).at(-1)!.digest

const message = aMessage({ body: { order: "order-1", lines: [1, 2] } })

const small = () =>
  written([
    [message, aMessage({ subject: null, body: { a: "Ω\n" } })],
    [],
    [{ table: "breaches", row: { at: 1, message: 0, invariant: "I1", says: "two labels\nfor one parcel" } }],
    [aMessage({ sender: "carrier-a", sentAt: 2 ** 41, body: { a: 1.5 } })],
  ])

/** A source that can count what is asked of it. */
const sourceOf = (bytes: Uint8Array) => {
  const asked: number[] = []
  return {
    asked,
    size: bytes.length,
    read: (offset: number, length: number) => {
      asked.push(length)
      return bytes.subarray(offset, offset + length)
    },
  }
}

describe("a run file", () => {
  test.prop([fc.array(someEntries, { maxLength: 4 }), fc.integer({ min: 0, max: 7 })])(
    "gives back the journal that was written, wherever its bytes lie",
    (flushes, shift) => {
      const { bytes, journal, entries } = written(flushes)
      const moved = join([new Uint8Array(shift), bytes]).subarray(shift)
      for (const read of [readRunFile(moved), openRun(sourceOf(moved))]) {
        expect(read.complete).toBe(true)
        expect(read.footer).toEqual(footer)
        expect(read.header).toEqual({ ...header, tables })
        expect(digestOf(read.journal, ["x"])).toBe(journal.digest(["x"]))
        expect(entriesOf(read.journal).map(asJson)).toEqual(entriesOf(journalOf(entries)).map(asJson))
      }
    },
  )

  test.prop([fc.array(someEntries, { maxLength: 3 })])(
    "is the same whether streamed or saved afterwards",
    (flushes) => {
      const sink = memory()
      const journal = new Journal()
      for (const entries of flushes) {
        for (const entry of entries) write(journal, entry)
        journal.flush()
      }
      saveRun(journal, sink, header, footer)
      const saved = readRunFile(join(sink.parts))
      const streamed = readRunFile(written(flushes).bytes)
      expect(digestOf(saved.journal)).toBe(digestOf(streamed.journal))
      expect(saved.says).toBe(streamed.says)
    },
  )

  test("is the same bytes each time", () => {
    expect(small().bytes).toEqual(small().bytes)
  })

  test("can be read up to the last batch, wherever it is cut off", () => {
    const { bytes, commits } = small()
    for (let length = magic.length; length < bytes.length; length++) {
      const read = readRunFile(bytes.subarray(0, length))
      expect(digestOf(read.journal), `cut at ${length}`).toBe(stateAt(commits, length))
      // The sixteen bytes after the footer only help to find it.
      const ended = length >= bytes.length - 16
      expect(read.complete, `cut at ${length}`).toBe(ended)
      expect(read.footer).toEqual(ended ? footer : null)
      expect(read.says).toMatch(/^(A part of a run|A whole run) was read: messages \d, .*\. The file ends .*\d+/)
    }
    expect(readRunFile(bytes).says).toBe(
      "A whole run was read: messages 3, transitions 0, postings 0, faults 0, breaches 1, arrivals 0.",
    )
  })

  test("is read up to the batch before a damaged byte", () => {
    const { bytes, commits } = small()
    for (let at = magic.length; at < bytes.length; at++) {
      const damaged = bytes.slice()
      damaged[at]! ^= 1 << (at % 8)
      const read = readRunFile(damaged)
      expect(digestOf(read.journal), `damaged at ${at}`).toBe(stateAt(commits, at))
      expect(read.complete).toBe(at >= bytes.length - 16)
      expect(read.says, `damaged at ${at}`).toMatch(/damaged/)
    }
  })

  // Goal: a lazily opened file never shows a row that was not written. Method: every byte is damaged in turn, everything is read.
  test("opened lazily gives right rows or a sentence, whatever byte is damaged", () => {
    const { bytes, entries, commits } = small()
    const whole = entriesOf(journalOf(entries)).map(asJson)
    for (let at = magic.length; at < bytes.length; at++) {
      const damaged = bytes.slice()
      damaged[at]! ^= 1 << (at % 8)
      const read = openRun(sourceOf(damaged))
      try {
        const rows = entriesOf(read.journal).map(asJson)
        if (read.complete) expect(rows).toEqual(whole)
        else expect(digestOf(read.journal)).toBe(stateAt(commits, at))
      } catch (problem) {
        expect(problem, `damaged at ${at}`).toBeInstanceOf(DamagedBatch)
        expect(String(problem)).toMatch(
          /^DamagedBatch: The batch at byte \d+ \(from messages \d.* cannot be read\. .*damaged/,
        )
      }
    }
  })

  test.prop([fc.uint8Array({ maxLength: 200 })])("with rubbish behind its end is whole and says so", (rubbish) => {
    const { bytes, journal } = small()
    const read = readRunFile(join([bytes, rubbish]))
    expect(read.complete).toBe(true)
    expect(digestOf(read.journal)).toBe(journal.digest())
    expect(read.says.includes(`${rubbish.length} bytes after its end were not read.`)).toBe(rubbish.length > 0)
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
    expect(() => readRunFile(new Uint8Array([...magic.subarray(0, 7), 9]))).toThrow(/format 9, but only format 2/)
  })

  const record = (type: RecordType, payload: Uint8Array): Uint8Array => join([prefixOf(type, payload), payload])

  test("with other columns is not read, and the first difference is named", () => {
    const other = { ...tables, faults: { ...tables.faults, kind: "u8" } }
    const read = readRunFile(join([magic, record("header", jsonBytes({ build: "old", tables: other }))]))
    expect(read.header).toMatchObject({ build: "old" })
    expect(read.says).toMatch(/this build has faults\.kind as name, the file has faults\.kind as u8/)
  })

  // These files pass their checksums but no writer of ours makes them.
  const batchOf = (entries: readonly Entry[]): Uint8Array => [...journalOf(entries).bytes()][0]!
  const head = [magic, record("header", jsonBytes({ tables }))]
  const good = [record("names", jsonBytes(["request", "oms", "wms", "release"])), record("batch", batchOf([message]))]
  const changed = (numbers: Readonly<Record<number, number>>): Uint8Array => {
    const bytes = batchOf([message]).slice()
    for (const [at, value] of Object.entries(numbers)) new Float64Array(bytes.buffer)[Number(at)] = value
    return bytes
  }
  const strangers = (): Uint8Array => {
    const journal = new Journal({ rowsPerBatch: 1 })
    write(journal, message)
    for (let i = 0; i < 9; i++) journal.names.intern(`name-${i}`)
    write(journal, message)
    return [...journal.bytes()][1]!
  }
  test.each([
    ["a batch that does not follow", record("batch", batchOf([message])), /should follow 1, 0, 0, 0, 0, 0, 1 rows/],
    ["names that are not known", record("batch", strangers()), /names should be known, but 4 are/],
    ["a name that stands twice", record("names", jsonBytes(["oms"])), /"oms" stands twice/],
    ["names that are no list", record("names", jsonBytes({})), /names record/],
    ["a batch that is too short", record("batch", new Uint8Array(16)), /less than its directory/],
    ["a batch of another size", record("batch", changed({ 0: 8 })), /its size is another one/],
    ["a batch with half a row", record("batch", changed({ 2: 0.5 })), /0\.5 is no count/],
    ["a second header", record("header", jsonBytes({ tables })), /header record does not belong/],
    ["a footer that is none", record("footer", jsonBytes({})), /none that a run writes/],
  ])("with %s stops before it", (_, stranger, says) => {
    const read = readRunFile(join([...head, ...good, stranger]))
    expect(read.journal.tables.map((table) => table.rows)).toEqual([1, 0, 0, 0, 0, 0])
    expect(entriesOf(read.journal)).toEqual([message])
    expect(read.complete).toBe(false)
    expect(read.says).toMatch(says)
  })

  // Goal: bytes that no journal wrote are refused or read as something, but never crash or hang a reader.
  test.prop([fc.nat(), fc.double()], { numRuns: 500 })(
    "with any number of a batch's directory changed is a sentence",
    (at, value) => {
      const bytes = changed({ [at % 170]: value })
      const read = readRunFile(join([...head, good[0]!, record("batch", bytes)]))
      expect(read.says).toMatch(/^A part of a run was read/)
      for (const entry of entriesOf(read.journal)) expect(entry.table).toBe("messages")
    },
  )

  test("cannot be written on after it was closed", () => {
    const writer = new RunFileWriter(memory(), header)
    const journal = new Journal({ writer })
    writer.close(journal, footer)
    write(journal, message)
    expect(() => journal.flush()).toThrow(/closed/)
  })

  test("is opened with a few small reads, and its batches are read when they are touched", () => {
    const sink = memory()
    const writer = new RunFileWriter(sink, header)
    const journal = new Journal({ writer, rowsPerBatch: 1000 })
    for (let i = 0; i < 50_000; i++) write(journal, aMessage({ call: i, subject: `order-${i}`, body: { i } }))
    writer.close(journal, footer)
    const bytes = join(sink.parts)
    const source = sourceOf(bytes)
    const run: RunFile = openRun(source)
    expect(run.complete).toBe(true)
    expect(run.journal.messages.rows).toBe(50_000)
    const opening = source.asked.reduce((sum, length) => sum + length, 0)
    expect(opening).toBeLessThan(bytes.length / 50)
    expect(run.journal.messages.subject.at(31_234)).toBe("order-31234")
    expect(run.journal.bodies.at(31_234)).toEqual({ i: 31_234 })
    expect(source.asked.reduce((sum, length) => sum + length, 0) - opening).toBeLessThan(bytes.length / 40)
    expect(digestOf(run.journal)).toBe(journal.digest())
  })

  test("that is written cannot be read where the sink does not give back, and can where it does", () => {
    const silent = new Journal({ writer: new RunFileWriter(memory(), header), rowsPerBatch: 2 })
    const sink = memory()
    const read = (offset: number, length: number) => join(sink.parts).subarray(offset, offset + length)
    const telling = new Journal({ writer: new RunFileWriter({ ...sink, read }, header), rowsPerBatch: 2 })
    for (const journal of [silent, telling]) for (let call = 0; call < 5; call++) write(journal, aMessage({ call }))
    expect(silent.messages.call.at(4)).toBe(4)
    expect(() => silent.messages.call.at(0)).toThrow(
      /written away and is no longer in memory: open the finished run file/,
    )
    expect(telling.messages.call.at(0)).toBe(0)
    const fork = telling.fork()
    write(fork, aMessage({ call: 7 }))
    write(telling, aMessage({ call: 8 }))
    expect(fork.messages.call.at(5)).toBe(7)
    expect(telling.messages.call.at(5)).toBe(8)
    expect(digestOf(fork)).toBe(fork.digest())
    expect(digestOf(telling)).toBe(telling.digest())
  })
})

test.prop([fc.uint8Array({ maxLength: 300 }), fc.nat(300)])(
  "the checksum is that of zip, in one piece or two",
  (bytes, cut) => {
    expect(crc32(bytes)).toBe(zlibCrc32(bytes))
    expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(zlibCrc32(bytes))
  },
)
