/**
 * The browser of the tests: the one that UI_BROWSER names, else the system's Chromium or Chrome, else the one that npm brought.
 *
 * The one from npm needs none of the system's libraries; it is unpacked once into the temporary folder.
 */
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chromium, type Browser } from "playwright-core"
import manifest from "../../package.json" with { type: "json" }

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

export const launchBrowser = async (): Promise<Browser> => {
  const own = process.env["UI_BROWSER"] ?? systemBrowser()
  if (own !== undefined) return chromium.launch({ executablePath: own, args: flags })
  const folder = unpacked()
  // It finds its libraries and fonts by these; its own settings name folders that it is not unpacked to.
  const env = {
    ...process.env,
    FONTCONFIG_PATH: join(folder, "settings"),
    LD_LIBRARY_PATH: [join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"] ?? ""].filter(Boolean).join(":"),
  }
  return chromium.launch({ executablePath: join(folder, "chromium"), args: [...flags, "--no-zygote"], env })
}

const systemBrowser = (): string | undefined =>
  [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ].find((path) => existsSync(path))

/** The folder of the browser from npm. */
const unpacked = (): string => {
  const folder = join(
    tmpdir(),
    `backlot-browser-${manifest.devDependencies["@sparticuz/chromium"]}-${process.getuid?.() ?? 0}`,
  )
  if (existsSync(folder)) return folder
  // Its own until it is whole: several test processes begin at the same time.
  const unfinished = `${folder}-${process.pid}`
  mkdirSync(join(unfinished, "settings"), { recursive: true })
  writeFileSync(join(unfinished, "settings", "fonts.conf"), fontsOf(folder))
  execFileSync(
    process.execPath,
    ["--input-type=module", "-e", 'await (await import("@sparticuz/chromium")).default.executablePath()'],
    // The package brings the libraries only where it believes to need them.
    {
      env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
      cwd: import.meta.dirname,
    },
  )
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    // Another process was quicker.
    if (!existsSync(folder)) throw error
  }
  return folder
}

const fontsOf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`
