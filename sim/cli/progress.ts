/** Shows how far work is and what is left: a bar on a terminal, a line every ten seconds elsewhere. */
import type { CliIo, Progress } from "./app.ts"

const everyMsOnTerminal = 100
const everyMsElsewhere = 10_000
const cells = 30
/** Below this share what is left is a guess that would only frighten. */
const tellableShare = 0.02

/** Of one run. */
export const progressShower = (
  io: CliIo,
  name: string,
): { readonly show: (progress: Progress) => void; readonly end: () => void } => {
  const line = lineOf(io)
  return {
    show: ({ done, total, messages }) => {
      if (total === 0 || !line.isDue()) return
      const share = done / total
      const figures = `${done} of ${total} orders, ${line.rate(messages)}${line.left(share)}`
      line.write(share, figures, name)
    },
    end: line.hide,
  }
}

/** Of work of any kind; `figures` is only asked when something is shown. */
export const barShower = (
  io: CliIo,
  name: string,
): {
  readonly show: (done: number, total: number, figures: () => string) => void
  readonly end: () => void
} => {
  const line = lineOf(io)
  return {
    show: (done, total, figures) => {
      if (total === 0 || !line.isDue()) return
      line.write(done / total, `${figures()}${line.left(done / total)}`, name)
    },
    end: line.hide,
  }
}

/** Of several runs at a time: by the scenarios that have ended and what the others have done of their orders. */
export const suiteProgressShower = (
  io: CliIo,
  names: readonly string[],
): {
  readonly show: (index: number, progress: Progress) => void
  readonly ended: (index: number) => void
  readonly hide: () => void
} => {
  const line = lineOf(io)
  const running = new Map<number, number>()
  const messages = names.map(() => 0)
  let ended = 0
  const write = (): void => {
    if (!line.isDue()) return
    const share = [...running.values()].reduce((sum, part) => sum + part, ended) / names.length
    const rate = line.rate(messages.reduce((sum, count) => sum + count, 0))
    const parts = [...running].map(([index, part]) => `${names[index]} ${Math.floor(part * 100)} %`)
    const now = io.errIsTerminal || parts.length === 0 ? "" : `; running: ${parts.join(", ")}`
    line.write(share, `${ended} of ${names.length} scenarios, ${rate}${line.left(share)}${now}`)
  }
  return {
    show: (index, progress) => {
      running.set(index, progress.total === 0 ? 0 : progress.done / progress.total)
      messages[index] = progress.messages
      write()
    },
    ended: (index) => {
      running.delete(index)
      ended++
      write()
    },
    hide: line.hide,
  }
}

const lineOf = (io: CliIo) => {
  const startedMs = io.wallMs()
  let shownMs = startedMs
  const elapsedMs = (): number => Math.max(1, shownMs - startedMs)
  return {
    isDue: (): boolean => {
      const nowMs = io.wallMs()
      if (nowMs - shownMs < (io.errIsTerminal ? everyMsOnTerminal : everyMsElsewhere)) return false
      shownMs = nowMs
      return true
    },
    rate: (messages: number): string => `${Math.round(messages / (elapsedMs() / 1000))} messages/s`,
    left: (share: number): string =>
      share < tellableShare ? "" : `, ${Math.ceil(((elapsedMs() / share) * (1 - share)) / 1000)} s left`,
    write: (share: number, figures: string, name?: string): void => {
      if (!io.errIsTerminal) return io.err(`${name === undefined ? "" : `${name}: `}${figures}\n`)
      const full = Math.floor(share * cells)
      io.err(`\r[${"#".repeat(full)}${".".repeat(cells - full)}] ${figures}\u001b[K`)
    },
    hide: (): void => {
      if (io.errIsTerminal) io.err("\r\u001b[K")
    },
  }
}
