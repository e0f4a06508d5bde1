/** Opens a page in whatever browser this machine has. Where there is none nothing happens: the address was printed. */
import { spawn } from "node:child_process"

export const openBrowser = (url: string): void => {
  const [program, ...args] = openers[process.platform] ?? ["xdg-open"]
  try {
    const child = spawn(program!, [...args, url], { stdio: "ignore", detached: true })
    child.on("error", () => {})
    child.unref()
  } catch {
    // No program of that name, or no right to start it.
  }
}

const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
}
