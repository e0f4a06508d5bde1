/** How the timeline looks. */
import { css } from "lit"
import { laneHeight } from "../draw/timeline.ts"

const thumb = 16

export const timelineStyles = css`
  :host {
    background: var(--ground);
    border-bottom: 1px solid var(--line);
    padding: 8px 16px 8px;
    --names: 132px;
  }
  .lanes {
    display: grid;
    grid-template-columns: var(--names) minmax(0, 1fr);
  }
  .name {
    height: ${laneHeight}px;
    display: flex;
    align-items: center;
    gap: 6px;
    overflow: hidden;
    white-space: nowrap;
  }
  .name .code {
    font: inherit;
    width: 28px;
    flex: none;
  }
  .name .dim {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .picture {
    position: relative;
    min-width: 0;
    cursor: crosshair;
    touch-action: pan-y;
  }
  canvas {
    display: block;
    width: 100%;
  }
  .playhead {
    position: absolute;
    top: 0;
    bottom: 26px;
    width: 2px;
    margin-inline-start: -1px;
    background: var(--ink);
    pointer-events: none;
  }
  .range {
    grid-column: 2;
    margin: 0 ${-thumb / 2}px;
    height: 20px;
    position: relative;
  }
  input[type="range"] {
    appearance: none;
    width: 100%;
    height: 20px;
    margin: 0;
    background: none;
    cursor: pointer;
  }
  input[type="range"]::-webkit-slider-runnable-track {
    height: 4px;
    margin: 0 ${thumb / 2}px;
    border-radius: 2px;
    background: linear-gradient(to right, var(--ink) var(--done), var(--line) var(--done));
  }
  input[type="range"]::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(to right, var(--ink) var(--done), var(--line) var(--done));
  }
  input[type="range"]::-webkit-slider-thumb {
    appearance: none;
    width: ${thumb}px;
    height: ${thumb}px;
    margin-top: -6px;
    border-radius: 50%;
    background: var(--ink);
    border: 2px solid var(--ground);
  }
  input[type="range"]::-moz-range-thumb {
    width: ${thumb}px;
    height: ${thumb}px;
    border-radius: 50%;
    background: var(--ink);
    border: 2px solid var(--ground);
  }
  .controls {
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    margin-top: 4px;
  }
  .controls button {
    padding: 0 7px;
  }
  .now {
    margin-inline: 8px;
    font-weight: 600;
    white-space: nowrap;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    margin-inline-start: auto;
    color: var(--ink-2);
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    white-space: nowrap;
  }
  .swatch {
    width: 10px;
    height: 10px;
    background: var(--traffic);
    forced-color-adjust: none;
  }
  .swatch.error {
    width: 6px;
    height: 4px;
    background: var(--broken);
  }
  .swatch.refused {
    width: 6px;
    height: 2px;
    background: var(--ink-2);
  }
  .swatch.gap {
    width: 18px;
    height: 1px;
    background: linear-gradient(to right, var(--edge) 6px, transparent 6px 12px, var(--edge) 12px);
  }
  @media (max-width: 720px) {
    :host {
      --names: 40px;
      padding: 8px 12px;
    }
    .name .code {
      width: auto;
    }
    .name .dim,
    .legend {
      display: none;
    }
    .name svg {
      display: none;
    }
    .controls {
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    .playhead {
      background: Highlight;
      forced-color-adjust: none;
    }
    .swatch,
    canvas {
      forced-color-adjust: none;
    }
    input[type="range"] {
      appearance: auto;
    }
  }
`
