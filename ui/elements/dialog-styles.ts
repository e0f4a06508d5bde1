/** Dialogs lie over the page and keep the focus: the browser's own dialog does both. */
import { css } from "lit"

export const dialogStyles = css`
  dialog {
    color: var(--ink);
    background: var(--raised);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 16px;
    width: min(640px, calc(100vw - 24px));
    max-height: min(80vh, 720px);
    margin-top: 10vh;
    box-shadow: 0 12px 40px light-dark(rgb(0 0 0 / 18%), rgb(0 0 0 / 60%));
    overflow: auto;
  }
  dialog::backdrop {
    background: light-dark(rgb(20 24 28 / 20%), rgb(0 0 0 / 50%));
  }
  .head {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 12px;
    margin-bottom: 8px;
  }
`

/** A line to write in, and the button beside it. */
export const dialogForm = css`
  form {
    display: flex;
    gap: 8px;
    margin-block: 4px 8px;
  }
  input {
    flex: 1;
  }
`
