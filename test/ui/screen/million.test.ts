/**
 * A million messages: on the screen while they are still read, and each step of the playhead costs the same as in a small run.
 *
 * Milliseconds hang on the machine and on what else it does, so they are printed; what is held to a limit are counts of work.
 */
import type { CDPSession, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { syntheticFile } from "../synthetic.ts"
import { runId, stageOf, whenRead, type Stage } from "./stage.ts"

const messages = 1_000_000
const moves = 60

let stage: Stage
let run = ""

beforeAll(async () => {
  const path = syntheticFile(messages)
  run = runId(path)
  stage = await stageOf([path])
})

afterAll(() => stage?.close())

/** What the page has done since the counters were last set to zero. */
interface Work {
  draws: number
  nodes: number
  texts: number
}

/** Counts calls that draw, nodes that are made and texts that are put anew, and notes when something is first seen. */
const watch = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const work: Work = { draws: 0, nodes: 0, texts: 0 }
    const seen: Record<string, number> = {}
    Object.assign(window, { work, seen })
    const counted = (prototype: object, name: string, what: keyof Work): void => {
      const methods = prototype as Record<string, (...values: unknown[]) => unknown>
      const method = methods[name]!
      methods[name] = function (...values) {
        work[what]++
        return method.apply(this, values)
      }
    }
    for (const name of ["fillRect", "fillText", "fill", "stroke", "clearRect"])
      counted(CanvasRenderingContext2D.prototype, name, "draws")
    counted(Document.prototype, "importNode", "nodes")
    counted(Document.prototype, "createElement", "nodes")
    counted(Node.prototype, "insertBefore", "nodes")
    const look = (): void => {
      const app = document.querySelector<HTMLElement & { readonly page: { readonly model: { state: string } | null } }>(
        "bl-app",
      )
      const screen = app?.shadowRoot?.querySelector("bl-run")?.shadowRoot
      const list = screen?.querySelector("bl-messages")?.shadowRoot?.querySelector("bl-rows")?.shadowRoot
      if (list?.querySelector(".row") != null) seen["list"] ??= performance.now()
      if (work.draws > 100) seen["timeline"] ??= performance.now()
      if (app?.page.model?.state === "whole") seen["all of it"] ??= performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })

const metricsOf = async (session: CDPSession): Promise<Readonly<Record<string, number>>> => {
  const { metrics } = await session.send("Performance.getMetrics")
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
}

const say = (text: string): void => void process.stdout.write(`${messages.toLocaleString("en")} messages: ${text}\n`)

test("list and timeline are there before the run is read, and each move costs a handful of rows", async () => {
  const { page, problems, close } = await stage.open(`#/run/${run}`, "light", { before: watch })
  await whenRead(page)
  const seen = await page.evaluate(() => (window as unknown as { readonly seen: Record<string, number> }).seen)
  say(
    `after opening ${Object.entries(seen)
      .map(([what, ms]) => `${what} ${Math.round(ms)} ms`)
      .join(", ")}`,
  )
  expect(seen["list"]).toBeLessThan(seen["all of it"]! / 2)
  expect(seen["timeline"]).toBeLessThan(seen["all of it"]! / 2)

  const session = await page.context().newCDPSession(page)
  await session.send("HeapProfiler.collectGarbage")
  const heap = (await session.send("Runtime.getHeapUsage")) as { usedSize: number; backingStorageSize?: number }
  const buffers = heap.backingStorageSize ?? 0
  say(`heap ${mega(heap.usedSize)} MB of objects, ${mega(buffers)} MB of columns`)
  expect(buffers).toBeGreaterThan(messages * 40)
  expect(heap.usedSize + buffers).toBeLessThan(80_000_000)

  await session.send("Performance.enable", { timeDomain: "threadTicks" })
  const before = await metricsOf(session)
  const { frames, work } = await page.evaluate(scrub, moves)
  const after = await metricsOf(session)
  const perMove = (name: string): number => (after[name]! - before[name]!) / moves
  say(
    `a move of the playhead takes ${(perMove("TaskDuration") * 1000).toFixed(1)} ms of the processor, ` +
      `frames ${frames[Math.floor(moves / 2)]!.toFixed(1)} ms, 95 % of them at most ${frames[Math.floor(moves * 0.95)]!.toFixed(1)} ms`,
  )
  say(
    `a move draws ${work.draws / moves} shapes, makes ${(work.nodes / moves).toFixed(1)} nodes, ` +
      `lays out ${perMove("LayoutCount").toFixed(1)} times, works out styles ${perMove("RecalcStyleCount").toFixed(1)} times`,
  )
  // The picture stays; the rows of the list are filled anew, not made.
  expect(work.draws).toBe(0)
  expect(work.nodes / moves).toBeLessThan(30)
  expect(perMove("LayoutCount")).toBeLessThan(2)
  expect((await metricsOf(session))["Nodes"]).toBeLessThan(5000)
  expect(problems).toEqual([])
  await close()
})

const mega = (bytes: number): string => (bytes / 1e6).toFixed(1)

/** Moves the playhead over the whole run, a step for each frame. */
const scrub = async (moves: number): Promise<{ readonly frames: readonly number[]; readonly work: Work }> => {
  const work = (window as unknown as { readonly work: Work }).work
  const timeline = document
    .querySelector("bl-app")!
    .shadowRoot!.querySelector("bl-run")!
    .shadowRoot!.querySelector("bl-timeline")!
  const playhead = timeline.shadowRoot!.querySelector<HTMLInputElement>("input[type=range]")!
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  Object.assign(work, { draws: 0, nodes: 0 })
  const frames: number[] = []
  let last = await frame()
  for (let move = 1; move <= moves; move++) {
    playhead.value = String(move / (moves + 1))
    playhead.dispatchEvent(new Event("input", { bubbles: true }))
    const now = await frame()
    frames.push(now - last)
    last = now
  }
  return { frames: frames.toSorted((a, b) => a - b), work: { ...work } }
}
