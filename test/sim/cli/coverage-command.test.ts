import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { callProgram } from "./call-program.ts"

const twoOrders = fileURLToPath(new URL("../../../scenarios/suites/two-orders.yaml", import.meta.url))

describe("backlot coverage", () => {
  it("prints a line for each room, and the names of what is missing when it is asked to", async () => {
    const { code, out } = await callProgram("coverage", twoOrders)
    expect(code).toBe(0)
    expect(out).toMatch(/\n {3}payment +\d+\/\d+ /)
    expect(out).toMatch(/\n1 scenario reaches \d+ of \d+, \d+\.\d\d %\.\n$/)
    const { out: more } = await callProgram("coverage", twoOrders, "--missing")
    expect(more).toContain("\n   transition payment confirming: after issuerTime → declined\n")
  })

  it("is a gate", async () => {
    expect((await callProgram("coverage", twoOrders, "--min", "5")).code).toBe(0)
    const { code, out } = await callProgram("coverage", twoOrders, "--min", "99.5")
    expect(code).toBe(1)
    expect(out).toContain("That is less than the 99.50 % asked for with --min.")
  })

  it("is a gate for messages that met faults too", async () => {
    const { code, out } = await callProgram("coverage", twoOrders, "--min-cells", "50")
    expect(code).toBe(1)
    expect(out).toMatch(/\nIn 1 of \d+ cells, \d\.\d\d %, a message met a fault\.\n/)
    expect(out).toContain("Fewer messages met faults than the 50.00 % asked for with --min-cells.")
    expect((await callProgram("coverage", twoOrders, "--min-cells", "0.01")).code).toBe(0)
  })

  it("also takes scenarios as check draws them", async () => {
    const { code, out } = await callProgram("coverage", "--runs", "12", "--seed", "8", "--reporter", "json")
    expect(code).toBe(0)
    const { scenarios, faults } = JSON.parse(out) as { scenarios: number; faults: { all: { reached: number } } }
    expect(scenarios).toBe(12)
    expect(faults.all.reached).toBeGreaterThan(20)
  }, 60_000)

  it("prints one JSON object and nothing else", async () => {
    const { code, out, err } = await callProgram("coverage", twoOrders, "--min", "99", "--reporter", "json")
    expect([code, err]).toEqual([1, ""])
    const told = JSON.parse(out) as { scenarios: number; notHeld: string[]; enough: boolean; rooms: object }
    expect(told).toMatchObject({ scenarios: 1, notHeld: [], enough: false })
    expect(Object.keys(told.rooms)).toContain("wms")
  })

  it("says what is wrong with what it was given", async () => {
    expect(await callProgram("coverage")).toMatchObject({ code: 2 })
    expect((await callProgram("coverage", twoOrders, "--min", "most")).err).toContain("--min most: write a percentage")
  })
})
