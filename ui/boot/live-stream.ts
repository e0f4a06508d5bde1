/**
 * The bytes of a run that still goes on, as one stream: over a WebSocket that is opened again where it was lost, from the first byte
 * that has not come. What the page does not take in is not asked for.
 */

/** Bytes that may lie here unread. */
const waitingMax = 1 << 20
const wholeCode = 1000
/** After so many vain attempts in a row the run is taken as cut off; each waits longer than the one before. */
const attemptsMax = 8
const firstRestMs = 250

/** `path` is the run's address on the server of this page. */
export const liveStream = (path: string): ReadableStream<Uint8Array> => {
  let received = 0
  let attempts = 0
  let socket: WebSocket | null = null
  let isCancelled = false

  const connect = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const url = new URL(`${path}/stream?from=${received}`, location.href)
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:"
    socket = new WebSocket(url)
    socket.binaryType = "arraybuffer"
    socket.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer>) => {
      attempts = 0
      received += data.byteLength
      controller.enqueue(new Uint8Array(data))
      if ((controller.desiredSize ?? 0) > 0) tell()
    })
    socket.addEventListener("close", ({ code }) => {
      if (isCancelled) return
      if (code === wholeCode || ++attempts > attemptsMax) controller.close()
      else setTimeout(() => connect(controller), firstRestMs * attempts)
    })
  }

  const tell = (): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(String(received))
  }

  return new ReadableStream<Uint8Array>(
    {
      start: connect,
      pull: tell,
      cancel: () => {
        isCancelled = true
        socket?.close()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: waitingMax }),
  )
}
