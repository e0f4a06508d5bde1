/**
 * What is on the screen, as values that all stand in the address: whoever opens a link sees what its sender saw.
 *
 *     #/run/ID?t=5034033.62001&m=62001&o=A-1&view=path&q=status:>=400&n=a.5034033.62001.Here+it+begins
 *
 * Keys that this build does not know are kept as they are.
 */

export const places = ["runs", "run"] as const
export const views = ["messages", "path", "states", "figures"] as const

export type Place = (typeof places)[number]
export type ViewName = (typeof views)[number]

/** An instant in virtual milliseconds; among messages of the same millisecond the row decides. */
export interface Playhead {
  readonly at: number
  /** Row of a message, or -1 for just an instant. */
  readonly row: number
}

/** What somebody wrote down at an instant, with the letter by which it is found again. */
export interface Note extends Playhead {
  readonly letter: string
  readonly text: string
}

export interface ViewState {
  readonly place: Place
  /** Id of the run; empty in the list of runs. */
  readonly run: string
  /** Null: where the run opens. */
  readonly t: Playhead | null
  /** The followed order. */
  readonly o: string | null
  /** The selected message. */
  readonly m: number | null
  readonly view: ViewName
  /** The filter, as it was typed. */
  readonly q: string
  /** Id of the run that this one is compared with. */
  readonly vs: string | null
  /** The part of the time axis that is in sight, in virtual milliseconds; null for all of it. */
  readonly z: readonly [from: number, until: number] | null
  /** In the order in which they were written. */
  readonly notes: readonly Note[]
  /** Everything else, such as how the path is drawn. */
  readonly more: Readonly<Record<string, string>>
}

export const initialState: ViewState = {
  place: "runs",
  run: "",
  t: null,
  o: null,
  m: null,
  view: "messages",
  q: "",
  vs: null,
  z: null,
  notes: [],
  more: {},
}

const known: ReadonlySet<string> = new Set(["t", "o", "m", "view", "q", "vs", "z", "n"])

/** Reads the part of an address from its # on. What cannot be read is as if it were not there. */
export const parseHash = (hash: string): ViewState => {
  const text = hash.replace(/^#?\/?/, "")
  const cut = text.indexOf("?")
  const [place = "", ...rest] = (cut === -1 ? text : text.slice(0, cut)).split("/")
  const values = new URLSearchParams(cut === -1 ? "" : text.slice(cut + 1))
  const more = Object.fromEntries([...values].filter(([key]) => !known.has(key)))
  return {
    place: places.find((name) => name === place) ?? initialState.place,
    run: decoded(rest.join("/")),
    t: playheadOf(values.get("t")),
    o: values.get("o"),
    m: rowOf(values.get("m")),
    view: views.find((name) => name === values.get("view")) ?? initialState.view,
    q: values.get("q") ?? "",
    vs: values.get("vs"),
    z: spanOf(values.get("z")),
    notes: notesOf(values.getAll("n")),
    more,
  }
}

/** The address of a state; what is as it is at first is left out. */
export const formatHash = (state: ViewState): string => {
  const values = new URLSearchParams()
  const { t, z } = state
  if (t !== null) values.set("t", t.row < 0 ? `${t.at}` : `${t.at}.${t.row}`)
  if (state.m !== null) values.set("m", `${state.m}`)
  if (state.o !== null) values.set("o", state.o)
  if (state.view !== initialState.view) values.set("view", state.view)
  if (state.q !== "") values.set("q", state.q)
  if (state.vs !== null) values.set("vs", state.vs)
  if (z !== null) values.set("z", `${z[0]}..${z[1]}`)
  for (const { letter, at, row, text } of state.notes)
    values.append("n", `${letter}.${at}.${row < 0 ? "" : row}.${text}`)
  for (const [key, value] of Object.entries(state.more)) values.set(key, value)
  const path = state.place === "runs" && state.run === "" ? "runs" : `${state.place}/${encodeURIComponent(state.run)}`
  const query = values.toString()
  return `#/${path}${query === "" ? "" : `?${query}`}`
}

const playheadOf = (text: string | null): Playhead | null => {
  const [, at = "", row = "-1"] = /^(-?\d+)(?:\.(\d+))?$/.exec(text ?? "") ?? []
  return at === "" ? null : { at: Number(at), row: Number(row) }
}

const rowOf = (text: string | null): number | null => (/^\d+$/.test(text ?? "") ? Number(text) : null)

const spanOf = (text: string | null): readonly [number, number] | null => {
  const [, from = "", until = ""] = /^(-?\d+)\.\.(-?\d+)$/.exec(text ?? "") ?? []
  return from === "" || Number(from) >= Number(until) ? null : [Number(from), Number(until)]
}

/** Each as `a.5034033.62001.its text`; of two with one letter the first. */
const notesOf = (texts: readonly string[]): readonly Note[] => {
  const notes = new Map<string, Note>()
  for (const written of texts) {
    const [, letter = "", at = "", row = "", text = ""] = /^([a-z])\.(-?\d+)\.(\d*)\.(.+)$/su.exec(written) ?? []
    if (letter === "" || notes.has(letter)) continue
    notes.set(letter, { letter, at: Number(at), row: row === "" ? -1 : Number(row), text })
  }
  return [...notes.values()]
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
