/** All keys and all words of the filter, printed from what obeys them; and what can be set for this browser. */
import { css, html } from "lit"
import { actions, groups, textOf } from "../keys.ts"
import { filterMarkWords, filterWords } from "../page/filter-words.ts"
import { themes, type Theme } from "../page/settings.ts"
import { base } from "../styles/base.ts"
import { languages, languageNames, type Language } from "../texts/texts.ts"
import { dialogStyles } from "./dialog-styles.ts"
import { keyCap } from "./mark.ts"
import { PageElement } from "./page-element.ts"

export class Help extends PageElement {
  static override styles = [
    base,
    dialogStyles,
    css`
      dialog {
        width: min(860px, calc(100vw - 24px));
      }
      .groups {
        columns: 2 320px;
        column-gap: 32px;
      }
      section {
        break-inside: avoid;
        margin-bottom: 12px;
      }
      dl > div {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding: 2px 0;
      }
      .keys dd {
        white-space: nowrap;
      }
      .words > div {
        justify-content: start;
        break-inside: avoid;
      }
      .words dt {
        flex: none;
        font: var(--code);
      }
      .words dd {
        color: var(--ink-2);
      }
      h3.filter {
        border-top: 1px solid var(--line);
        padding-top: 12px;
      }
      fieldset {
        border: 0;
        margin: 0 0 12px;
        padding: 0;
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
      }
      legend {
        float: inline-start;
        min-width: 120px;
        padding: 0;
        color: var(--ink-2);
      }
    `,
  ]

  override render() {
    const { page } = this
    const { texts, settings } = page
    const choice = (says: string, isChosen: boolean, choose: () => void) =>
      html`<button aria-pressed=${isChosen ? "true" : "false"} @click=${choose}>${says}</button>`
    const line = (example: string, says: string) =>
      html`<div>
        <dt>${example}</dt>
        <dd>${says}</dd>
      </div>`
    return html`<dialog aria-labelledby="title">
      <div class="head">
        <h2 id="title">${texts["help.title"]}</h2>
        <button @click=${() => this.renderRoot.querySelector("dialog")!.close()}>
          ${texts["page.close"]} <kbd>Esc</kbd>
        </button>
      </div>
      <fieldset>
        <legend>${texts["settings.theme"]}</legend>
        ${themes.map((theme: Theme) =>
          choice(texts[`settings.${theme}`], settings.theme === theme, () => settings.setTheme(theme)),
        )}
      </fieldset>
      <fieldset>
        <legend>${texts["settings.language"]}</legend>
        ${languages.map((language: Language) =>
          choice(languageNames[language], page.language === language, () => void settings.setLanguage(language)),
        )}
      </fieldset>
      <fieldset>
        <legend>${texts["settings.keys"]}</legend>
        ${choice(texts["settings.on"], settings.singleKeys, () => settings.setSingleKeys(true))}
        ${choice(texts["settings.off"], !settings.singleKeys, () => settings.setSingleKeys(false))}
      </fieldset>
      <div class="groups">
        ${groups.map(
          (group) =>
            html`<section>
              <h3>${texts[`group.${group}`]}</h3>
              <dl class="keys">
                ${actions
                  .filter((action) => action.group === group && action.presses.length > 0)
                  .map(
                    ({ id, presses }) =>
                      html`<div>
                        <dt>${page.text(textOf(id))}</dt>
                        <dd>${presses.map(keyCap)}</dd>
                      </div>`,
                  )}
              </dl>
            </section>`,
        )}
      </div>
      <h3 class="filter">${texts["do.filterWords"]}</h3>
      <p class="dim">${texts["find.how"]}</p>
      <dl class="groups words">
        ${filterWords.map(({ word, example }) => line(example, texts[`find.${word}`]))}
        ${filterMarkWords.map(({ mark, example }) => line(example, texts[`mark.${mark}`]))}
      </dl>
    </dialog>`
  }

  open(): void {
    const dialog = this.renderRoot.querySelector("dialog")!
    if (!dialog.open) dialog.showModal()
  }

  openAtFilter(): void {
    this.open()
    this.renderRoot.querySelector("h3.filter")!.scrollIntoView()
  }
}

customElements.define("bl-help", Help)
