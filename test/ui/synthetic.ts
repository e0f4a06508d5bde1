/**
 * A run of any size that looks like a real one, written by the journal itself: orders over weeks with quiet nights, ten instances,
 * bodies, transitions, postings, some errors and faults, and one breach at the end.
 */
import { closeSync, mkdtempSync, openSync, writeSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { crc32 } from "node:zlib"
import { Journal } from "../../sim/journal/journal.ts"
import { RunFileWriter, type RunSink } from "../../sim/journal/run-file.ts"

const hourMs = 3_600_000
const startAt = 1_709_539_200_000

const instances = [
  ["buyer", "buyer"],
  ["storefront", "storefront"],
  ["market-1", "marketplace"],
  ["oms", "oms"],
  ["wms-east", "wms"],
  ["wms-west", "wms"],
  ["carrier-a", "carrier"],
  ["payment", "payment"],
  ["erp", "erp"],
  ["notification", "notification"],
] as const

/** Who calls whom with what for an order, as numbers of instances. */
const calls = [
  [0, 1, "checkout.complete"],
  [1, 7, "payments.create"],
  [1, 3, "order.created"],
  [3, 4, "outboundOrders.create"],
  [3, 8, "salesOrders.create"],
  [4, 6, "labels.buy"],
  [3, 7, "payments.capture"],
  [4, 3, "stock.changed"],
  [3, 9, "messages.send"],
  [6, 3, "tracking.updated"],
] as const

const states = ["created", "reserved", "released", "packed", "shipped", "delivered"]

/** Writes so many messages into a sink; `seed` moves nothing but one price, so that two runs can be compared. */
export const writeSynthetic = (sink: RunSink, messages: number, seed = 1): void => {
  const header = {
    scenario: "Synthetic",
    seed,
    build: "test",
    book: null,
    file: null,
    startAt,
    businessAt: startAt,
    instances: instances.map(([name, kind]) => ({ name, kind })),
    links: [],
    scenarioText: null,
  }
  const writer = new RunFileWriter(sink, header)
  const journal = new Journal({ writer })
  const name = (text: string): number => journal.names.intern(text)
  const [request, response, none] = [name("request"), name("response"), name("")]
  const names = instances.map(([instance]) => name(instance))
  const operations = calls.map(([, , operation]) => name(operation))
  const stateNames = states.map(name)
  const words = Object.fromEntries(
    ["order", "go", "stock", "sold", "onHand", "supply", "EUR", "delay", "I7"].map((word) => [word, name(word)]),
  )
  let at = startAt
  let rows = 0
  let order = 0
  let entry = 0
  while (rows < messages) {
    order++
    // Nights are quiet.
    at += 7 * 60_000
    if (Math.floor((at - startAt) / hourMs) % 24 >= 14) at += 10 * hourMs
    const id = `SYN-${100_000 + order}`
    let cause = -1
    for (const [step, [from, to]] of calls.entries()) {
      if (rows >= messages) break
      const subject = step === 0 ? id : `${id}/shipment-${1 + (step % 2)}`
      const sentAt = at + step * 1700
      const isLate = order % 97 === 0 && step === 6
      const price = seed !== 1 && order === 500 && step === 6 ? 1001 : 1000 + (order % 900)
      const body = {
        id,
        sku: `SKU-${order % 300}`,
        quantity: 1 + (order % 4),
        total: { amount: price, currency: "EUR" },
      }
      cause = journal.message(
        request,
        cause,
        names[from]!,
        names[to]!,
        operations[step]!,
        subject,
        1,
        1,
        0,
        0,
        sentAt,
        sentAt + 40,
        body,
        1,
      )
      rows++
      const changed = Math.min(step, states.length - 1)
      const before = step === 0 ? none : stateNames[changed === step ? step - 1 : changed]!
      const transition = journal.transition(
        sentAt + 40,
        cause,
        names[3]!,
        words["order"]!,
        id,
        words["go"]!,
        before,
        stateNames[changed]!,
        step,
      )
      if (step === 3) {
        entry++
        for (const [account, quantity] of [
          ["onHand", -body.quantity],
          ["supply", body.quantity],
        ] as const) {
          journal.posting(
            sentAt + 40,
            cause,
            transition,
            entry,
            names[4]!,
            words["stock"]!,
            words["sold"]!,
            words[account]!,
            id,
            body.sku,
            names[4]!,
            quantity,
            0,
            none,
          )
        }
      }
      if (isLate) journal.fault(sentAt, cause, words["delay"]!, subject, "delay on oms > payment")
      if (rows >= messages) break
      journal.message(
        response,
        cause,
        names[to]!,
        names[from]!,
        operations[step]!,
        subject,
        1,
        1,
        0,
        isLate ? 409 : 200,
        sentAt + 40,
        sentAt + (isLate ? 4080 : 80),
        step % 3 === 0 ? { accepted: true, id: subject } : null,
        1,
      )
      rows++
      if (step === 5 && order % 40 === 0) at += 30_000
    }
  }
  journal.breach(at, rows - 1, words["I7"]!, `More was sold of SYN-${100_000 + order} than was there.`)
  writer.close(journal, { digest: "d", verdict: "broken", orders: order, result: null })
}

/** The run as bytes in memory. */
export const syntheticBytes = (messages: number, seed = 1): Uint8Array<ArrayBuffer> => {
  const parts: Uint8Array[] = []
  writeSynthetic({ write: (bytes) => parts.push(bytes.slice()), crc32 }, messages, seed)
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((offset, part) => (bytes.set(part, offset), offset + part.length), 0)
  return bytes
}

/** The run as a file in a temporary folder. */
export const syntheticFile = (messages: number, seed = 1): string => {
  const path = join(mkdtempSync(join(tmpdir(), "backlot-ui-")), `synthetic-${messages}-${seed}.backlot`)
  const file = openSync(path, "w")
  const write = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
  }
  writeSynthetic({ write, crc32 }, messages, seed)
  closeSync(file)
  return path
}
