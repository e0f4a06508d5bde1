/** How the head of the page and its frame look. */
import { css } from "lit"

export const appStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
    min-height: 0;
    background: var(--ground);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    padding: 6px 16px;
    border-bottom: 1px solid var(--line);
    min-height: 44px;
  }
  header h1 {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  @media (min-width: 861px) {
    header {
      flex-wrap: nowrap;
      white-space: nowrap;
    }
    header h1 {
      overflow: hidden;
      text-overflow: ellipsis;
    }
  }
  header .tools {
    margin-inline-start: auto;
    display: flex;
    gap: 6px;
  }
  main {
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
  }
  .notice {
    padding: 6px 16px;
    background: var(--field);
    border-bottom: 1px solid var(--line);
  }
  .notice progress {
    vertical-align: middle;
    accent-color: var(--ink);
  }
  .said {
    position: fixed;
    inset-block-end: 12px;
    inset-inline-start: 50%;
    transform: translateX(-50%);
    background: var(--ink);
    color: var(--ground);
    padding: 6px 14px;
    border-radius: var(--radius);
    z-index: 5;
  }
  .said:empty {
    display: none;
  }
  @media (max-width: 860px) {
    :host {
      height: auto;
      min-height: 100dvh;
    }
  }
`
