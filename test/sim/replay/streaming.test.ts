/** Run files that grow, over a real WebSocket: what comes is the file, whoever interrupts it and however slowly it is taken. */
import { appendFileSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { WebSocket } from "ws"
import { runsIn } from "../../../sim/replay/run-folder.ts"
import { serveReplay, type Listening } from "../../../sim/replay/server.ts"

const folder = mkdtempSync(join(tmpdir(), "backlot-stream-"))
let served: Listening

beforeAll(async () => {
  served = await serveReplay({ ui: folder, runs: runsIn(folder) }, 0)
})

afterAll(() => served.close())

interface Heard {
  readonly socket: WebSocket
  bytes: Buffer
  readonly ended: Promise<number>
}

const listen = (id: string, from = 0, options: object = {}, takes = true): Heard => {
  const url = `${served.url.replace("http", "ws")}api/runs/${id}/stream?from=${from}`
  const socket = new WebSocket(url, options)
  const heard: Heard = {
    socket,
    bytes: Buffer.alloc(0),
    ended: new Promise((resolve) => {
      socket.on("close", resolve)
      socket.on("error", () => resolve(-1))
    }),
  }
  socket.on("message", (data: Buffer) => {
    heard.bytes = Buffer.concat([heard.bytes, data])
    if (takes) socket.send(String(from + heard.bytes.length))
  })
  return heard
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Bytes that are all different over some distance. */
const piece = (length: number, salt: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) + salt) & 255))

test("what is written arrives as it is written, and the stream ends when the file has got its own name", async () => {
  const path = join(folder, "a-1.unfinished")
  writeFileSync(path, piece(1000, 1))
  const heard = listen("a-1")
  await until(() => heard.bytes.length === 1000)
  appendFileSync(path, piece(500_000, 2))
  await until(() => heard.bytes.length === 501_000)
  expect(heard.socket.readyState).toBe(WebSocket.OPEN)
  appendFileSync(path, piece(10, 3))
  renameSync(path, join(folder, "a-digest.backlot"))
  expect(await heard.ended).toBe(1000)
  expect(heard.bytes.equals(readFileSync(join(folder, "a-digest.backlot")))).toBe(true)
})

test("a lost connection goes on from the byte that it had, under the old name too", async () => {
  const path = join(folder, "b-1.unfinished")
  writeFileSync(path, piece(70_000, 4))
  // Somebody looks while it goes on: that is how its old name is known later.
  await fetch(`${served.url}api/runs`)
  const first = listen("b-1")
  await until(() => first.bytes.length === 70_000)
  first.socket.terminate()
  appendFileSync(path, piece(5000, 5))
  renameSync(path, join(folder, "b-digest.backlot"))
  const second = listen("b-1", 70_000)
  expect(await second.ended).toBe(1000)
  expect(Buffer.concat([first.bytes, second.bytes]).equals(readFileSync(join(folder, "b-digest.backlot")))).toBe(true)
})

test("who takes nothing in is sent no more than fits under way, and all of it once he does", async () => {
  const path = join(folder, "c-digest.backlot")
  const bytes = piece(12 << 20, 6)
  writeFileSync(path, bytes)
  const slow = listen("c-digest", 0, {}, false)
  await until(() => slow.bytes.length >= 4 << 20)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(slow.bytes.length).toBeLessThanOrEqual((4 << 20) + (1 << 18))
  slow.socket.on("message", () => slow.socket.send(String(slow.bytes.length)))
  slow.socket.send(String(slow.bytes.length))
  expect(await slow.ended).toBe(1000)
  expect(slow.bytes.equals(bytes)).toBe(true)
})

test("pages from elsewhere, unknown runs and strange addresses get no stream", async () => {
  writeFileSync(join(folder, "d-digest.backlot"), piece(10, 7))
  expect(await listen("d-digest", 0, { origin: "https://elsewhere.example" }).ended).toBe(-1)
  expect(await listen("d-digest", 0, { headers: { host: "elsewhere.example" } }).ended).toBe(-1)
  expect(await listen("nobody").ended).toBe(-1)
  expect(await listen("..%2f..%2fpackage.json").ended).toBe(-1)
  expect(await listen("%E0%A4%A").ended).toBe(-1)
  const own = listen("d-digest", 0, { origin: served.url.replace(/\/$/, "") })
  expect(await own.ended).toBe(1000)
  expect(own.bytes).toHaveLength(10)
})
