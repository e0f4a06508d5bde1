/** What befell each message, as marks beside it; worked out once for all that has come. */
import type { RunModel } from "../core/run-model.ts"
import { glyphOfNote, type MarkGlyph } from "../draw/glyphs.ts"
import type { RunIndex } from "./run-index.ts"

export class Marks {
  #known: {
    readonly model: RunModel
    readonly version: number
    readonly at: ReadonlyMap<number, readonly MarkGlyph[]>
  } | null = null

  /** By row of the message that asked. */
  of(model: RunModel, index: RunIndex, breachGlyph: MarkGlyph): ReadonlyMap<number, readonly MarkGlyph[]> {
    const { version } = model
    if (this.#known?.model === model && this.#known.version === version) return this.#known.at
    const at = new Map<number, MarkGlyph[]>()
    for (const { row, kind } of model.faults) add(at, index.askOf(row), glyphOfNote(kind))
    for (const { row } of model.breaches) add(at, index.askOf(row), breachGlyph)
    this.#known = { model, version, at }
    return at
  }
}

const add = (at: Map<number, MarkGlyph[]>, row: number, mark: MarkGlyph): void => {
  const known = at.get(row) ?? []
  if (!known.includes(mark)) at.set(row, [...known, mark])
}
