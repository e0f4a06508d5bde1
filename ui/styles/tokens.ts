/**
 * Colours, type and space of the page, once for all of its modes. Normal has no colour, red means broken and nothing else, and the
 * colours of systems mark only what is followed.
 *
 * `color-scheme` chooses between light and dark; forced colours replace every token by the system's own.
 */
import { css } from "lit"

export const tokens = css`
  :root {
    color-scheme: light dark;
    --ground: light-dark(#ffffff, #101418);
    --field: light-dark(#f6f7f7, #161b20);
    --raised: light-dark(#ffffff, #1c2228);
    --ink: light-dark(#16191d, #e8eaed);
    --ink-2: light-dark(#50565e, #a9b0b8);
    --faint: light-dark(#6d737a, #868d95);
    --line: light-dark(#dfe2e4, #2a3138);
    --edge: light-dark(#868d95, #6d757e);
    --chosen: light-dark(#e4e8ec, #2a323a);
    --hover: light-dark(#eef0f2, #1f262c);
    --traffic: light-dark(#aeb5bc, #4b545d);
    --traffic-2: light-dark(#d5d9dd, #2c343b);
    --broken: light-dark(#c4121f, #ff6b6b);
    --warn: light-dark(#8a5a00, #ffc24b);
    --added: light-dark(#e3efe6, #16301f);
    --removed: light-dark(#f7e2e3, #3a1b1e);
    --storefront: light-dark(#1775c0, #a3caf2);
    --marketplace: light-dark(#6414a3, #796bf8);
    --oms: light-dark(#126062, #8bfffd);
    --wms: light-dark(#003301, #d7eea8);
    --carrier: light-dark(#e46601, #ba6924);
    --erp: light-dark(#4a0056, #98779f);
    --payment: light-dark(#2e97fe, #43a6fa);
    --notification: light-dark(#909090, #9fa6ac);
    --buyer: light-dark(#50565e, #a9b0b8);
    --supplier: light-dark(#50565e, #a9b0b8);
    --text: 13px/19px system-ui, "Open Sans", sans-serif;
    --code: 12px/18px ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Open Sans", monospace;
    --title: 600 16px/24px system-ui, "Open Sans", sans-serif;
    --figure: 600 28px/32px system-ui, "Open Sans", sans-serif;
    --row: 28px;
    --radius: 6px;
  }
  :root[data-theme="light"] {
    color-scheme: light;
  }
  :root[data-theme="dark"] {
    color-scheme: dark;
  }
  @media (forced-colors: active) {
    :root {
      --ground: Canvas;
      --field: Canvas;
      --raised: Canvas;
      --ink: CanvasText;
      --ink-2: CanvasText;
      --faint: GrayText;
      --line: CanvasText;
      --edge: CanvasText;
      --chosen: Canvas;
      --hover: Canvas;
      --traffic: GrayText;
      --traffic-2: GrayText;
      --broken: CanvasText;
      --warn: CanvasText;
      --added: Canvas;
      --removed: Canvas;
      --storefront: Highlight;
      --marketplace: Highlight;
      --oms: Highlight;
      --wms: Highlight;
      --carrier: Highlight;
      --erp: Highlight;
      --payment: Highlight;
      --notification: Highlight;
      --buyer: Highlight;
      --supplier: Highlight;
    }
  }
  * {
    box-sizing: border-box;
  }
  html,
  body {
    margin: 0;
    height: 100%;
    background: var(--ground);
    color: var(--ink);
    font: var(--text);
    font-variant-numeric: tabular-nums;
  }
`
