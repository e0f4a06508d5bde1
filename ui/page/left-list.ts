/** How the list of runs was left, so that it is found so again: its filter and what is open in it. */
import type { Store } from "../core/store.ts"
import { initialState, type ViewState } from "../core/view-state.ts"

export class LeftList {
  state: ViewState = initialState

  constructor(store: Store) {
    const keep = (state: ViewState): void => {
      if (state.place === "runs") this.state = state
    }
    keep(store.get())
    store.subscribe(keep)
  }
}
