/** Words of scenario files with what operations take, which is not loaded before an act is read. */
import type { BodyCheck, KindSpec, Vocabulary } from "./vocabulary.ts"

/** By kind, then by operation: what it takes. */
export type Bodies = Readonly<Record<string, Readonly<Record<string, BodyCheck>>>>

export const withBodies = (words: Vocabulary, load: () => Bodies): Vocabulary => ({
  ...words,
  kinds: Object.fromEntries(
    Object.entries(words.kinds).map(([kind, spec]): [string, KindSpec] => [
      kind,
      {
        ...spec,
        get bodies() {
          return load()[kind] ?? {}
        },
      },
    ]),
  ),
})
