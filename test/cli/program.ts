/** Runs the command line as people do: as a process of its own. */
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("../../", import.meta.url))
export const source = `${root}actors/backlot.ts`

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export const start = (program: string, args: readonly string[], cwd = root) => {
  const child = spawn(process.execPath, [program, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] })
  let out = ""
  let err = ""
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text))
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject)
    child.on("close", (code) => resolve({ code, out, err }))
  })
  return { child, ended }
}

export const call = (program: string, args: readonly string[], cwd = root): Promise<Ended> =>
  start(program, args, cwd).ended

/** What does not depend on the machine: everything but how long it took and where the run file is. */
export const lasting = (json: string): unknown =>
  JSON.parse(json, (key, value: unknown) => (key === "wallMs" || key === "runFile" ? undefined : value))
