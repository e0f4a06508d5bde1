/**
 * The words of the page in the language of whoever looks at it. English is built in; others are loaded when somebody asks for them.
 *
 * Types say that every language has every key, with the same blanks to fill.
 */
import { en } from "./en.ts"

export type TextKey = keyof typeof en
export type Texts = {
  readonly [Key in TextKey]: (typeof en)[Key] extends string ? string : (typeof en)[Key]
}

export const languages = ["en", "de", "tr"] as const
export type Language = (typeof languages)[number]

/** Each in its own words. */
export const languageNames: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch", tr: "Türkçe" }

export const english: Texts = en

export const loadTexts = async (language: Language): Promise<Texts> => {
  switch (language) {
    case "en":
      return english
    case "de":
      return (await import("./de.ts")).de
    case "tr":
      return (await import("./tr.ts")).tr
  }
}

/** The first of these languages that the page speaks; English otherwise. */
export const chosenLanguage = (wanted: readonly string[]): Language => {
  for (const tag of wanted) {
    const language = languages.find((known) => known === tag.toLowerCase().split("-")[0])
    if (language !== undefined) return language
  }
  return "en"
}
