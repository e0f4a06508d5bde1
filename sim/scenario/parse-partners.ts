/** Reads `world.partners` and `world.policies`: the default world's instances with the file's laid over them. */
import { byName, defaultPartners, policiesOf } from "./default-world.ts"
import { partnerFields } from "./fields.ts"
import { policyOf } from "./policy-values.ts"
import { problem, unknownWord } from "./problems.ts"
import { readCalendar } from "../world/calendar.ts"
import { isWithin, shiftsIn } from "../world/shifts.ts"
import type { ScenarioPartner } from "./scenario.ts"
import { entriesOf, fieldsOf, isPresent, wordOf, type Problems } from "./tree-reader.ts"
import type { KindSpec, PolicyValue, Vocabulary } from "./vocabulary.ts"
import type { Entry, Tree } from "./yaml-tree.ts"

/** What every policy is checked against. */
export interface PolicyReading {
  readonly problems: Problems
  readonly vocabulary: Vocabulary
  /** Of the workload; null when the file does not say it. */
  readonly currency: string | null
}

/** Every instance with its kind, or null where the kind is wrong, so that later checks do not report it again. */
export type InstanceNames = ReadonlyMap<string, string | null>

type Policies = Readonly<Record<string, PolicyValue>>
type PoliciesByKind = ReadonlyMap<string, Policies>

export const parsePartners = (
  reading: PolicyReading,
  tree: Tree | undefined,
  policiesTree: Tree | undefined,
): { readonly partners: readonly ScenarioPartner[]; readonly names: InstanceNames } => {
  const { problems, vocabulary } = reading
  const byKind = parseKindPolicies(reading, policiesTree)
  const defaults = defaultPartners(vocabulary)
  const entries = new Map(entriesOf(problems, tree, "a map of instances").map((entry) => [entry.key, entry]))
  const names = new Map<string, string | null>()
  const partners: ScenarioPartner[] = []
  for (const { name, kind } of defaults) {
    if (entries.has(name)) continue
    names.set(name, kind)
    partners.push({ name, kind, policies: layered(vocabulary, name, kind, byKind, {}) })
  }
  for (const entry of entries.values()) {
    const usual = defaults.find((partner) => partner.name === entry.key)
    if (!isPresent(entry.value) && usual !== undefined) continue
    const partner = parsePartner(reading, entry, usual?.kind, byKind)
    names.set(entry.key, partner?.kind ?? null)
    if (partner !== null) partners.push(partner)
  }
  for (const partner of partners) {
    const entry = entries.get(partner.name)
    // Where it is said: at the instance, or for all of its kind.
    refuseClash(problems, partner, vocabulary, policiesIn(entry?.value) ?? entryIn(policiesTree, partner.kind))
  }
  return { partners: byName(partners), names }
}

const entryIn = (tree: Tree | undefined, name: string): Tree | undefined =>
  tree?.type === "map" ? tree.entries.find(({ key }) => key === name)?.value : undefined

const policiesIn = (tree: Tree | undefined): Tree | undefined => entryIn(tree, "policies")

/** Nobody is at work in a place that is closed. */
const refuseClash = (
  problems: Problems,
  { name, kind, policies }: ScenarioPartner,
  { kinds }: Vocabulary,
  tree: Tree | undefined,
): void => {
  if (tree === undefined) return
  for (const [policy, { within }] of Object.entries(kinds[kind]!.policies)) {
    const shifts = policies[policy]
    if (within === undefined || typeof shifts !== "string") continue
    const hours = readCalendar(policies[within])
    if (shiftsIn(shifts).every((shift) => isWithin(hours, shift))) continue
    const at = entryIn(tree, policy) ?? tree
    const rule = `"${policy}" has people at work while the place is closed`
    // One line may be the policies of several instances.
    if (problems.some((one) => one.rule === rule && one.line === at.line)) continue
    problems.push(problem(at, null, rule, { hint: `give ${name} longer ${within}` }))
  }
}

const parseKindPolicies = (reading: PolicyReading, tree: Tree | undefined): PoliciesByKind => {
  const { problems, vocabulary } = reading
  const read = new Map<string, Policies>()
  for (const { key, at, value } of entriesOf(problems, tree, "a map of partner kinds")) {
    const kind = Object.hasOwn(vocabulary.kinds, key) ? vocabulary.kinds[key] : undefined
    if (kind === undefined) problems.push(unknownWord(at, key, "partner kind", Object.keys(vocabulary.kinds)))
    else read.set(key, parsePolicies(reading, value, key, kind))
  }
  return read
}

const parsePolicies = (
  { problems, currency }: PolicyReading,
  tree: Tree | undefined,
  kindName: string,
  kind: KindSpec,
): Policies => {
  const read: Record<string, PolicyValue> = {}
  for (const { key, at, value } of entriesOf(problems, tree, "a map of policies")) {
    const spec = Object.hasOwn(kind.policies, key) ? kind.policies[key] : undefined
    if (spec === undefined) {
      problems.push(unknownWord(at, key, `policy of the kind ${kindName}`, Object.keys(kind.policies)))
      continue
    }
    const policy = policyOf(problems, value, spec, currency)
    if (policy !== undefined) read[key] = policy
  }
  return read
}

const parsePartner = (
  reading: PolicyReading,
  { key: name, at, value }: Entry,
  usualKind: string | undefined,
  byKind: PoliciesByKind,
): ScenarioPartner | null => {
  const { problems, vocabulary } = reading
  const kinds = Object.keys(vocabulary.kinds)
  if (!/^[a-z][a-z0-9-]*$/.test(name) || name === "outside") {
    const hint = 'use small letters, digits and "-", such as wms-east; "outside" is what is not in the world'
    problems.push(problem(at, name, "cannot name an instance", { hint }))
    return null
  }
  const fields = fieldsOf(problems, value, partnerFields, "key of a partner")
  if (fields === null) return null
  const said = wordOf(problems, fields.kind, "partner kind", kinds)
  const misspelt = value.type === "map" && value.entries.some(({ key }) => !Object.hasOwn(partnerFields, key))
  if (fields.kind === undefined && usualKind === undefined && !misspelt) {
    const names = Object.keys(vocabulary.defaultWorld.partners)
    const hint = `add kind: one of ${kinds.join(", ")}`
    problems.push(problem(at, name, "is not in the default world, so it needs a kind", { allowed: names, hint }))
  }
  const kind = fields.kind === undefined ? usualKind : said
  if (kind === undefined) return null
  const own = parsePolicies(reading, fields.policies, kind, vocabulary.kinds[kind]!)
  return { name, kind, policies: layered(vocabulary, name, kind, byKind, own) }
}

/** Default, the default world's instance (if it is of this kind), the scenario's kind, the scenario's instance. */
const layered = (
  vocabulary: Vocabulary,
  name: string,
  kind: string,
  byKind: PoliciesByKind,
  own: Policies,
): Policies => {
  const { partners } = vocabulary.defaultWorld
  const usual = Object.hasOwn(partners, name) ? partners[name] : undefined
  const inherited = usual?.kind === kind ? (usual.policies ?? {}) : {}
  return policiesOf(vocabulary.kinds[kind]!, inherited, byKind.get(kind) ?? {}, own)
}
