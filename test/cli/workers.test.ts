/** `run --workers`: the number of threads changes nothing but the time it takes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { call, lasting, source, start } from "./program.ts"

const folder = mkdtempSync(join(tmpdir(), "backlot-workers-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** The longest first, so that with several threads the work ends in another order than it is told in. */
const sizes = [40, 6, 1, 3]

const scenarioOf = (name: string, orders: number): string => {
  const lines = "lines: [{ sku: MUG, name: Mug, quantity: 2, price: 12.50 }]"
  const list = Array.from(
    { length: orders },
    (_, index) => `    - { id: A-${index}, at: +${index} h, buyer: ines, ${lines} }`,
  )
  return `scenario: ${name}\npurpose: Takes as long as it has orders.\nworld: { seed: 3 }\nworkload:\n  currency: EUR\n  orders:\n${list.join("\n")}\n`
}

beforeAll(() => {
  for (const [index, limit] of sizes.entries())
    // Two of one name and seed: their run files must not meet while they grow.
    writeFileSync(join(folder, `${index}.yaml`), scenarioOf(index < 2 ? "Twin" : `Of ${limit}`, limit))
})

describe("the number of workers", () => {
  it("does not matter: same results in the same order, one JSON object, the same files", async () => {
    const [one, two, three] = await Promise.all(
      ["1", "2", "3"].map(async (workers) => {
        const out = join(folder, `runs-${workers}`)
        const ended = await call(source, ["run", folder, "--workers", workers, "--reporter", "json", "--out", out])
        return { code: ended.code, suite: lasting(ended.out), files: readdirSync(out).toSorted() }
      }),
    )
    expect(one?.suite).toMatchObject({ scenarios: sizes.map((orders) => ({ orders })) })
    expect(one?.files).toHaveLength(sizes.length)
    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })

  it("goes with --seed and --shard", async () => {
    const flags = ["--seed", "9", "--shard", "1/2", "--reporter", "json"]
    const [one, two] = await Promise.all(
      ["1", "2"].map((workers) => call(source, ["run", folder, "--workers", workers, ...flags])),
    )
    expect(lasting(one?.out ?? "")).toMatchObject({
      scenarios: [
        { seed: 9, orders: 40 },
        { seed: 9, orders: 1 },
      ],
    })
    expect(lasting(two?.out ?? "")).toEqual(lasting(one?.out ?? ""))
  })

  it("goes with --orders: each thread reads the book itself", async () => {
    const book = join(folder, "book.json")
    await call(source, ["import", "orders", "superstore", "--out", book])
    const small = join(folder, "small.json")
    const { orders, ...rest } = JSON.parse(readFileSync(book, "utf8")) as { orders: readonly unknown[] }
    writeFileSync(small, JSON.stringify({ ...rest, orders: orders.slice(0, 2) }))
    const { out } = await call(source, ["run", folder, "--orders", small, "--workers", "2", "--reporter", "json"])
    expect(lasting(out)).toMatchObject({ scenarios: sizes.map((own) => ({ orders: own + 2, book: { orders: 2 } })) })
  })

  it.each(["0", "two", ""])("is refused as %j", async (workers) => {
    const { code, out, err } = await call(source, ["run", folder, `--workers=${workers}`, "--out", folder])
    expect([code, out]).toEqual([2, ""])
    expect(err).toContain("whole number from 1")
  })

  it("changes nothing about a wrong file: it is told before anything runs", async () => {
    const wrong = join(folder, "wrong.txt")
    writeFileSync(wrong, "scenari: Wrong\n")
    const { code, out, err } = await call(source, ["run", folder, wrong, "--workers", "2", "--out", folder])
    expect([code, out]).toEqual([2, ""])
    expect(err).toContain("wrong.txt")
  })
})

it.skipIf(process.platform === "win32")("an interrupt ends the program and its workers", async () => {
  const { child, ended } = start(source, ["run", folder, "--orders", "superstore", "--workers", "2", "--out", folder])
  const long = setTimeout(() => child.kill("SIGKILL"), 60_000)
  // Both threads are at work as soon as their files are there.
  while (readdirSync(folder).filter((name) => name.endsWith(".unfinished")).length < 2)
    await new Promise((resolve) => setTimeout(resolve, 50))
  child.kill("SIGINT")
  await ended
  clearTimeout(long)
  expect(child.signalCode).toBe("SIGINT")
})
