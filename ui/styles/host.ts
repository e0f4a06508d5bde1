/** How an element lies in the page. */
import { css } from "lit"

/** Its parts below each other, one of which takes the room that there is. */
export const column = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
  }
`

/** Takes what room there is and scrolls by itself; in a narrow window the page does. */
export const scrolled = css`
  :host {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  @media (max-width: 860px) {
    :host {
      overflow: visible;
    }
  }
`
