/** Puts the page together: what is on the screen, where runs come from, styles, language, elements. */
import { Session, type Library } from "./core/session.ts"
import { Store, type Address } from "./core/store.ts"
import "./elements/app.ts"
import { withCounterfactuals, type StartEngine } from "./page/counterfactuals.ts"
import type { ViewState } from "./core/view-state.ts"
import { DroppedRuns } from "./page/dropped.ts"
import { Page } from "./page/page.ts"
import { tokens } from "./styles/tokens.ts"

/** `first` is what is shown where the address says nothing: the list of runs, unless told otherwise. */
export const startPage = (address: Address, library: Library, startEngine: StartEngine, first?: ViewState): Page => {
  const dropped = new DroppedRuns()
  const all = withCounterfactuals(dropped.before(library), startEngine)
  const page = new Page(new Session(new Store(address, first), all, nextPicture), dropped)
  document.adoptedStyleSheets = [tokens.styleSheet!]
  void page.settings.restore()
  const app = document.createElement("bl-app")
  Object.assign(app, { page })
  document.body.append(app)
  return page
}

/** Until the browser has drawn; a page that nobody sees is not drawn at all. */
const nextPicture = (): Promise<void> =>
  document.hidden
    ? Promise.resolve()
    : new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
