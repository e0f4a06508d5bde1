/** What somebody chose for this browser: colours, language, single keys. It is remembered where the browser allows it. */
import { loadRules } from "../texts/rules.ts"
import { chosenLanguage, languages, loadTexts, type Language } from "../texts/texts.ts"
import type { Page } from "./page.ts"

export const themes = ["system", "light", "dark"] as const
export type Theme = (typeof themes)[number]

const key = "backlot"

export class Settings {
  readonly #page: Page
  theme: Theme = "system"
  singleKeys = true
  #language: Language | null = null

  constructor(page: Page) {
    this.#page = page
  }

  /** Takes up what was chosen before. */
  async restore(): Promise<void> {
    const saved = read()
    this.theme = themes.find((theme) => theme === saved["theme"]) ?? "system"
    this.singleKeys = saved["singleKeys"] !== false
    this.#language = languages.find((language) => language === saved["language"]) ?? null
    this.#dress()
    await this.#speak(this.#language ?? chosenLanguage(navigator.languages))
  }

  setTheme(theme: Theme): void {
    this.theme = theme
    this.#dress()
    this.#save()
  }

  async setLanguage(language: Language): Promise<void> {
    this.#language = language
    this.#save()
    await this.#speak(language)
  }

  setSingleKeys(on: boolean): void {
    this.singleKeys = on
    this.#save()
  }

  #dress(): void {
    if (this.theme === "system") delete document.documentElement.dataset["theme"]
    else document.documentElement.dataset["theme"] = this.theme
  }

  async #speak(language: Language): Promise<void> {
    document.documentElement.lang = language
    const [texts, rules] = await Promise.all([loadTexts(language), loadRules(language)])
    this.#page.speak(language, texts, rules)
  }

  #save(): void {
    const { theme, singleKeys } = this
    try {
      localStorage.setItem(key, JSON.stringify({ theme, singleKeys, language: this.#language }))
    } catch {
      // A browser that keeps nothing forgets this too.
    }
    this.#page.changed()
  }
}

const read = (): Readonly<Record<string, unknown>> => {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? "{}") as Readonly<Record<string, unknown>> | null) ?? {}
  } catch {
    return {}
  }
}
