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

export const oneFile = (ui: string, run: Uint8Array, title: string): string => {
  // An end tag within a string would end the script.
  const script = readFileSync(join(ui, "embedded.js"), "utf8")
    .replaceAll(/<\/(script)/gi, "<\\/$1")
    .trim()
  const hash = createHash("sha256").update(script).digest("base64")
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
    packed("run", leanRun(run)),
    packed("engine", readFileSync(join(ui, "engine.js"))),
    `<script>${script}</script>`,
    "",
  ].join("\n")
}

const packed = (id: string, bytes: Uint8Array): string =>
  `<script id="${id}" type="application/octet-stream">${plainText(gzipSync(bytes, { level: 9 }))}</script>`

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
