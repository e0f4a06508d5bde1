/** How the figures look. */
import { css } from "lit"

export const figuresStyles = css`
  :host {
    padding: 4px 12px 20px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 16px;
    align-items: center;
    margin: 12px 0 6px;
  }
  .head:first-child {
    margin-top: 4px;
  }
  .wide {
    overflow-x: auto;
  }
  .wide table {
    min-width: 100%;
  }
  tbody tr {
    border-top: 1px solid var(--line);
  }
  td.api {
    padding: 4px 16px 2px 0;
    white-space: nowrap;
  }
  td.api strong {
    display: block;
    font-weight: 600;
  }
  th[scope="row"] {
    color: var(--ink);
    white-space: nowrap;
    vertical-align: middle;
  }
  svg.spark {
    display: block;
  }
  svg.spark path {
    fill: none;
    stroke: var(--ink-2);
    stroke-width: 1.25;
  }
  svg.spark circle {
    fill: var(--ink-2);
  }
  svg.spark .limit {
    stroke: var(--edge);
    stroke-dasharray: 3 3;
  }
  svg.spark .now {
    stroke: var(--line);
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
    gap: 14px 20px;
  }
  .tiles dt {
    color: var(--ink-2);
  }
  .tiles > div {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
    border-top: 1px solid var(--line);
    padding-top: 6px;
  }
  .tiles dd {
    font: var(--figure);
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
    gap: 0 32px;
  }
  .two td:not(:first-child) {
    white-space: nowrap;
  }
  .two td:first-child {
    min-width: 84px;
  }
  .rules td:first-child {
    min-width: 160px;
    max-width: 90ch;
  }
  .rules td:nth-child(2) {
    white-space: nowrap;
  }
  .rules strong {
    font-weight: 600;
  }
`
