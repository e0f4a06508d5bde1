/**
 * The address bar as the store sees it: only what comes after its # is ours.
 *
 * Browsers allow only so many changes a second, and a playhead makes more: those that follow each other quickly are written down when
 * there is time, the last one in any case. What is a step of the history is written at once.
 */
import type { Address } from "../core/store.ts"

const pauseMs = 250

export const browserAddress = (): Address => {
  let waiting: string | null = null
  let last = -Infinity
  const flush = (): void => {
    if (waiting === null) return
    history.replaceState(null, "", waiting)
    waiting = null
    last = performance.now()
  }
  return {
    hash: () => waiting ?? location.hash,
    write: (hash, entry) => {
      if (entry === "push") {
        flush()
        history.pushState(null, "", hash)
        return
      }
      const isFirst = waiting === null
      waiting = hash
      const due = last + pauseMs - performance.now()
      if (due <= 0) flush()
      else if (isFirst) setTimeout(flush, due)
    },
    watch: (onChange) => {
      const changed = (): void => {
        waiting = null
        onChange()
      }
      addEventListener("popstate", changed)
      return () => removeEventListener("popstate", changed)
    },
  }
}
