/** Shows how far a run is and what is left: a bar on a terminal, a line every ten seconds elsewhere. */
import type { CliIo, Progress } from "./app.ts"

const everyMsOnTerminal = 100
const everyMsElsewhere = 10_000
const cells = 30

export const progressShower = (
  io: CliIo,
  name: string,
): { readonly show: (progress: Progress) => void; readonly end: () => void } => {
  const startedMs = io.wallMs()
  let shownMs = startedMs
  return {
    show: ({ done, total, messages }) => {
      const nowMs = io.wallMs()
      if (total === 0 || nowMs - shownMs < (io.errIsTerminal ? everyMsOnTerminal : everyMsElsewhere)) return
      shownMs = nowMs
      const elapsedMs = nowMs - startedMs
      const leftS = done === 0 ? null : Math.ceil(((elapsedMs / done) * (total - done)) / 1000)
      const rate = Math.round(messages / Math.max(0.001, elapsedMs / 1000))
      const figures = `${done} of ${total} orders, ${rate} messages/s${leftS === null ? "" : `, ${leftS} s left`}`
      if (!io.errIsTerminal) return io.err(`${name}: ${figures}\n`)
      const full = Math.floor((done / total) * cells)
      io.err(`\r[${"#".repeat(full)}${".".repeat(cells - full)}] ${figures}\u001b[K`)
    },
    end: () => {
      if (io.errIsTerminal) io.err("\r\u001b[K")
    },
  }
}
