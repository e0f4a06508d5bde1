/** Reads `world.links`: the default world's links with the file's laid over them, each checked against the instances. */
import { byEnds, defaultLinks, fullLink } from "./default-world.ts"
import { readDuration } from "./durations.ts"
import { linkFields } from "./fields.ts"
import type { InstanceNames } from "./parse-partners.ts"
import { durationOf, spreadOf } from "./policy-values.ts"
import { bad, problem, unknownWord } from "./problems.ts"
import type { ScenarioLink } from "./scenario.ts"
import {
  entriesOf,
  fieldsOf,
  isPresent,
  itemsOf,
  scalarOf,
  textOf,
  wholeOf,
  wordOf,
  type Problems,
} from "./tree-reader.ts"
import { linkStyles, type Vocabulary } from "./vocabulary.ts"
import type { Tree } from "./yaml-tree.ts"

export const parseLinks = (
  problems: Problems,
  tree: Tree | undefined,
  names: InstanceNames,
  vocabulary: Vocabulary,
): readonly ScenarioLink[] => {
  const links = new Map<string, ScenarioLink>()
  for (const link of defaultLinks(vocabulary))
    if (names.has(link.from) && names.has(link.to)) links.set(`${link.from} > ${link.to}`, link)
  const seen = new Map<string, number>()
  for (const { key, at, value } of entriesOf(problems, tree, 'a map of links such as "oms > payment"')) {
    const ends = /^\s*([^\s>]+)\s*>\s*([^\s>]+)\s*$/.exec(key)
    if (ends === null) {
      problems.push(problem(at, key, "does not name a link", { hint: 'write "sender > receiver"' }))
      continue
    }
    const [from, to] = [ends[1]!, ends[2]!]
    const wrong = [from, to].filter((name) => !names.has(name))
    for (const name of new Set(wrong)) problems.push(unknownWord(at, name, "instance of this world", [...names.keys()]))
    if (wrong.length === 0 && from === to) problems.push(problem(at, key, "links an instance to itself"))
    const name = `${from} > ${to}`
    const first = seen.get(name)
    if (first !== undefined) problems.push(problem(at, key, `stands here a second time; the first is on line ${first}`))
    seen.set(name, at.line)
    if (!isPresent(value)) {
      if (wrong.length === 0 && !links.has(name))
        problems.push(unknownWord(at, name, "link to take away", [...links.keys()]))
      links.delete(name)
      continue
    }
    const link = parseLink(problems, value, links.get(name) ?? fullLink({ from, to }))
    if (wrong.length === 0) links.set(name, link)
  }
  return byEnds([...links.values()])
}

const parseLink = (problems: Problems, tree: Tree, usual: ScenarioLink): ScenarioLink => {
  const fields = fieldsOf(problems, tree, linkFields, "key of a link") ?? {}
  return {
    from: usual.from,
    to: usual.to,
    style: wordOf(problems, fields.style, "link style", linkStyles) ?? usual.style,
    latency: spreadOf(problems, fields.latency) ?? usual.latency,
    timeoutMs: scalarOf(problems, fields.timeout, "a duration", readTimeout) ?? usual.timeoutMs,
    attemptsMax: wholeOf(problems, fields.attempts, "a whole number", 1, 1_000) ?? usual.attemptsMax,
    backoffMs: durationOf(problems, fields.backoff) ?? usual.backoffMs,
    ladderMs:
      fields.ladder === undefined
        ? usual.ladderMs
        : itemsOf(problems, fields.ladder, "a list of durations").map((item) => durationOf(problems, item) ?? 0),
    pollEveryMs: durationOf(problems, fields.pollEvery) ?? usual.pollEveryMs,
    pollOverlapMs: durationOf(problems, fields.pollOverlap) ?? usual.pollOverlapMs,
    scopes:
      fields.scopes === undefined
        ? usual.scopes
        : itemsOf(problems, fields.scopes, "a list of scopes").map((item) => textOf(problems, item) ?? ""),
    account: textOf(problems, fields.account) ?? usual.account,
    tokenLifetimeMs: durationOf(problems, fields.tokenLifetime) ?? usual.tokenLifetimeMs,
    breakerAfter: wholeOf(problems, fields.breakerAfter, "a whole number") ?? usual.breakerAfter,
    breakerPauseMs: durationOf(problems, fields.breakerPause) ?? usual.breakerPauseMs,
    requestsPerSecondMax: wholeOf(problems, fields.requestsPerSecond, "a whole number") ?? usual.requestsPerSecondMax,
  }
}

// A timeout of nothing would end every attempt before it began.
const readTimeout = (text: string) => {
  const read = readDuration(text)
  return read.ok && read.value === 0 ? bad("is no timeout", { hint: "it needs at least 1 ms" }) : read
}
