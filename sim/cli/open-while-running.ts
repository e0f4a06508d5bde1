/** Shows runs in the browser while they go on: the page comes at once, and what is written reaches it as it is written. */
import { mkdirSync } from "node:fs"
import { openBrowser } from "../replay/open-browser.ts"
import { runsIn } from "../replay/run-folder.ts"
import type { CliApp, CliIo } from "./app.ts"
import { interrupted, pageOf, serveRunsAt } from "./serving.ts"

export interface Opened {
  /** Keeps the pages there until somebody ends the command. */
  readonly stay: () => Promise<void>
}

/** How often it is looked for the run that just begins. */
const lookMs = 20

/** `isOne` tells that a single run is to be shown, not the list. */
export const openWhileRunning = async (app: CliApp, io: CliIo, folder: string, isOne: boolean): Promise<Opened> => {
  mkdirSync(folder, { recursive: true })
  const runs = runsIn(folder)
  const before = new Set(runs().map(({ id }) => id))
  const listening = await serveRunsAt(app, io, folder)
  const looking = { isOver: false }
  const show = (run: string | null): void => {
    looking.isOver = true
    const page = pageOf(listening, run)
    io.err(`${page}\n`)
    openBrowser(page)
  }
  const look = (): void => {
    if (looking.isOver) return
    const begun = runs().find(({ id }) => !before.has(id))
    if (begun === undefined) setTimeout(look, lookMs).unref()
    else show(begun.id)
  }
  if (isOne) look()
  else show(null)
  return {
    stay: async () => {
      // A run that was written before under its own name is no new one.
      if (!looking.isOver) show(runs()[0]?.id ?? null)
      io.err("Ctrl+C ends it.\n")
      await interrupted()
      await listening.close()
    },
  }
}
