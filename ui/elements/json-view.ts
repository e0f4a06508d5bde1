/** JSON on the screen, as text and nothing else: each part is a text node, so nothing that stands in a body can ever run. */
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit"
import type { JsonLine } from "../core/json-lines.ts"
import { base } from "../styles/base.ts"
import type { Texts } from "../texts/texts.ts"

/** Longer bodies are drawn piece by piece as somebody scrolls to them. */
const linesAtOnce = 400

export class JsonView extends LitElement {
  static override properties: PropertyDeclarations = {
    lines: { attribute: false },
    texts: { attribute: false },
    _shown: { state: true },
  }
  static override styles = [
    base,
    css`
      pre {
        font: var(--code);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .line {
        display: block;
        padding-inline-start: calc(var(--depth) * 2ch + 4ch);
        text-indent: -2ch;
        position: relative;
      }
      .key,
      .open,
      .close,
      .comma {
        color: var(--ink-2);
      }
      .added {
        background: var(--added);
      }
      .removed {
        background: var(--removed);
      }
      .added::before,
      .removed::before {
        content: "+";
        position: absolute;
        inset-inline-start: 2ch;
      }
      .removed::before {
        content: "−";
      }
      @media (forced-colors: active) {
        .added,
        .removed {
          outline: 1px solid CanvasText;
        }
      }
    `,
  ]

  declare lines: readonly JsonLine[]
  declare texts: Texts | undefined
  declare _shown: number

  constructor() {
    super()
    this.lines = []
    this._shown = linesAtOnce
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has("lines") && !changed.has("_shown")) this._shown = linesAtOnce
  }

  override render() {
    const rest = this.lines.length - this._shown
    return html`<pre>${this.lines.slice(0, this._shown).map(lineOf)}</pre>
      ${
        rest > 0
          ? html`<button @click=${() => (this._shown += linesAtOnce * 5)}>
              ${this.texts?.["verdict.more"](rest) ?? rest}
            </button>`
          : nothing
      }`
  }
}

const lineOf = ({ depth, key, kind, text, comma, change }: JsonLine) =>
  html`<span class="line ${change}" style="--depth:${depth}"
    >${key === null ? nothing : html`<span class="key">${JSON.stringify(key)}: </span>`}<span class=${kind}
      >${text}</span
    >${comma ? html`<span class="comma">,</span>` : nothing}</span
  >`

customElements.define("bl-json", JsonView)
