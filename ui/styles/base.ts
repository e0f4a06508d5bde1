/** What every element of the page shares: controls, focus, tables, words for screen readers only. */
import { css } from "lit"

export const base = css`
  :host {
    display: block;
    font: var(--text);
    color: var(--ink);
    font-variant-numeric: tabular-nums;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  button,
  input,
  select,
  summary {
    font: inherit;
    color: inherit;
    font-variant-numeric: inherit;
  }
  button {
    min-height: var(--row);
    min-width: var(--row);
    padding: 0 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover:not(:disabled) {
    background: var(--hover);
    border-color: var(--edge);
  }
  button:disabled {
    color: var(--ink-2);
    cursor: default;
  }
  button[aria-pressed="true"],
  button[aria-selected="true"],
  button[aria-current]:not([aria-current="false"]) {
    border-color: var(--ink);
    font-weight: 600;
  }
  button.plain {
    border-color: transparent;
    background: none;
    padding: 0 6px;
  }
  button.plain:hover {
    background: var(--hover);
  }
  a {
    color: inherit;
    text-underline-offset: 2px;
  }
  input[type="text"],
  input[type="search"] {
    min-height: var(--row);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--raised);
    padding: 0 8px;
    min-width: 0;
  }
  :focus-visible {
    outline: 2px solid var(--ink);
    outline-offset: 1px;
  }
  h1,
  h2,
  h3,
  p,
  ol,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  h1,
  h2 {
    font: var(--title);
  }
  h3 {
    font: inherit;
    font-weight: 600;
  }
  ol,
  ul {
    list-style: none;
  }
  code,
  pre,
  .code {
    font: var(--code);
    margin: 0;
  }
  .dim {
    color: var(--ink-2);
  }
  .broken {
    color: var(--broken);
    font-weight: 600;
  }
  .warn {
    color: var(--warn);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg.mark {
    width: 10px;
    height: 10px;
    vertical-align: -1px;
    fill: currentColor;
    stroke: currentColor;
    flex: none;
  }
  kbd {
    font: var(--code);
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 0 5px;
    background: var(--field);
  }
  table {
    border-collapse: collapse;
    font: inherit;
  }
  th {
    text-align: start;
    font-weight: 400;
    color: var(--ink-2);
  }
  th,
  td {
    padding: 4px 12px 4px 0;
    vertical-align: top;
  }
  .number {
    text-align: end;
  }
  @media (forced-colors: active) {
    button[aria-pressed="true"],
    button[aria-selected="true"],
    button[aria-current="page"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
      border-color: Highlight;
    }
    button[aria-current="true"] {
      outline: 3px solid Highlight;
      outline-offset: -3px;
    }
    :focus-visible {
      outline: 3px solid Highlight;
    }
  }
`
