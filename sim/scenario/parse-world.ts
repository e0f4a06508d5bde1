/** Reads `world`: the default world with the file's partners, policies and links laid over it. */
import { worldFields } from "./fields.ts"
import { readIso } from "./instants.ts"
import { parseLinks } from "./parse-links.ts"
import { parsePartners, type InstanceNames } from "./parse-partners.ts"
import type { ScenarioWorld } from "./scenario.ts"
import { fieldsOf, scalarOf, wholeOf, type Problems } from "./tree-reader.ts"
import type { Vocabulary } from "./vocabulary.ts"
import type { Tree } from "./yaml-tree.ts"

export interface ReadWorld {
  readonly world: ScenarioWorld
  readonly names: InstanceNames
  /** False when the links could not all be read, so that nothing more can be said about them. */
  readonly linksKnown: boolean
}

export const parseWorld = (
  problems: Problems,
  tree: Tree | undefined,
  vocabulary: Vocabulary,
  currency: string | null,
): ReadWorld => {
  const fields = fieldsOf(problems, tree, worldFields, "key of a world") ?? {}
  const seed = wholeOf(problems, fields.seed, "a whole number", 0, 4_294_967_295) ?? 1
  const startMs = scalarOf(problems, fields.start, "an instant", readIso) ?? null
  const { partners, names } = parsePartners({ problems, vocabulary, currency }, fields.partners, fields.policies)
  const before = problems.length
  const links = parseLinks(problems, fields.links, names, vocabulary)
  const linksKnown = problems.length === before
  return { world: { seed, startMs, partners, links }, names, linksKnown }
}
