/** How the list of runs looks. */
import { css } from "lit"

export const runsStyles = css`
  :host {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 16px;
    max-width: 1100px;
    width: 100%;
    margin-inline: auto;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    margin-bottom: 12px;
  }
  .head input[type="search"] {
    flex: 0 1 280px;
  }
  .head .open {
    margin-inline-start: auto;
  }
  .counts {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .suite {
    border-top: 1px solid var(--line);
  }
  .suite h3 button {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: baseline;
    width: 100%;
    padding: 6px 4px;
    border-color: transparent;
    background: none;
    text-align: start;
    white-space: normal;
  }
  .suite h3 button:hover {
    background: var(--hover);
  }
  .suite .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .suite .name svg.mark {
    margin-inline-end: 4px;
  }
  [aria-expanded="true"] .name svg.mark {
    transform: rotate(90deg);
  }
  .suite .counts {
    font-weight: 400;
  }
  .suite .counts > .held {
    color: var(--ink-2);
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(90px, 220px);
    gap: 0 16px;
    padding: 6px 4px 8px 18px;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  li:hover {
    background: var(--hover);
  }
  li a {
    font-weight: 600;
    text-decoration: none;
    display: inline-block;
    min-height: 24px;
  }
  li a:hover {
    text-decoration: underline;
  }
  li.calm .came,
  li.calm .came span,
  li.calm .says {
    color: var(--ink-2);
  }
  li.calm .came span,
  li .says {
    font-weight: 400;
  }
  li p {
    max-width: 100ch;
  }
  .drop {
    margin-top: 20px;
    border: 1px dashed var(--edge);
    border-radius: var(--radius);
    padding: 20px;
    text-align: center;
    color: var(--ink-2);
  }
  @media (max-width: 560px) {
    :host {
      padding: 12px;
    }
    .head .open {
      margin-inline-start: 0;
    }
    li {
      display: block;
      padding-inline-start: 4px;
    }
  }
`
