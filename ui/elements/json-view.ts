/** JSON on the screen, as text and nothing else: each token is a text node, so nothing that stands in a body can ever run. */
import { css, html, LitElement, type PropertyDeclarations } from "lit"
import { jsonLines, type Line } from "../draw/json-tokens.ts"
import { base } from "../styles/base.ts"

export class JsonView extends LitElement {
  static override properties: PropertyDeclarations = { text: { attribute: false } }
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
        padding-inline-start: calc(var(--depth) * 2ch + 2ch);
        text-indent: -2ch;
      }
      .key {
        color: var(--ink-2);
      }
      .string,
      .number,
      .word {
        color: var(--ink);
      }
      .mark {
        color: var(--ink-2);
      }
    `,
  ]

  declare text: string

  constructor() {
    super()
    this.text = ""
  }

  override render() {
    return html`<pre>${jsonLines(this.text).map(lineOf)}</pre>`
  }
}

const lineOf = ({ depth, tokens }: Line) =>
  html`<span class="line" style="--depth:${depth}"
    >${tokens.map(({ kind, text }) => html`<span class=${kind}>${text}</span>`)}</span
  >`

customElements.define("bl-json", JsonView)
