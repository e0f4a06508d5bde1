/** Lists of messages that can be chosen. */
import { css } from "lit"

export const lines = css`
  button.line {
    display: grid;
    grid-template-columns: 136px 106px minmax(0, 1fr) auto;
    gap: 0 12px;
    width: 100%;
    text-align: start;
    align-items: center;
    font-weight: 400;
    white-space: normal;
  }
  button.line .when {
    color: var(--ink-2);
    white-space: nowrap;
  }
  button.line .ends {
    white-space: nowrap;
  }
  button.line .what {
    overflow-wrap: anywhere;
  }
  button.line[aria-current="true"] {
    background: var(--chosen);
    border-color: transparent;
    box-shadow: inset 3px 0 0 var(--ink);
  }
  @container (max-width: 560px) {
    button.line {
      grid-template-columns: 84px 92px minmax(0, 1fr) auto;
      gap: 0 8px;
    }
    button.line .day {
      display: none;
    }
  }
  @media (max-width: 560px) {
    button.line {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    button.line .what {
      grid-column: 1 / -1;
    }
  }
`
