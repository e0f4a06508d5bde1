/** Puts the page over a session: styles, language, elements. */
import type { Session } from "./core/session.ts"
import "./elements/app.ts"
import { Page } from "./page/page.ts"
import { tokens } from "./styles/tokens.ts"

export const startPage = (session: Session): Page => {
  const page = new Page(session)
  document.adoptedStyleSheets = [tokens.styleSheet!]
  void page.settings.restore()
  const app = document.createElement("bl-app")
  Object.assign(app, { page })
  document.body.append(app)
  return page
}
