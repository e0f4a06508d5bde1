/** The one place of the view state. Whoever sets it says whether Back should undo it; everyone who subscribed is told. */
import { formatHash, initialState, parseHash, type ViewState } from "./view-state.ts"

/** How a change enters the browser's history: as a step of its own, or in place of the present one. */
export type Entry = "push" | "replace"

/** The address bar, or what stands for it in tests. */
export interface Address {
  hash(): string
  write(hash: string, entry: Entry): void
  /** Calls back when somebody else changed the address: Back, Forward, a link. Answers how to stop. */
  watch(onChange: () => void): () => void
}

export class Store {
  #state: ViewState
  readonly #address: Address | null
  readonly #listeners = new Set<(state: ViewState) => void>()

  constructor(address: Address | null, state: ViewState = initialState) {
    this.#address = address
    this.#state = address === null || address.hash() === "" ? state : parseHash(address.hash())
    address?.watch(() => this.#tell(parseHash(address.hash())))
  }

  get(): ViewState {
    return this.#state
  }

  set(change: Partial<ViewState>, entry: Entry = "push"): void {
    const next = { ...this.#state, ...change }
    const hash = formatHash(next)
    if (hash === formatHash(this.#state)) return
    this.#address?.write(hash, entry)
    this.#tell(next)
  }

  /** Answers how to stop. */
  subscribe(listener: (state: ViewState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(state: ViewState): void {
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}
