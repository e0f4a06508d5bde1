/** Shows how far something is and what is left: a bar on a terminal, a line every ten seconds elsewhere. */
import type { CliIo, Progress } from "./app.ts"

const everyMsOnTerminal = 100
const everyMsElsewhere = 10_000
const cells = 30

export const progressShower = (
  io: CliIo,
  name: string,
): { readonly show: (progress: Progress) => void; readonly end: () => void } => {
  const bar = barShower(io, name)
  return {
    show: ({ done, total, messages }) =>
      bar.show(done, total, (seconds) => `${done} of ${total} orders, ${Math.round(messages / seconds)} messages/s`),
    end: bar.end,
  }
}

/** The bar itself, for work of any kind; `figures` is only asked when something is shown. */
export const barShower = (io: CliIo, name: string) => {
  const startedMs = io.wallMs()
  let shownMs = startedMs
  return {
    show: (done: number, total: number, figures: (elapsedSeconds: number) => string): void => {
      const nowMs = io.wallMs()
      if (total === 0 || nowMs - shownMs < (io.errIsTerminal ? everyMsOnTerminal : everyMsElsewhere)) return
      shownMs = nowMs
      const elapsedMs = nowMs - startedMs
      const leftS = done === 0 ? null : Math.ceil(((elapsedMs / done) * (total - done)) / 1000)
      const says = `${figures(Math.max(0.001, elapsedMs / 1000))}${leftS === null ? "" : `, ${leftS} s left`}`
      if (!io.errIsTerminal) return io.err(`${name}: ${says}\n`)
      const full = Math.floor((done / total) * cells)
      io.err(`\r[${"#".repeat(full)}${".".repeat(cells - full)}] ${says}\u001b[K`)
    },
    end: (): void => {
      if (io.errIsTerminal) io.err("\r\u001b[K")
    },
  }
}
