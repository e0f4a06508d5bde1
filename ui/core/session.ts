/**
 * What the page works with: the view state, the run in sight and how far it has come in.
 *
 * Where runs come from is a `Library`: a server with a folder of runs, the one run that a page holds, or a file that was dropped.
 */
import type { ByteSource } from "./byte-source.ts"
import { loadRun } from "./load-run.ts"
import type { RunModel } from "./run-model.ts"
import type { Store } from "./store.ts"

/** A run that can be loaded. */
export interface OpenedRun {
  readonly stream: ReadableStream<Uint8Array>
  readonly source: ByteSource
  readonly live: boolean
}

/** A run that can be opened. */
export interface RunEntry {
  readonly id: string
  readonly bytes: number
}

/** A run, and what it came to. */
export interface ListedRun extends RunEntry {
  readonly summary: RunSummary
}

/** What a list shows of a run. */
export interface RunSummary {
  readonly scenario: string
  /** One sentence on what it shows; empty when the file does not say. */
  readonly purpose: string
  readonly file: string | null
  readonly seed: number | null
  /** Null while the run goes on, or when it was cut off. */
  readonly verdict: "held" | "broken" | "unknown" | null
  /** Ids of the invariants that broke; of a run that held all the same they were meant to. */
  readonly broken: readonly string[]
  /** What is wrong with the run, the worst of it; null where nothing is. */
  readonly worst: string | null
  readonly orders: number | null
  readonly messages: number | null
  /** Is it still being written? */
  readonly goesOn: boolean
  /** What is wrong with the file; null when nothing is. */
  readonly problem: string | null
}

export interface Library {
  /** The newest first. */
  runs(): Promise<readonly RunEntry[]>
  /** The same with what they came to, for which their files are looked into. */
  list(): Promise<readonly ListedRun[]>
  open(id: string): Promise<OpenedRun>
}

export class Session {
  readonly store: Store
  readonly library: Library
  /** The run in sight; null before anything of it came. */
  model: RunModel | null = null
  /** Why there is none, as a sentence. */
  problem: string | null = null
  #run = ""
  readonly #listeners = new Set<() => void>()
  readonly #drawn: (() => Promise<void>) | undefined

  /** `drawn` waits until what was told is on the screen. */
  constructor(store: Store, library: Library, drawn?: () => Promise<void>) {
    this.store = store
    this.library = library
    this.#drawn = drawn
    store.subscribe(() => void this.#follow())
    void this.#follow()
  }

  /** Calls back whenever the model grew or another one came; answers how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Loads the run that the view state names, unless it is the one in sight. */
  async #follow(): Promise<void> {
    const { place, run } = this.store.get()
    if (place !== "run" || run === this.#run) return
    this.#run = run
    this.model = null
    this.problem = null
    this.#tell()
    const isWanted = (): boolean => this.#run === run
    try {
      const opened = await this.library.open(run)
      const model = await loadRun({
        ...opened,
        ...(this.#drawn === undefined ? {} : { drawn: this.#drawn }),
        onChange: (model) => {
          if (!isWanted()) throw new Superseded()
          this.model = model
          this.#tell()
        },
      })
      if (isWanted()) this.model = model
    } catch (problem) {
      if (problem instanceof Superseded || !isWanted()) return
      this.problem = problem instanceof Error ? problem.message : String(problem)
    }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** Somebody went to another run while this one came in. */
class Superseded extends Error {}
