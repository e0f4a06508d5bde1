/**
 * Every action of the page with its keys: the one place from which keys are obeyed, listed and found by name.
 *
 * Letters that mean something go by what they write (`key`), keys that mean a place by where they lie (`code`). Single keys do
 * nothing while somebody writes, and can be switched off altogether. `gt` are two keys one after the other.
 */
import type { Place } from "./core/view-state.ts"
import type { TextKey } from "./texts/texts.ts"

export interface Press {
  /** `KeyboardEvent.key`, or `code` where the place counts. */
  readonly key?: string
  readonly code?: string
  readonly shift?: true
  readonly alt?: true
  /** Control, or Command where that is the custom. */
  readonly mod?: true
  /** Pressed after `g`. */
  readonly afterG?: true
}

export const groups = ["time", "messages", "cause", "views", "runs", "page"] as const
export type Group = (typeof groups)[number]

export interface Action {
  readonly id: ActionId
  readonly group: Group
  readonly presses: readonly Press[]
}

const actionTable = {
  playOrPause: { group: "time", presses: [{ code: "Space" }] },
  nextMessage: { group: "time", presses: [{ key: "ArrowRight" }, { key: "." }] },
  previousMessage: { group: "time", presses: [{ key: "ArrowLeft" }, { key: "," }] },
  tenOn: { group: "time", presses: [{ key: "ArrowRight", shift: true }] },
  tenBack: { group: "time", presses: [{ key: "ArrowLeft", shift: true }] },
  secondOn: { group: "time", presses: [{ key: "ArrowRight", alt: true }] },
  secondBack: { group: "time", presses: [{ key: "ArrowLeft", alt: true }] },
  first: { group: "time", presses: [{ key: "Home" }] },
  last: { group: "time", presses: [{ key: "End" }] },
  faster: { group: "time", presses: [{ key: "+" }] },
  slower: { group: "time", presses: [{ key: "-" }] },
  zoomIn: { group: "time", presses: [{ code: "KeyW" }] },
  zoomOut: { group: "time", presses: [{ code: "KeyS" }] },
  panLeft: { group: "time", presses: [{ code: "KeyA" }] },
  panRight: { group: "time", presses: [{ code: "KeyD" }] },
  fit: { group: "time", presses: [{ key: "f" }] },
  note: { group: "time", presses: [{ key: "m" }] },
  notes: { group: "time", presses: [{ key: "'" }] },
  goToTime: { group: "time", presses: [{ key: "t", afterG: true }] },
  nextRow: { group: "messages", presses: [{ key: "j" }] },
  previousRow: { group: "messages", presses: [{ key: "k" }] },
  open: { group: "messages", presses: [{ key: "Enter" }] },
  leave: { group: "messages", presses: [{ key: "Escape" }] },
  filter: { group: "messages", presses: [{ key: "/" }] },
  filterWords: { group: "messages", presses: [] },
  hideOrHighlight: { group: "messages", presses: [{ key: "h" }] },
  follow: { group: "messages", presses: [{ key: "o" }] },
  copyCurl: { group: "messages", presses: [{ key: "x" }] },
  copyTest: { group: "messages", presses: [{ key: "x", shift: true }] },
  nextProblem: { group: "cause", presses: [{ key: "n" }] },
  previousProblem: { group: "cause", presses: [{ key: "p" }] },
  nextFinding: { group: "cause", presses: [{ key: "b" }] },
  cause: { group: "cause", presses: [{ key: "c" }] },
  chainBack: { group: "cause", presses: [{ key: "[" }] },
  chainOn: { group: "cause", presses: [{ key: "]" }] },
  withoutFault: { group: "cause", presses: [{ key: "u" }] },
  versus: { group: "cause", presses: [{ key: "v" }] },
  viewMessages: { group: "views", presses: [{ key: "1" }] },
  viewPath: { group: "views", presses: [{ key: "2" }] },
  viewStates: { group: "views", presses: [{ key: "3" }] },
  viewFigures: { group: "views", presses: [{ key: "4" }] },
  nextRun: { group: "runs", presses: [{ key: "ArrowDown" }] },
  previousRun: { group: "runs", presses: [{ key: "ArrowUp" }] },
  onlyFailed: { group: "runs", presses: [{ key: "e" }] },
  runs: { group: "page", presses: [{ key: "r", afterG: true }] },
  copyLink: { group: "page", presses: [{ key: "y" }] },
  copyCommand: { group: "page", presses: [{ key: "y", shift: true }] },
  palette: { group: "page", presses: [{ key: "k", mod: true }] },
  help: { group: "page", presses: [{ key: "?" }] },
  settings: { group: "page", presses: [] },
  theme: { group: "page", presses: [] },
  language: { group: "page", presses: [] },
  singleKeys: { group: "page", presses: [] },
} as const satisfies Readonly<Record<string, { readonly group: Group; readonly presses: readonly Press[] }>>

export type ActionId = keyof typeof actionTable

export const actions: readonly Action[] = (Object.keys(actionTable) as ActionId[]).map((id) => ({
  id,
  ...actionTable[id],
}))

/** Does an action do anything there? Some are of the list of runs, most of a run. */
export const isOf = (id: ActionId, place: Place): boolean => {
  const { group } = actionTable[id]
  return group === "page" || id === "filter" || (group === "runs") === (place === "runs")
}

/** Does it need a run of which something is there? */
export const needsMessages = (id: ActionId): boolean =>
  ["time", "messages", "cause"].includes(actionTable[id].group) && id !== "filter"

/** What an action is called: every action has its words in every language. */
export const textOf = (id: ActionId): TextKey => `do.${id}`

export interface KeyEventLike {
  readonly key: string
  readonly code: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** The action that a key stands for. `afterG` tells that `g` was pressed just before. */
export const actionOf = (event: KeyEventLike, afterG = false): ActionId | null =>
  actions.find(({ presses }) => presses.some((press) => fits(press, event, afterG)))?.id ?? null

const fits = (press: Press, event: KeyEventLike, afterG: boolean): boolean => {
  if ((press.afterG === true) !== afterG) return false
  if ((press.mod === true) !== (event.ctrlKey || event.metaKey)) return false
  // Characters such as ? and [ need Shift or AltGr on some keyboards: what is written counts, not how.
  const isLetter = press.key === undefined || press.key.length > 1 || /[a-z]/.test(press.key)
  if (isLetter && (press.shift === true) !== event.shiftKey) return false
  if (isLetter && (press.alt === true) !== event.altKey) return false
  return press.code === undefined ? press.key === written(event.key) : press.code === event.code
}

const written = (key: string): string => (key.length === 1 ? key.toLowerCase() : key)

/** Needs no modifier, so that it gets in the way of writing and can be switched off. */
export const isSingle = (event: KeyEventLike): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1

const names: Readonly<Record<string, string>> = {
  ArrowRight: "→",
  ArrowLeft: "←",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
}

/** A press as people write it: `Shift →`, `Ctrl K`, `G T`. */
export const pressText = ({ key, code, shift, alt, mod, afterG }: Press): string =>
  [
    afterG && "G",
    mod && "Ctrl",
    alt && "Alt",
    shift && "Shift",
    key === undefined ? code!.replace("Key", "") : (names[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
  ]
    .filter((part) => typeof part === "string")
    .join(" ")
