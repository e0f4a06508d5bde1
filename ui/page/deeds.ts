/** What the actions do that change what is on the screen; all others need the elements' own hands. */
import type { ViewName } from "../core/view-state.ts"
import type { ActionId } from "../keys.ts"
import type { Page } from "./page.ts"
import { pan, see, zoom } from "./sight.ts"

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

const without = (page: Page, key: string): Readonly<Record<string, string>> => {
  const { [key]: _, ...rest } = page.state.more
  return rest
}

const look =
  (view: ViewName): Deed =>
  (page) =>
    page.set({ view, more: without(page, "side") })

/** Compares with the run that is most like this one. */
const compare = async (page: Page): Promise<void> => {
  const { run } = page.state
  const [{ likeliest }, runs] = await Promise.all([import("./other-run.ts"), page.session.library.runs()])
  const other = likeliest(run, runs)
  if (other === null) page.hands.say(page.texts["compare.noOther"])
  else page.set({ vs: other.id, more: { ...page.state.more, side: "1", tab: "diff" } })
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
  zoomIn: (page) => zoom(page, 0.5),
  zoomOut: (page) => zoom(page, 2),
  panLeft: (page) => pan(page, -0.25),
  panRight: (page) => pan(page, 0.25),
  hideOrHighlight: (page) => page.setMore("rest", page.more("rest") === null ? "faint" : null),
  follow: (page) => {
    const order = page.followable(page.row)
    if (order === null) page.hands.say(page.texts["page.noOrder"])
    else page.set({ o: page.state.o === order ? null : order })
  },
  viewMessages: look("messages"),
  viewPath: look("path"),
  viewStates: look("states"),
  viewFigures: look("figures"),
  versus: (page) => {
    if (page.model === null) return
    if (page.state.vs === null) void compare(page)
    else page.set({ vs: null, more: without(page, "side") })
  },
  // Found as it was left, with the run that somebody comes from.
  runs: (page) => page.set({ ...page.leftList.state, run: page.state.run }),
  onlyFailed: (page) => page.setMore("only", page.more("only") === null ? "failed" : null, "replace"),
  nextFinding: (page) => {
    if (page.index === null) return
    const { others } = page.strip
    page.setMore("b", others === 0 ? null : String((page.findingPlace + 1) % (others + 1)))
    const { row, at, order } = page.strip
    if (row >= 0) page.choose(page.index.askOf(row), "replace", at ?? undefined)
    if (order !== null) page.set({ o: order }, "replace")
  },
  cause: (page) => {
    if (page.index === null || page.row < 0) return
    page.set({ more: { ...page.state.more, tab: "cause", tip: String(page.index.askOf(page.row)) } })
  },
  chainBack: (page) => alongChain(page, -1),
  chainOn: (page) => alongChain(page, 1),
  fit: (page) => {
    const rows = page.followedRows
    const { model, axis } = page
    const [first, last] = [rows[0], rows.at(-1)]
    if (model === null || first === undefined || last === undefined || page.more("fit") !== null) {
      page.set({ z: null })
      page.setMore("fit", null, "replace")
      return
    }
    const around = (axis.positionOf(model.columns.sentAt[last]!) - axis.positionOf(model.columns.sentAt[first]!)) * 0.04
    see(
      page,
      Math.max(0, axis.positionOf(model.columns.sentAt[first]!) - around),
      Math.min(1, axis.positionOf(model.columns.sentAt[last]!) + around),
    )
    page.setMore("fit", "1", "replace")
  },
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

/** Along the chain of causes that ends where somebody asked for it; a message outside of it begins its own. */
const alongChain = (page: Page, by: 1 | -1): void => {
  const { index, row } = page
  if (index === null || row < 0) return
  const ask = index.askOf(row)
  const tip = Number(page.more("tip") ?? ask)
  const marked = tip < index.model.rows ? index.chainOf(tip) : []
  const chain = marked.includes(ask) ? marked : index.chainOf(ask)
  if (chain !== marked || page.more("tip") === null) page.setMore("tip", String(ask), "replace")
  const next = chain[chain.indexOf(ask) + by]
  if (next === undefined) page.hands.say(page.texts["page.noCause"])
  else page.choose(next)
}
