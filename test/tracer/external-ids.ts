/** A vendor's ids for our objects: derived from the object's own identity, found back by walking the objects, never stored in them. */
import { draw } from "../../sim/world/hash.ts"
import type { World } from "../../sim/world/world.ts"

export class ExternalIds {
  readonly #world: World
  readonly #internal = new Map<string, string>()
  #walked = 0

  constructor(world: World) {
    this.#world = world
  }

  external(prefix: string, id: string): string {
    const halves = ["a", "b", "c"].map((lane) =>
      draw(this.#world.seed, `external ${lane}`, id).toString(36).padStart(7, "0"),
    )
    return `${prefix}_${halves.join("").slice(0, 20)}`
  }

  /** The object behind an external id, or null. */
  internal(external: string): string | null {
    const { slots } = this.#world
    const payments = slots.all(this.#world.instance("payment").index, "payment")
    for (; this.#walked < payments.length; this.#walked++) {
      const id = payments[this.#walked]?.id ?? ""
      this.#internal.set(this.external("pi", id), id)
    }
    return this.#internal.get(external) ?? null
  }
}
