/** Run files that somebody opened from a disk or dropped on the page, beside those that the page came with. */
import { blobSource } from "../core/byte-source.ts"
import type { Library } from "../core/session.ts"

export class DroppedRuns {
  readonly #files = new Map<string, File>()

  add(file: File): string {
    const id = file.name.replace(/\.backlot$/, "")
    this.#files.set(id, file)
    return id
  }

  /** The library with what was dropped in front of it. */
  before(library: Library): Library {
    const files = this.#files
    return {
      runs: async () => [
        ...[...files].map(([id, { size }]) => ({ id, bytes: size })),
        ...(await library.runs()).filter(({ id }) => !files.has(id)),
      ],
      summary: async (id) => {
        const file = files.get(id)
        if (file === undefined) return library.summary(id)
        const { summaryOf } = await import("./summary.ts")
        return summaryOf(file)
      },
      open: (id) => {
        const file = files.get(id)
        if (file === undefined) return library.open(id)
        return Promise.resolve({ stream: file.stream(), source: blobSource(file), live: false })
      },
    }
  }
}
