/**
 * `npm run bench:profile -- FIGURE`: where the time of a figure's own work goes, by function, as text.
 *
 * The work is done once to warm up, then as often as `--times` says under the inspector's CPU profiler.
 */
import { Session, type Profiler } from "node:inspector"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { figures } from "./figures.ts"

const top = 40
const root = fileURLToPath(new URL("../", import.meta.url))

const profile = (work: () => unknown, times: number): Profiler.Profile => {
  const session = new Session()
  session.connect()
  // The session answers at once: it is in the same thread.
  let taken: Profiler.Profile | null = null
  session.post("Profiler.enable")
  session.post("Profiler.setSamplingInterval", { interval: 500 })
  session.post("Profiler.start")
  for (let time = 0; time < times; time++) work()
  session.post("Profiler.stop", (error, answer) => {
    if (error !== null) throw error
    taken = answer.profile
  })
  session.disconnect()
  if (taken === null) throw new Error("The profiler did not answer.")
  return taken
}

/** Self time in ms by what a node is called. */
const selfMs = (taken: Profiler.Profile, nameOf: (frame: Profiler.ProfileNode["callFrame"]) => string) => {
  const names = new Map(taken.nodes.map((node) => [node.id, nameOf(node.callFrame)]))
  const sums = new Map<string, number>()
  // What the profiler itself needs is nobody's work.
  const own = new Set(taken.nodes.filter((node) => node.callFrame.url === "node:inspector").map((node) => node.id))
  for (const [index, id] of (taken.samples ?? []).entries()) {
    if (own.has(id)) continue
    const name = names.get(id) ?? "?"
    sums.set(name, (sums.get(name) ?? 0) + (taken.timeDeltas?.[index] ?? 0) / 1000)
  }
  return [...sums].toSorted(([, a], [, b]) => b - a)
}

const fileOf = (url: string): string =>
  url
    .replace("file://", "")
    .replace(root, "")
    .replace(/^.*(?=node_modules\/)/, "")

const render = (title: string, rows: readonly (readonly [string, number])[], totalMs: number): string =>
  [
    title,
    ...rows.slice(0, top).map(([name, ms]) => {
      const share = ((ms / totalMs) * 100).toFixed(1)
      return `${ms.toFixed(0).padStart(9)} ms ${share.padStart(6)} %  ${name}`
    }),
    "",
  ].join("\n")

const main = (): void => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: "boolean", default: false }, times: { type: "string", default: "1" } },
  })
  const usable = figures.filter((figure) => figure.prepare !== undefined)
  const figure = usable.find(({ id }) => id === positionals[0])
  const times = Number(values.times)
  if (figure?.prepare === undefined || !Number.isInteger(times) || times < 1) {
    const ids = usable.map(({ id }) => id).join("|")
    process.stderr.write(`npm run bench:profile -- ${ids} [--quick] [--times N], N a whole number from 1\n`)
    process.exitCode = 2
    return
  }
  const work = figure.prepare({ quick: values.quick, tell: (text) => process.stderr.write(`${text}\n`) })
  process.stderr.write("warm-up\n")
  work()
  process.stderr.write(`profiling ${times} time${times === 1 ? "" : "s"}\n`)
  const taken = profile(work, times)
  const totalMs = (taken.endTime - taken.startTime) / 1000
  const byFunction = selfMs(taken, ({ functionName, url, lineNumber }) =>
    url === ""
      ? functionName
      : `${functionName === "" ? "(anonymous)" : functionName}  ${fileOf(url)}:${lineNumber + 1}`,
  )
  const byFile = selfMs(taken, ({ functionName, url }) => (url === "" ? functionName : fileOf(url)))
  const says = `${figure.id}: ${figure.says}; ${totalMs.toFixed(0)} ms under the profiler`
  process.stdout.write(`${says}\n\n${render("Self time by function", byFunction, totalMs)}\n`)
  process.stdout.write(render("Self time by file", byFile, totalMs))
}

main()
