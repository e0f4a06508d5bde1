/** The list of runs by suites: a suite is the folder that a scenario's file lies in. What failed comes first. */
import type { ListedRun, RunSummary } from "../core/session.ts"

/** How a run stands, the worst first. Doubtful: not all was tried, or there is only a part of it. */
export const standings = ["broken", "doubtful", "goesOn", "held"] as const
export type Standing = (typeof standings)[number]

export interface SuiteRun extends ListedRun {
  readonly standing: Standing
  /** There is a newer run of the same scenario with the same seed, which is the one that counts. */
  readonly isEarlier: boolean
}

export interface Suite {
  /** The folder; null of runs that do not say where their scenario came from. */
  readonly folder: string | null
  /** The same without what all suites have in common. */
  readonly name: string
  readonly runs: readonly SuiteRun[]
  /** Of the runs that count. */
  readonly counts: Readonly<Record<Standing, number>>
}

/** `runs` come the newest first. */
export const suitesOf = (runs: readonly ListedRun[]): readonly Suite[] => {
  const known = new Set<string>()
  const byFolder = new Map<string | null, SuiteRun[]>()
  for (const run of runs) {
    const { file, seed } = run.summary
    const story = `${file} ${seed}`
    const folder = file === null ? null : folderOf(file)
    const found = byFolder.get(folder) ?? []
    byFolder.set(folder, found)
    found.push({ ...run, standing: standingOf(run.summary), isEarlier: file !== null && known.has(story) })
    known.add(story)
  }
  const folders = [...byFolder.keys()].filter((folder) => folder !== null)
  const common = commonOf(folders)
  return [...byFolder]
    .map(([folder, found]): Suite => {
      const name = folder === null ? "" : folder.slice(common.length) || (folder.split("/").at(-1) ?? "")
      return { folder, name, runs: found.toSorted(byStanding), counts: countsOf(found) }
    })
    .toSorted((a, b) => badness(b) - badness(a) || compareFolders(a.folder, b.folder))
}

export interface Narrowing {
  /** Words that all must be found in a run's own words. */
  readonly q: string
  readonly onlyFailed: boolean
}

/** The suites with the runs that are asked for; those that have none are left out, and counts stay those of the whole suite. */
export const narrowed = (suites: readonly Suite[], { q, onlyFailed }: Narrowing): readonly Suite[] => {
  const words = lower(q)
    .split(/\s+/)
    .filter((word) => word !== "")
  const fits = (run: SuiteRun): boolean => {
    if (onlyFailed && !isFailed(run)) return false
    const text = textOf(run)
    return words.every((word) => text.includes(word))
  }
  return suites.map((suite) => ({ ...suite, runs: suite.runs.filter(fits) })).filter(({ runs }) => runs.length > 0)
}

/** With no more runs than these all are in sight. */
const inSightMax = 40

export interface Opening {
  /** Folders that somebody opened or shut, as they stand in the address. */
  readonly flipped: string | null
  readonly isNarrow: boolean
  /** How many there are in all. */
  readonly runs: number
}

/** Of many runs only suites show theirs in which something failed; whoever looks for something sees what was found. */
export const isOpen = (suite: Suite, { flipped, isNarrow, runs }: Opening): boolean => {
  const isOpenAtFirst = isNarrow || runs <= inSightMax || badness(suite) > 0
  return flippedIn(flipped).includes(keyOf(suite)) ? !isOpenAtFirst : isOpenAtFirst
}

/** What stands in the address once a suite was opened or shut. */
export const toggled = (flipped: string | null, suite: Suite): string | null => {
  const [keys, key] = [flippedIn(flipped), keyOf(suite)]
  const next = keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]
  return next.length === 0 ? null : next.join("|")
}

const flippedIn = (flipped: string | null): readonly string[] => (flipped === null ? [] : flipped.split("|"))
const keyOf = ({ folder }: Suite): string => folder ?? "-"

/** Did it not hold, as far as it counts and has come to its end? */
export const isFailed = ({ standing, isEarlier }: SuiteRun): boolean =>
  !isEarlier && (standing === "broken" || standing === "doubtful")

export const countsOf = (runs: readonly SuiteRun[]): Suite["counts"] => {
  const counts = { broken: 0, doubtful: 0, goesOn: 0, held: 0 }
  for (const { standing, isEarlier } of runs) if (!isEarlier) counts[standing]++
  return counts
}

const standingOf = ({ verdict, goesOn, problem }: RunSummary): Standing => {
  if (verdict === "broken") return "broken"
  if (goesOn) return "goesOn"
  return verdict === "held" && problem === null ? "held" : "doubtful"
}

const byStanding = (a: SuiteRun, b: SuiteRun): number =>
  Number(a.isEarlier) - Number(b.isEarlier) || standings.indexOf(a.standing) - standings.indexOf(b.standing)

const badness = ({ counts }: Suite): number => (counts.broken > 0 ? 2 : counts.doubtful > 0 ? 1 : 0)

const compareFolders = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null || a < b ? -1 : 1

const textOf = ({ id, summary }: SuiteRun): string =>
  lower([id, summary.scenario, summary.purpose, summary.file ?? "", summary.worst ?? "", ...summary.broken].join(" "))

/** Small letters the same way in every language of the browser. */
const lower = (text: string): string => text.normalize("NFKC").toLowerCase()

const folderOf = (file: string): string => file.replaceAll("\\", "/").split("/").slice(0, -1).join("/")

/** The folders that all of them begin with, their last slash included. */
const commonOf = (folders: readonly string[]): string => {
  const [first = [], ...others] = folders.map((folder) => folder.split("/"))
  const differs = first.findIndex((name, depth) => others.some((other) => other[depth] !== name))
  return [...first.slice(0, differs < 0 ? first.length : differs), ""].join("/")
}
