/** Puts the page together: what is on the screen, where runs come from, styles, language, elements. */
import { Session, type Library } from "./core/session.ts"
import { Store, type Address } from "./core/store.ts"
import "./elements/app.ts"
import { DroppedRuns } from "./page/dropped.ts"
import { Page } from "./page/page.ts"
import { tokens } from "./styles/tokens.ts"

export const startPage = (address: Address, library: Library): Page => {
  const dropped = new DroppedRuns()
  const page = new Page(new Session(new Store(address), dropped.before(library)), dropped)
  document.adoptedStyleSheets = [tokens.styleSheet!]
  void page.settings.restore()
  const app = document.createElement("bl-app")
  Object.assign(app, { page })
  document.body.append(app)
  return page
}
