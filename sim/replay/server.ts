/**
 * The server behind the replay: the built UI, the run files with ranges, and what a list shows of them.
 *
 * It listens on this machine only and answers only those who call it by its own name, so that no other page can read runs through it.
 */
import { createReadStream, statSync } from "node:fs"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { extname, join, normalize, sep } from "node:path"
import { isOurs } from "./callers.ts"
import { goesOn, type ServedRun } from "./run-folder.ts"
import { runLister, type RunLister } from "./run-list.ts"
import { streamRuns } from "./streaming.ts"

export interface Replay {
  /** Folder with the built UI. */
  readonly ui: string
  /** Asked for at every request: runs may come while it is served. */
  readonly runs: () => readonly ServedRun[]
}

export interface Listening {
  readonly server: Server
  readonly url: string
  readonly close: () => Promise<void>
}

const host = "127.0.0.1"

/** Port 0 takes any that is free. */
export const serveReplay = async (replay: Replay, port: number): Promise<Listening> => {
  const serving: Serving = { ...replay, lister: runLister() }
  const server = createServer((request, response) => answer(serving, request, response))
  const endStreams = streamRuns(server, (id) => find(replay, id))
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      endStreams()
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { server, url: `http://${host}:${taken}/`, close }
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
}

/** Nothing from elsewhere, and no script but our own: whatever stands in a message stays text. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ")

interface Serving extends Replay {
  readonly lister: RunLister
}

const answer = (replay: Serving, request: IncomingMessage, response: ServerResponse): void => {
  response.setHeader("content-security-policy", policy)
  response.setHeader("x-content-type-options", "nosniff")
  response.setHeader("cache-control", "no-store")
  if (!isOurs(request)) return say(response, 403, "This server answers to 127.0.0.1 and localhost only.")
  if (request.method !== "GET" && request.method !== "HEAD")
    return say(response, 405, "This server is for reading only.")
  const { pathname } = new URL(request.url ?? "/", `http://${host}`)
  if (pathname === "/api/runs") return list(replay, response)
  if (pathname === "/api/list") return void listWhole(replay, response)
  const [, id] = /^\/api\/runs\/([^/]+)$/.exec(pathname) ?? []
  if (id === undefined) return sendPage(replay, pathname, response)
  const wanted = decoded(id)
  const run = find(replay, wanted)
  if (run === undefined) return say(response, 404, `There is no run ${wanted} here.`)
  if (goesOn(run)) response.setHeader("x-run-goes-on", "yes")
  sendRun(run.path, request, response)
}

/** A run that went on when its page was opened is still found by the name that it had then. */
const find = ({ runs }: Replay, id: string): ServedRun | undefined =>
  runs().find((run) => run.id === id) ?? runs().find((run) => run.formerId === id)

const list = ({ runs }: Replay, response: ServerResponse): void => {
  sendJson(
    response,
    runs().map(({ id, path }) => ({ id, bytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0 })),
  )
}

/** The same with what each came to. */
const listWhole = async ({ runs, lister }: Serving, response: ServerResponse): Promise<void> => {
  try {
    sendJson(response, await lister(runs()))
  } catch (problem) {
    say(response, 500, problem instanceof Error ? problem.message : String(problem))
  }
}

const sendPage = ({ ui }: Replay, pathname: string, response: ServerResponse): void => {
  const path = normalize(join(ui, pathname === "/" ? "index.html" : decoded(pathname)))
  const stat = path.startsWith(ui.endsWith(sep) ? ui : ui + sep) ? statSync(path, { throwIfNoEntry: false }) : undefined
  if (stat === undefined || !stat.isFile()) return say(response, 404, `There is no ${pathname} here.`)
  response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream")
  response.setHeader("content-length", stat.size)
  createReadStream(path).pipe(response)
}

const sendRun = (path: string, request: IncomingMessage, response: ServerResponse): void => {
  const { size } = statSync(path)
  response.setHeader("content-type", "application/octet-stream")
  response.setHeader("accept-ranges", "bytes")
  const range = rangeOf(request.headers.range, size)
  if (range === "none") {
    response.setHeader("content-range", `bytes */${size}`)
    return say(response, 416, `The run has ${size} bytes.`)
  }
  const [from, until] = range ?? [0, size]
  if (range !== null) {
    response.statusCode = 206
    response.setHeader("content-range", `bytes ${from}-${until - 1}/${size}`)
  }
  response.setHeader("content-length", until - from)
  if (request.method === "HEAD" || until === from) {
    response.end()
    return
  }
  const bytes = createReadStream(path, { start: from, end: until - 1, highWaterMark: 1 << 20 })
  // A run that became shorter, or a reader that went away: the connection says it.
  bytes.on("error", () => response.destroy())
  response.on("close", () => bytes.destroy())
  bytes.pipe(response)
}

/** The bytes that are asked for, `until` not included; null for all of them. */
const rangeOf = (text: string | undefined, size: number): readonly [number, number] | "none" | null => {
  const [, from = "", last = ""] = /^bytes=(\d+)-(\d*)$/.exec(text ?? "") ?? []
  if (from === "") return null
  const until = last === "" ? size : Math.min(size, Number(last) + 1)
  return Number(from) < until ? [Number(from), until] : "none"
}

const sendJson = (response: ServerResponse, value: unknown): void => {
  response.setHeader("content-type", "application/json")
  response.end(JSON.stringify(value))
}

const say = (response: ServerResponse, status: number, words: string): void => {
  response.statusCode = status
  response.setHeader("content-type", "text/plain; charset=utf-8")
  response.end(words)
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
