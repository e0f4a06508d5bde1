/**
 * A run and the page that shows it in one HTML file, which opens from a disk. Equal runs give equal files.
 *
 * Only the page's own script may run, by its hash, and the engine in a worker; the run stands in a script element of a type that
 * nothing executes.
 */
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { leanRun } from "../journal/lean.ts"
import { plainText } from "../journal/plain-text.ts"
import { endBytes, footerStart } from "../journal/run-parts.ts"

export const oneFile = (ui: string, run: Uint8Array, title: string): string => {
  // An end tag within a string would end the script.
  const script = readFileSync(join(ui, "embedded.js"), "utf8")
    .replaceAll(/<\/(script)/gi, "<\\/$1")
    .trim()
  const hash = createHash("sha256").update(script).digest("base64")
  const ending = endingOf(run)
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "worker-src blob:",
  ].join("; ")
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    `<title>${escaped(title)}</title>`,
    "<body>",
    // How the run ends comes first and the page itself next: it is on the screen while the rest is still read.
    ...(ending === null ? [] : [packed("ending", run.subarray(ending))]),
    `<script>${script}</script>`,
    packed("run", leanRun(run)),
    packed("engine", readFileSync(join(ui, "engine.js"))),
    "",
  ].join("\n")
}

/** Where the last record of a run begins; null where its end is lost. */
const endingOf = (run: Uint8Array): number | null => {
  const start = run.length < endBytes ? null : footerStart(run.slice(-endBytes))
  return start !== null && start < run.length ? start : null
}

/** A browser reads several short scripts a third faster than a long one. Seven bytes fill eight characters: each piece is read alone. */
const pieceBytes = 7 << 13

const packed = (part: string, bytes: Uint8Array): string => {
  const gzip = gzipSync(bytes, { level: 9 })
  const pieces: string[] = []
  for (let at = 0; at < gzip.length; at += pieceBytes) {
    const text = plainText(gzip.subarray(at, at + pieceBytes))
    pieces.push(`<script type="application/octet-stream" data-${part}="${bytes.length}">${text}</script>`)
  }
  return pieces.join("\n")
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
