/** How much each lane had to do, pixel by pixel: counts of messages and of errors. */
import type { RunModel } from "../core/run-model.ts"
import { xOf, type Axis, type Stretch } from "../draw/axis.ts"

export interface Sample {
  /** Lane by lane, a number for each pixel. */
  readonly counts: Uint32Array
  readonly errors: Uint32Array
}

export class Traffic {
  readonly #model: RunModel

  constructor(model: RunModel) {
    this.#model = model
  }

  sample(axis: Axis, stretch: Stretch, width: number): Sample {
    const { columns, rows, lanes } = this.#model
    const counts = new Uint32Array(lanes.length * width)
    const errors = new Uint32Array(lanes.length * width)
    for (let row = 0; row < rows; row++) {
      const x = Math.floor(xOf(axis, stretch, width, columns.sentAt[row]!))
      if (x < 0 || x >= width) continue
      const isWrong = columns.status[row]! >= 400 || columns.deliveredAt[row]! < 0
      for (const name of [columns.sender[row]!, columns.receiver[row]!]) {
        const lane = this.#model.laneOf(name)
        if (lane < 0) continue
        counts[lane * width + x]! += columns.count[row]!
        if (isWrong) errors[lane * width + x]!++
      }
    }
    return { counts, errors }
  }
}
