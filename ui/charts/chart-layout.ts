/** A statechart that has been laid out: what the page draws. Coordinates are whole pixels. */
import type { GraphArrow, GraphState } from "./build/graph.ts"

export interface StateLayout extends Omit<GraphState, "parent"> {
  /** Left, top, width, height. */
  readonly box: readonly [number, number, number, number]
}

export interface ArrowLayout extends GraphArrow {
  /** x and y in turn, from start to end. */
  readonly points: readonly number[]
  /** Left and top of its words. */
  readonly label: readonly [number, number]
}

export interface ChartLayout {
  readonly fingerprint: string
  readonly width: number
  readonly height: number
  readonly states: readonly StateLayout[]
  readonly arrows: readonly ArrowLayout[]
}

/** By `kind/object`: `wms/parcel`. */
export type ChartLayouts = Readonly<Record<string, ChartLayout>>
