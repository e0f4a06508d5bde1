/** What the actions do that change what is on the screen; all others need the elements' own hands. */
import type { ActionId } from "../keys.ts"
import type { Page } from "./page.ts"

type Deed = (page: Page) => void

const step =
  (by: number): Deed =>
  (page) => {
    page.clock.pause()
    if (page.model !== null) page.step(page.shown.rows, by)
  }

const later =
  (ms: number): Deed =>
  (page) => {
    page.clock.pause()
    page.moveTo(page.now + ms)
  }

export const deeds: Partial<Readonly<Record<ActionId, Deed>>> = {
  playOrPause: (page) => page.clock.toggle(),
  nextMessage: step(1),
  previousMessage: step(-1),
  tenOn: step(10),
  tenBack: step(-10),
  nextRow: step(1),
  previousRow: step(-1),
  first: step(-Infinity),
  last: step(Infinity),
  secondOn: later(1000),
  secondBack: later(-1000),
  faster: (page) => page.clock.shift(1),
  slower: (page) => page.clock.shift(-1),
  zoomIn: (page) => page.zoom(0.5),
  zoomOut: (page) => page.zoom(2),
  panLeft: (page) => page.pan(-0.25),
  panRight: (page) => page.pan(0.25),
  hideOrHighlight: (page) => page.setMore("rest", page.more("rest") === null ? "faint" : null),
  follow: (page) => {
    const order = page.followable(page.row)
    if (order === null) page.hands.say(page.texts["page.noOrder"])
    else page.set({ o: page.state.o === order ? null : order })
  },
  viewMessages: (page) => page.set({ view: "messages" }),
  viewPath: (page) => page.set({ view: "path" }),
  viewStates: (page) => page.set({ view: "states" }),
  viewFigures: (page) => page.set({ view: "figures" }),
  runs: (page) => page.set({ place: "runs", run: "" }),
  nextProblem: (page) => problem(page, 1),
  previousProblem: (page) => problem(page, -1),
}

/** Breaches first of all are problems; then errors, lost messages and faults, in time. */
const problem = (page: Page, by: 1 | -1): void => {
  const { model, index } = page
  if (model === null || index === null) return
  const rows = [...model.problems].map((row) => [index.placeOf(index.all, row), row] as const).sort(([a], [b]) => a - b)
  const place = page.row < 0 ? -1 : index.placeOf(index.all, page.row)
  const next = by > 0 ? rows.find(([at]) => at > place) : rows.findLast(([at]) => at < place)
  if (next === undefined) page.hands.say(page.texts["page.noProblem"])
  else page.choose(next[1])
}
