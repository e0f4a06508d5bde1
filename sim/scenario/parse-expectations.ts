/** Reads `expect`: what the run must show in the end. The first key of an expectation says which kind it is. */
import { readMoney } from "./amounts.ts"
import { verdicts, type Balance, type Expectation } from "./expectations.ts"
import { expectationFields } from "./fields.ts"
import { checkInstance, patternOf } from "./parse-targets.ts"
import type { ReadWorld } from "./parse-world.ts"
import { bad, good, problem, unknownWord, type Read } from "./problems.ts"
import { fieldsOf, itemsOf, scalarOf, textOf, wholeOf, wordOf, wrongType, type Problems } from "./tree-reader.ts"
import type { Vocabulary } from "./vocabulary.ts"
import type { Tree } from "./yaml-tree.ts"

type Kind = keyof typeof expectationFields
const kinds = Object.keys(expectationFields) as Kind[]

export const parseExpectations = (
  problems: Problems,
  tree: Tree | undefined,
  world: ReadWorld,
  vocabulary: Vocabulary,
): readonly Expectation[] =>
  itemsOf(problems, tree, "a list of expectations").flatMap(
    (item) => parseExpectation(problems, item, world, vocabulary) ?? [],
  )

const parseExpectation = (
  problems: Problems,
  tree: Tree,
  world: ReadWorld,
  vocabulary: Vocabulary,
): Expectation | undefined => {
  if (tree.type !== "map") return wrongType(problems, tree, `a map that begins with ${kinds.join(", ")}`)
  const kind = kinds.find((one) => tree.entries.some(({ key }) => key === one))
  if (kind === undefined) {
    const first = tree.entries[0]
    problems.push(
      first === undefined
        ? problem(tree, null, `An expectation begins with one of: ${kinds.join(", ")}.`)
        : unknownWord(first.at, first.key, "expectation", kinds),
    )
    return undefined
  }
  const what = `key of an expectation of ${kind}`
  switch (kind) {
    case "verdict": {
      const fields = fieldsOf(problems, tree, expectationFields.verdict, what)
      const verdict = wordOf(problems, fields?.verdict, "verdict", verdicts)
      return verdict === undefined ? undefined : { type: kind, verdict }
    }
    case "breaks": {
      const fields = fieldsOf(problems, tree, expectationFields.breaks, what)
      const invariant = wordOf(problems, fields?.breaks, "invariant", vocabulary.invariants)
      return invariant === undefined ? undefined : { type: kind, invariant }
    }
    case "object": {
      const fields = fieldsOf(problems, tree, expectationFields.object, what)
      const words = scalarOf(
        problems,
        fields?.object,
        "an object such as oms order A-1",
        readWords(3, 3, "instance, kind and id, such as oms order A-1"),
      )
      const state = textOf(problems, fields?.state, "a state")
      if (words === undefined || !checkInstance(problems, fields!.object!, words[0]!, world) || state === undefined)
        return undefined
      return { type: kind, instance: words[0]!, kind: words[1]!, id: words[2]!, state }
    }
    case "balance": {
      const fields = fieldsOf(problems, tree, expectationFields.balance, what)
      const words = scalarOf(
        problems,
        fields?.balance,
        "a balance such as erp ar A-1",
        readWords(2, 3, "instance, account and subject, such as erp ar A-1"),
      )
      const is = scalarOf(problems, fields?.is, "an amount such as 0.00 EUR, or a number of units", readBalance)
      if (words === undefined || !checkInstance(problems, fields!.balance!, words[0]!, world) || is === undefined)
        return undefined
      return { type: kind, instance: words[0]!, account: words[1]!, subject: words[2] ?? null, is }
    }
    case "messages": {
      const fields = fieldsOf(problems, tree, expectationFields.messages, what)
      const of = patternOf(problems, fields?.messages, world, vocabulary)
      return fields === null || of === undefined ? undefined : parseCount(problems, tree, fields, of)
    }
  }
}

const parseCount = (
  problems: Problems,
  tree: Tree,
  fields: { readonly is?: Tree; readonly atLeast?: Tree; readonly atMost?: Tree },
  of: Extract<Expectation, { type: "messages" }>["of"],
): Expectation | undefined => {
  const is = wholeOf(problems, fields.is, "a number of messages")
  const atLeast = wholeOf(problems, fields.atLeast, "a number of messages") ?? is ?? null
  const atMost = wholeOf(problems, fields.atMost, "a number of messages") ?? is ?? null
  const bounded = fields.atLeast !== undefined || fields.atMost !== undefined
  if (bounded === (fields.is !== undefined)) {
    problems.push(
      problem(tree, null, "An expectation of messages has either is, or atLeast and atMost or one of them."),
    )
    return undefined
  }
  if (atLeast !== null && atMost !== null && atLeast > atMost) {
    problems.push(problem(fields.atMost!, String(atMost), `is less than atLeast, ${atLeast}`))
    return undefined
  }
  return { type: "messages", of, atLeast, atMost }
}

/** Words apart by blanks; the last one may be in double quotes and have blanks itself. */
const readWords =
  (least: number, most: number, shape: string) =>
  (text: string): Read<readonly string[]> => {
    const words = text.trim().match(/"(?:[^"\\]|\\.)*"(?=\s|$)|\S+/g) ?? []
    if (words.length < least || words.length > most)
      return bad(`has ${words.length} words`, { hint: `write ${shape}; a word with blanks stands in double quotes` })
    try {
      return good(words.map((word) => (word.startsWith('"') ? String(JSON.parse(word)) : word)))
    } catch {
      return bad("has a quoted word that cannot be read", { hint: "quote it as in JSON" })
    }
  }

const readBalance = (text: string): Read<Balance> =>
  /^-?\d{1,15}$/.test(text) ? good({ quantity: Number(text) === 0 ? 0 : Number(text) }) : readMoney(text)
