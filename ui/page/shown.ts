/** Which messages the list shows: all that match the filter, or all with the others faded. */
import { asksForContents, filterContents, filterColumns } from "../core/filter.ts"
import { parseFilter } from "../core/filter-grammar.ts"
import { isProblem, type FilterProblem } from "../core/filter-terms.ts"
import type { RunIndex } from "./run-index.ts"

export interface Shown {
  /** In time. */
  readonly rows: Uint32Array
  readonly isMatch: (row: number) => boolean
  /** How many messages match. */
  readonly matches: number
  readonly problem: FilterProblem | null
  /** Are the others left out, or only faded? */
  readonly hides: boolean
  /** How far the search in bodies is, 0 to 1; null when there is nothing to search. */
  readonly searched: number | null
}

interface Wanted {
  readonly q: string
  readonly answers: boolean
  readonly hides: boolean
}

export class ShownRows {
  readonly #changed: () => void
  #key = ""
  #index: RunIndex | null = null
  #shown: Shown | null = null
  #search = new AbortController()

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get(index: RunIndex, wanted: Wanted): Shown {
    const key = JSON.stringify(wanted)
    if (this.#shown !== null && this.#index === index && this.#key === key) return this.#shown
    this.#search.abort()
    this.#key = key
    this.#index = index
    this.#shown = this.#find(index, wanted)
    return this.#shown
  }

  #find(index: RunIndex, { q, answers, hides }: Wanted): Shown {
    const list = answers ? index.all : index.asks
    const all = { rows: list, isMatch: () => true, matches: list.length, problem: null, hides, searched: null }
    if (q.trim() === "") return all
    const filter = parseFilter(q)
    if (isProblem(filter)) return { ...all, problem: filter }
    // An answer that matches speaks for what it answers.
    const found = filterColumns(filter, index.model, index.all)
    const show = (rows: Iterable<number>, searched: number | null): Shown => {
      const matching = new Set<number>()
      for (const row of rows) matching.add(answers ? row : index.askOf(row))
      const isMatch = (row: number): boolean => matching.has(row)
      const kept = hides ? list.filter(isMatch) : list
      return { rows: kept, isMatch, matches: matching.size, problem: null, hides, searched }
    }
    if (!asksForContents(filter)) return show(found, null)
    this.#search = new AbortController()
    const { signal } = this.#search
    const put = (rows: Iterable<number>, searched: number | null): void => {
      if (signal.aborted) return
      this.#shown = show(rows, searched)
      this.#changed()
    }
    filterContents(filter, index.model, found, { signal, onProgress: put }).then(
      (rows) => put(rows, null),
      (problem: unknown) => {
        if (!signal.aborted) throw problem
      },
    )
    return show([], 0)
  }
}
