/** The lanes of a run, and the lane of each name; made anew when more names are known. */
import { lanesOf, type Instance, type Lane } from "./lanes.ts"
import type { RunModel } from "./run-model.ts"

export class LaneTable {
  readonly #model: RunModel
  #lanes: readonly Lane[] = []
  #laneOf = new Int16Array(0)
  #known = -1

  constructor(model: RunModel) {
    this.#model = model
  }

  get lanes(): readonly Lane[] {
    this.#make()
    return this.#lanes
  }

  /** By the number of a name; -1 for whoever is outside. */
  of(name: number): number {
    this.#make()
    return this.#laneOf[name] ?? -1
  }

  #make(): void {
    const { header, names, rows } = this.#model
    const isTold = header !== null && header.instances.length > 0
    const known = names.size + (isTold ? 0 : rows)
    if (this.#known === known) return
    this.#known = known
    const instances = isTold ? header.instances : this.#seen()
    this.#lanes = lanesOf(instances, names)
    this.#laneOf = new Int16Array(names.size).fill(-1)
    for (const { name, index } of this.#lanes) if (name >= 0) this.#laneOf[name] = index
  }

  /** Whoever sent or received anything, in files whose header does not list them. */
  #seen(): readonly Instance[] {
    const { columns, names, rows } = this.#model
    const seen = new Set<number>()
    for (let row = 0; row < rows; row++) {
      seen.add(columns.sender[row]!)
      seen.add(columns.receiver[row]!)
    }
    return [...seen]
      .map((name) => names.at(name))
      .filter((name) => name !== "")
      .map((name) => ({ name, kind: "" }))
  }
}
