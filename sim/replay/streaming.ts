/**
 * Sends run files over WebSockets while they grow: the very bytes of the file, from whatever byte the reader has not got yet.
 *
 *     ws://HOST/api/runs/ID/stream?from=BYTES
 *
 * The reader tells how many bytes it has taken, and only so many are ever under way, so that a slow page slows its own stream and
 * nothing else. Code 1000 ends a stream whose file grows no more; after any other end the reader comes back and goes on.
 */
import { closeSync, existsSync, openSync } from "node:fs"
import type { IncomingMessage, Server } from "node:http"
import { WebSocketServer, type WebSocket } from "ws"
import { readAt } from "../run/open-run-file.ts"
import { unfinished } from "../run/unfinished.ts"
import { isOurs } from "./callers.ts"
import type { ServedRun } from "./run-folder.ts"

/** Bytes that may be under way to a reader. */
const windowBytes = 4 << 20
const pieceBytes = 1 << 18
/** How long a file may rest before it is looked at again. */
const restMs = 50
/** Normal closure, in the protocol's words. */
const wholeCode = 1000

/** Takes up streams on a server; answers how to end them all. */
export const streamRuns = (server: Server, find: (id: string) => ServedRun | undefined): (() => void) => {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 64 })
  server.on("upgrade", (request, socket, head) => {
    const asked = askedIn(request)
    const run = asked === null || !isOurs(request) ? undefined : find(asked.id)
    if (asked === null || run === undefined) {
      socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n")
      return
    }
    sockets.handleUpgrade(request, socket, head, (stream) => void send(stream, run.path, asked.from))
  })
  return () => {
    for (const stream of sockets.clients) stream.terminate()
    sockets.close()
  }
}

const askedIn = ({ url = "" }: IncomingMessage): { readonly id: string; readonly from: number } | null => {
  const [, id, from] = /^\/api\/runs\/([^/?]+)\/stream\?from=(\d{1,15})$/.exec(url) ?? []
  if (id === undefined || from === undefined) return null
  try {
    return { id: decodeURIComponent(id), from: Number(from) }
  } catch {
    return null
  }
}

const send = async (stream: WebSocket, path: string, from: number): Promise<void> => {
  const reader = new Reader(stream, from)
  stream.on("error", () => stream.terminate())
  let file: number
  try {
    file = openSync(path, "r")
  } catch {
    // Renamed since it was looked up: the reader comes back and finds it under its new name.
    stream.close(1012)
    return
  }
  try {
    for (let at = from; reader.isThere;) {
      // Asked before reading: what is written until then is read now.
      const isOver = !existsSync(path) || !path.endsWith(unfinished)
      const piece = readAt(file, at, pieceBytes)
      at += piece.length
      if (piece.length > 0) await reader.take(piece, at)
      else if (isOver) return stream.close(wholeCode)
      else await new Promise((resolve) => setTimeout(resolve, restMs))
    }
  } finally {
    closeSync(file)
  }
}

/** Who reads a stream, and how far it has come. */
class Reader {
  readonly #stream: WebSocket
  #taken: number
  #wake = () => {}

  constructor(stream: WebSocket, taken: number) {
    this.#stream = stream
    this.#taken = taken
    stream.on("message", (data) => {
      const taken = Number(String(data))
      if (Number.isSafeInteger(taken) && taken > this.#taken) this.#taken = taken
      this.#wake()
    })
    stream.on("close", () => this.#wake())
  }

  get isThere(): boolean {
    return this.#stream.readyState === this.#stream.OPEN
  }

  /** Sends a piece that ends at byte `end` of the file, and waits until there is room for the next one. */
  async take(piece: Uint8Array, end: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#stream.send(piece, () => resolve())
    })
    while (this.isThere && end - this.#taken >= windowBytes) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
