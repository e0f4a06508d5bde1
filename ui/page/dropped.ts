/** Run files that somebody opened from a disk or dropped on the page, beside those that the page came with. */
import { blobSource } from "../core/byte-source.ts"
import type { Library, ListedRun } from "../core/session.ts"

export class DroppedRuns {
  readonly #files = new Map<string, File>()
  readonly #entries = new Map<File, Promise<ListedRun>>()

  add(file: File): string {
    const id = file.name.replace(/\.backlot$/, "")
    this.#files.set(id, file)
    return id
  }

  /** Each file is read through once. */
  #entry(id: string, file: File): Promise<ListedRun> {
    const read = async (): Promise<ListedRun> => {
      const { summaryOf } = await import("./summary.ts")
      return { id, bytes: file.size, summary: await summaryOf(file) }
    }
    const entry = this.#entries.get(file) ?? read()
    this.#entries.set(file, entry)
    return entry
  }

  /** The library with what was dropped in front of it. */
  before(library: Library): Library {
    const files = this.#files
    return {
      runs: async () => [
        ...[...files].map(([id, { size }]) => ({ id, bytes: size })),
        ...(await library.runs()).filter(({ id }) => !files.has(id)),
      ],
      list: async () => [
        ...(await Promise.all([...files].map(([id, file]) => this.#entry(id, file)))),
        ...(await library.list()).filter(({ id }) => !files.has(id)),
      ],
      open: (id) => {
        const file = files.get(id)
        if (file === undefined) return library.open(id)
        return Promise.resolve({ stream: file.stream(), source: blobSource(file), live: false })
      },
    }
  }
}
