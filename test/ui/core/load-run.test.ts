/** A run is loaded from a stream in any pieces, and what cannot be read is told. */
import { readFileSync } from "node:fs"
import * as fc from "fast-check"
import { beforeAll, expect, it } from "vitest"
import { readRunFile, type RunFile } from "../../../sim/journal/open-run.ts"
import { messageAt, rowAt } from "../../../sim/journal/view.ts"
import { memorySource, type ByteSource } from "../../../ui/core/byte-source.ts"
import { loadRun } from "../../../ui/core/load-run.ts"
import { copyColumn, MessageColumns, messageKinds } from "../../../ui/core/message-columns.ts"
import type { RunModel } from "../../../ui/core/run-model.ts"
import { runFileOf } from "../run-files.ts"

let bytes: Uint8Array<ArrayBuffer>
let file: RunFile

beforeAll(async () => {
  bytes = new Uint8Array(readFileSync(await runFileOf("scenarios/suites/two-orders.yaml")))
  file = readRunFile(bytes)
})

/** The bytes in pieces of a size. */
const streamOf = (from: Uint8Array, size: number): ReadableStream<Uint8Array> => {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= from.length) controller.close()
      else controller.enqueue(from.slice(at, (at += size)))
    },
  })
}

const load = (
  from: Uint8Array<ArrayBuffer>,
  size = 65_536,
  source: ByteSource = memorySource(from),
): Promise<RunModel> => loadRun({ stream: streamOf(from, size), source })

it("every message is what the journal says, however the bytes come", async () => {
  const sizes = [7, 4099, bytes.length]
  for (const size of sizes) {
    const model = await load(bytes, size)
    expect(model.state).toBe("whole")
    expect(model.says).toBe(file.says)
    expect(model.rows).toBe(file.journal.messages.rows)
    const { columns, names } = model
    for (let row = 0; row < model.rows; row++) {
      const { body, ...message } = messageAt(file.journal, row)
      expect(columns.body[row]).toBe(body)
      expect({
        kind: messageKinds[columns.kind[row]!],
        cause: columns.cause[row],
        sender: names.at(columns.sender[row]!),
        receiver: names.at(columns.receiver[row]!),
        operation: names.at(columns.operation[row]!),
        subject: model.subjectOf(row),
        call: columns.call[row],
        attempt: columns.attempt[row],
        copy: columns.copy[row],
        status: columns.status[row],
        sentAt: columns.sentAt[row],
        deliveredAt: columns.deliveredAt[row],
        count: columns.count[row],
      }).toEqual({ ...message, subject: message.subject ?? "" })
    }
  }
})

it("bodies, transitions and postings are read again", async () => {
  const model = await load(bytes)
  const { journal } = file
  for (let row = 0; row < model.rows; row += 17) {
    const body = journal.messages.body.at(row)
    expect(await model.body(row)).toEqual(body < 0 ? undefined : journal.bodies.at(body))
  }
  const transitions = Array.from({ length: journal.transitions.rows }, (_, row) => ({
    row,
    ...rowAt(journal, "transitions", row),
  }))
  const postings = Array.from({ length: journal.postings.rows }, (_, row) => ({
    row,
    ...rowAt(journal, "postings", row),
  }))
  const root = "A-1"
  const isOf = (subject: string | null): boolean => subject === root || subject?.startsWith(`${root}/`) === true
  expect(await model.transitionsOf(root)).toEqual(transitions.filter(({ id }) => isOf(id)))
  expect((await model.postingsOf(root)).map(({ row }) => row)).toEqual(
    postings.filter(({ subject }) => isOf(subject)).map(({ row }) => row),
  )
  for (let message = 0; message < model.rows; message += 5) {
    expect(await model.transitionsOfMessage(message)).toEqual(transitions.filter((row) => row.message === message))
    expect((await model.postingsOfMessage(message)).map(({ row }) => row)).toEqual(
      postings.filter((row) => row.message === message).map(({ row }) => row),
    )
  }
  expect(transitions.filter(({ id }) => isOf(id)).length).toBeGreaterThan(20)
})

it("a file that is cut off anywhere gives what stands before, and a sentence", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 8, max: bytes.length - 1 }), async (length) => {
      const cut = bytes.slice(0, length)
      const model = await load(cut)
      expect(model.state === "whole").toBe(readRunFile(cut).complete)
      expect(model.says).toBe(readRunFile(cut).says)
      expect(model.rows).toBe(readRunFile(cut).journal.messages.rows)
    }),
    { numRuns: 40 },
  )
})

it("a damaged byte never gives rows that were not written", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 8, max: bytes.length - 1 }), async (at) => {
      const damaged = bytes.slice()
      damaged[at]! ^= 0x40
      const model = await load(damaged)
      expect([0, file.journal.messages.rows]).toContain(model.rows)
      if (model.state === "whole") expect(model.rows).toBe(file.journal.messages.rows)
    }),
    { numRuns: 40 },
  )
})

it("what never was a run file is an error that says so", async () => {
  await expect(load(new TextEncoder().encode("<!doctype html><html>"))).rejects.toThrow("This is not a run file")
  await expect(load(new Uint8Array(0))).rejects.toThrow("no bytes at all")
})

it("where the connection breaks, what came stays and the reason is told", async () => {
  const half = Math.floor(bytes.length / 2)
  const pieces = [bytes.slice(0, half), bytes.slice(half, -100)]
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces.shift()
        if (piece === undefined) controller.error(new Error("network gone"))
        else controller.enqueue(piece)
      },
    },
    // A piece that waits when a stream breaks is lost with it.
    { highWaterMark: 0 },
  )
  const model = await loadRun({ stream, source: { ...memorySource(bytes), size: null } })
  expect(model.state).toBe("partial")
  expect(model.rows).toBe(file.journal.messages.rows)
  expect(model.says).toContain("nothing more could be read: network gone")
})

it("numbers that are small in almost every run may be large", () => {
  const columns = new MessageColumns()
  columns.reserve(3)
  for (const [row, number] of [7, 65_535, 65_536].entries()) {
    const stored = { base: 1, cells: Uint32Array.of(number - 1) }
    columns.fit("count", stored)
    copyColumn(columns.count, stored, row, 1)
  }
  expect([...columns.count.subarray(0, 3)]).toEqual([7, 65_535, 65_536])
})
