/** Notes on messages and instants: they stand in the address, so that whoever gets the link reads them too. */
import type { Note } from "../core/view-state.ts"
import type { Page } from "./page.ts"

const letters = "abcdefghijklmnopqrstuvwxyz".split("")

/** The note where the clock stands now; null for none. */
export const noteHere = (page: Page): Note | null => {
  const { row } = here(page)
  return page.state.notes.find((note) => isAt(page, note, row)) ?? null
}

export const notesAt = (page: Page, row: number): readonly Note[] =>
  page.state.notes.filter((note) => note.row >= 0 && isAt(page, note, row))

/** Writes a note where the clock stands, in place of the one that is there; without a text it is gone. False: all letters are taken. */
export const writeNote = (page: Page, written: string): boolean => {
  const text = written.trim()
  const old = noteHere(page)
  const others = page.state.notes.filter((note) => note !== old)
  if (text === "") {
    page.set({ notes: others })
    return true
  }
  const letter = old?.letter ?? letters.find((free) => others.every((note) => note.letter !== free))
  if (letter === undefined) return false
  const note = { ...here(page), letter, text }
  page.set({ notes: old === null ? [...others, note] : page.state.notes.map((one) => (one === old ? note : one)) })
  return true
}

export const removeNote = (page: Page, letter: string): void =>
  page.set({ notes: page.state.notes.filter((note) => note.letter !== letter) })

/** Goes to where a note was written; false when no note has the letter. */
export const goToNote = (page: Page, letter: string): boolean => {
  const note = page.state.notes.find((one) => one.letter === letter)
  if (note === undefined) return false
  if (note.row >= 0) page.choose(note.row, "push", note.at)
  else page.moveTo(note.at, "push")
  return true
}

const here = (page: Page): { readonly at: number; readonly row: number } => {
  const row = page.index?.askOf(page.row) ?? -1
  return { at: Math.round(page.now), row }
}

/** On a message; or, before the first of all, just at an instant. */
const isAt = (page: Page, note: Note, row: number): boolean =>
  row < 0 ? note.row < 0 && note.at === Math.round(page.now) : page.index?.askOf(note.row) === row
