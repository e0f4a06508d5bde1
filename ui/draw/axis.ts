/** The way between instants and pixels: a part of the time axis over a width. */

/** Quiet times are folded: positions run from 0 to 1 over everything that is not left out. */
export interface Axis {
  positionOf(at: number): number
  instantAt(position: number): number
  readonly folds: readonly { readonly from: number; readonly until: number }[]
}

export interface Stretch {
  /** Positions at the left and the right edge. */
  readonly from: number
  readonly until: number
}

export const xOf = (axis: Axis, { from, until }: Stretch, width: number, at: number): number =>
  ((axis.positionOf(at) - from) / (until - from)) * width

export const instantOf = (axis: Axis, { from, until }: Stretch, width: number, x: number): number =>
  axis.instantAt(from + (x / width) * (until - from))
