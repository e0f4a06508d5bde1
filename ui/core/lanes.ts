/** The lanes: one for each instance that takes part in a run, in the order in which an order meets their kinds. */
import type { Dictionary } from "../../sim/journal/dictionary.ts"
import { markOf, placeOf } from "./kinds.ts"

export interface Lane {
  readonly index: number
  readonly instance: string
  /** Number of the instance's name in the journal; -1 while nothing has named it. */
  readonly name: number
  readonly kind: string
  /** Two letters: those of its kind, or of its kind and its number where there are several. */
  readonly code: string
  readonly glyph: string
}

export interface Instance {
  readonly name: string
  readonly kind: string
}

/** Lanes of these instances. A file that does not say the kinds is read by the names, which usually begin with them. */
export const lanesOf = (instances: readonly Instance[], names: Dictionary): readonly Lane[] =>
  [...instances]
    .sort((a, b) => placeOf(a.kind) - placeOf(b.kind) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, kind }, index, all) => {
      const { code, glyph } = markOf(kind)
      const same = all.filter((other) => other.kind === kind)
      const suffix = same.length > 1 ? String(same.findIndex((other) => other.name === name) + 1) : ""
      return { index, instance: name, name: names.find(name), kind, code: `${code}${suffix}`, glyph }
    })
