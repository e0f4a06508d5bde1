/** Reads what a fault or an expectation is aimed at, and checks it against the world: names, link, operation. */
import { matchesGlob, readPattern, type MessagePattern } from "./identity.ts"
import { problem, unknownWord } from "./problems.ts"
import type { FaultTarget } from "./scenario.ts"
import type { ReadWorld } from "./parse-world.ts"
import { isPresent, wrongType, type Problems } from "./tree-reader.ts"
import type { Vocabulary } from "./vocabulary.ts"
import type { ScalarTree, Tree } from "./yaml-tree.ts"

/**
 * The text of an identity, with the ordinals that YAML took for a comment: people write `on: oms > payment … A-1 #1.1` as it
 * stands in the journal, and losing `#1.1` without a word would aim the fault at every attempt.
 */
const identityText = (tree: ScalarTree): string => {
  const ordinals = /^#[\d*].*/.exec(tree.comment ?? "")
  // A further "#" after a blank is a comment indeed.
  return ordinals === null ? tree.source : `${tree.source} ${ordinals[0].split(/\s#/)[0]}`
}

const wanted = "a message such as oms > payment payments.capture A-1/shipment-1 #1.1"

export const patternOf = (
  problems: Problems,
  tree: Tree | undefined,
  world: ReadWorld,
  vocabulary: Vocabulary,
  eitherWay = false,
): MessagePattern | undefined => {
  if (tree === undefined) return undefined
  if (tree.type !== "scalar" || !isPresent(tree)) return wrongType(problems, tree, wanted)
  const text = identityText(tree)
  const read = readPattern(text)
  if (!read.ok) {
    const column = tree.column + (tree.oneLine ? (read.offset ?? 0) : 0)
    problems.push(problem({ ...tree, column }, text, read.rule, read.hint === undefined ? {} : { hint: read.hint }))
    return undefined
  }
  return checkEnds(problems, tree, read.value, world, eitherWay) &&
    checkOperation(problems, tree, read.value, world, vocabulary)
    ? read.value
    : undefined
}

/** A message, a link, or an instance. Of what goes between two instances a link either way is enough, since answers go back over it. */
export const targetOf = (
  problems: Problems,
  tree: Tree | undefined,
  world: ReadWorld,
  vocabulary: Vocabulary,
  eitherWay = false,
): FaultTarget | undefined => {
  if (tree === undefined) return undefined
  if (tree.type !== "scalar" || !isPresent(tree)) return wrongType(problems, tree, `${wanted}, or an instance`)
  if (/[>\s]/.test(tree.source.trim())) {
    const of = patternOf(problems, tree, world, vocabulary, eitherWay)
    return of === undefined ? undefined : { type: "messages", of }
  }
  const instance = tree.source.trim()
  return checkInstance(problems, tree, instance, world) ? { type: "instance", instance } : undefined
}

export const checkInstance = (problems: Problems, tree: Tree, name: string, world: ReadWorld): boolean => {
  const names = [...world.names.keys()]
  if (names.some((one) => matchesGlob(name, one))) return true
  problems.push(unknownWord(tree, name, "instance of this world", names))
  return false
}

/** Is there such a state of such an object at one of the instances? A state that nothing can be in would be no expectation. */
export const checkState = (
  problems: Problems,
  object: Tree,
  [instance, kind]: readonly [instance: string, kind: string],
  state: Tree,
  path: string,
  world: ReadWorld,
  vocabulary: Vocabulary,
): boolean => {
  const partners = [...world.names].filter(([name]) => matchesGlob(instance, name)).map(([, partner]) => partner)
  // A partner kind that is wrong was reported where it stands; nothing can be said about its objects.
  if (partners.includes(null)) return true
  const kinds = partners.map((partner) => vocabulary.kinds[partner!]!.objects)
  const states = kinds.flatMap((objects) => objects[kind] ?? [])
  if (states.includes(path)) return true
  const objects = [...new Set(kinds.flatMap((one) => Object.keys(one)))]
  if (objects.includes(kind)) problems.push(unknownWord(state, path, `state of ${kind} at ${instance}`, states))
  else problems.push(unknownWord(object, kind, `object that ${instance} keeps`, objects))
  return false
}

/** What is not in the world is called outside; it sends acts and real systems' calls. */
const outside = "outside"

const checkEnds = (
  problems: Problems,
  tree: ScalarTree,
  pattern: MessagePattern,
  world: ReadWorld,
  eitherWay: boolean,
): boolean => {
  const named = [pattern.sender, pattern.receiver].filter((name) => name !== outside)
  const known = named.map((name) => checkInstance(problems, tree, name, world))
  if (!known.every(Boolean)) return false
  if (!world.linksKnown || named.length < 2) return true
  const { links } = world.world
  if (links.some(({ from, to }) => matchesGlob(pattern.sender, from) && matchesGlob(pattern.receiver, to))) return true
  const back = links.some(({ from, to }) => matchesGlob(pattern.sender, to) && matchesGlob(pattern.receiver, from))
  if (back && eitherWay) return true
  const hint = back
    ? "the link goes the other way; answers travel over the link of their request, so add response for those"
    : "see world.links"
  const allowed = back ? [] : links.map(({ from, to }) => `${from} > ${to}`)
  problems.push(problem(tree, `${pattern.sender} > ${pattern.receiver}`, "is no link of this world", { allowed, hint }))
  return false
}

const checkOperation = (
  problems: Problems,
  tree: ScalarTree,
  pattern: MessagePattern,
  world: ReadWorld,
  vocabulary: Vocabulary,
): boolean => {
  const kindsOf = (glob: string) => [...world.names].filter(([name]) => matchesGlob(glob, name)).map(([, kind]) => kind)
  const [senders, receivers] = [kindsOf(pattern.sender), kindsOf(pattern.receiver)]
  // A kind that is wrong was reported where it stands; nothing can be said about its operations.
  if (senders.includes(null) || receivers.includes(null)) return true
  const known = new Set<string>()
  for (const kind of receivers) for (const operation of vocabulary.kinds[kind!]!.operations) known.add(operation)
  for (const kind of senders) for (const webhook of vocabulary.kinds[kind!]!.webhooks) known.add(webhook)
  if (pattern.operation === "*" || [...known].some((name) => matchesGlob(pattern.operation, name))) return true
  const what = `operation of ${pattern.receiver} or webhook of ${pattern.sender}`
  const offset = tree.oneLine ? Math.max(0, tree.source.indexOf(pattern.operation)) : 0
  problems.push(unknownWord({ ...tree, column: tree.column + offset }, pattern.operation, what, [...known]))
  return false
}
