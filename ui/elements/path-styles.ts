/** How the path of an order looks. */
import { css } from "lit"

/** Of the names of the systems above the arrows. */
export const headHeight = 24

export const pathStyles = css`
  :host {
    flex: 1;
  }
  .switches {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 16px;
    padding: 4px 12px 8px;
    align-items: center;
  }
  .switches fieldset {
    border: 0;
    padding: 0;
    margin: 0;
    display: flex;
    gap: 4px;
  }
  .window {
    flex: 1;
    overflow: auto;
    min-height: 240px;
    position: relative;
    outline-offset: -2px;
  }
  .heads {
    position: sticky;
    top: 0;
    height: ${headHeight}px;
    background: var(--ground);
    border-bottom: 1px solid var(--line);
    z-index: 1;
  }
  .heads > span {
    position: absolute;
    transform: translateX(-50%);
    white-space: nowrap;
    top: 2px;
  }
  .room {
    position: absolute;
    top: 0;
    inset-inline-start: 0;
    pointer-events: none;
  }
  canvas {
    display: block;
    position: sticky;
    inset-inline-start: 0;
    cursor: pointer;
    forced-color-adjust: none;
  }
  .none {
    padding: 24px 16px;
    color: var(--ink-2);
  }
  details {
    border-top: 1px solid var(--line);
    padding: 6px 12px;
    max-height: 40%;
    overflow: auto;
  }
  summary {
    cursor: pointer;
    min-height: 24px;
  }
  @media (max-width: 860px) {
    .window {
      height: 480px;
      flex: none;
    }
  }
`
