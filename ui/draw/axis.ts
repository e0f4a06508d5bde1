/** The way between instants and pixels: a part of the time axis over a width. */
import type { TimeAxis } from "../core/time-axis.ts"

export interface Stretch {
  /** Positions at the left and the right edge. */
  readonly from: number
  readonly until: number
}

export const xOf = (axis: TimeAxis, { from, until }: Stretch, width: number, at: number): number =>
  ((axis.positionOf(at) - from) / (until - from)) * width

export const instantOf = (axis: TimeAxis, { from, until }: Stretch, width: number, x: number): number =>
  axis.instantAt(from + (x / width) * (until - from))
