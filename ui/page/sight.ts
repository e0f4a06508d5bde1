/** The part of the time axis in sight: it is made longer and shorter, and moved. */
import type { Page } from "./page.ts"

/** Makes what is in sight so many times as long, around a place of it. */
export const zoom = (page: Page, factor: number, around = 0.5): void => {
  const { from, until } = page.stretch
  const centre = from + (until - from) * around
  const length = Math.min(1, (until - from) * factor)
  const start = Math.min(1 - length, Math.max(0, centre - length * around))
  see(page, start, start + length)
}

/** Moves what is in sight by a share of its length. */
export const pan = (page: Page, share: number): void => {
  const { from, until } = page.stretch
  const length = until - from
  const start = Math.min(1 - length, Math.max(0, from + share * length))
  see(page, start, start + length)
}

/** Shows what lies between two positions of the axis. */
export const see = (page: Page, from: number, until: number): void => {
  const { axis } = page
  if (until - from >= 0.9999) page.set({ z: null }, "replace")
  else {
    const left = Math.floor(axis.instantAt(from))
    page.set({ z: [left, Math.max(left + 1, Math.ceil(axis.instantAt(until)))] }, "replace")
  }
}
