/** The index of the run in sight. While a run comes in it is made anew now and then, not at each piece. */
import type { RunModel } from "../core/run-model.ts"
import { RunIndex } from "./run-index.ts"

const pauseMs = 500

export class Indexing {
  readonly #changed: () => void
  readonly #made: () => void
  #index: RunIndex | null = null
  #madeAt = 0
  #isDue = false

  /** `changed` is called when there is more to be put in order, `made` when that was done. */
  constructor(changed: () => void, made: () => void) {
    this.#changed = changed
    this.#made = made
  }

  /** The one that was made last. */
  get last(): RunIndex | null {
    return this.#index
  }

  /** The index of a run, as new as it has to be. */
  of(model: RunModel | null): RunIndex | null {
    if (model === null) return null
    if (this.#index?.model !== model || (this.#index.version !== model.version && this.#isWorthIt(model))) {
      this.#index = new RunIndex(model)
      this.#madeAt = performance.now()
      this.#made()
    } else if (this.#index.version !== model.version) this.#later()
    return this.#index
  }

  /** All has come, there is twice as much, or a while has passed. */
  #isWorthIt(model: RunModel): boolean {
    const known = this.#index?.all.length ?? 0
    return isRead(model) || model.rows >= 2 * known || performance.now() - this.#madeAt > pauseMs
  }

  /** A run that goes on may rest for long: what came last is put in order even when nothing follows. */
  #later(): void {
    if (this.#isDue) return
    this.#isDue = true
    setTimeout(() => {
      this.#isDue = false
      this.#changed()
    }, pauseMs + 1)
  }
}

/** Did all of it come that there is? */
export const isRead = ({ state }: RunModel): boolean => state === "whole" || state === "partial"
