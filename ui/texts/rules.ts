/**
 * The words of what must hold, by the ids of the invariants. They come after the words of the page: nobody needs them before a run is
 * there. Types say that every language has each of them.
 */
import type { rules } from "./rules/en.ts"
import type { Language } from "./texts.ts"

export interface Rule {
  readonly name: string
  /** What must hold, in one sentence; empty when nobody knows. */
  readonly says: string
}

export type Rules = Readonly<Record<keyof typeof rules, Rule>>

export const loadRules = async (language: Language): Promise<Rules> => {
  switch (language) {
    case "en":
      return (await import("./rules/en.ts")).rules
    case "de":
      return (await import("./rules/de.ts")).rules
    case "tr":
      return (await import("./rules/tr.ts")).rules
  }
}

/** One that this build does not know is called as the run calls it. */
export const ruleOf = (rules: Rules | null, id: string, name: string): Rule => {
  const known: Readonly<Partial<Record<string, Rule>>> = rules ?? {}
  return known[id] ?? { name: name === id ? "" : name, says: "" }
}
