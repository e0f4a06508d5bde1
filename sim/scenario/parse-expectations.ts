/** Reads `expect`: what the run must show. The first key of an expectation says which kind it is. */
import { variations, type Variation } from "./variations.ts"
import { readMoney } from "./amounts.ts"
import { verdicts, type Balance, type Expectation } from "./expectations.ts"
import { expectationFields } from "./fields.ts"
import { checkInstance, checkState, patternOf } from "./parse-targets.ts"
import { instantOf } from "./parse-workload.ts"
import type { ReadWorld } from "./parse-world.ts"
import { durationOf } from "./policy-values.ts"
import { bad, good, problem, unknownWord, type Read } from "./problems.ts"
import {
  fieldsOf,
  itemsOf,
  scalarOf,
  textOf,
  wholeOf,
  wordOf,
  wrongType,
  type Field,
  type Problems,
} from "./tree-reader.ts"
import type { Vocabulary } from "./vocabulary.ts"
import type { Tree } from "./yaml-tree.ts"

type Kind = keyof typeof expectationFields
const kinds = Object.keys(expectationFields) as Kind[]

/** What every expectation is read with. */
interface Reading {
  readonly problems: Problems
  readonly world: ReadWorld
  readonly vocabulary: Vocabulary
}

export const parseExpectations = (
  problems: Problems,
  tree: Tree | undefined,
  world: ReadWorld,
  vocabulary: Vocabulary,
): readonly Expectation[] =>
  itemsOf(problems, tree, "a list of expectations").flatMap(
    (item) => parseExpectation({ problems, world, vocabulary }, item) ?? [],
  )

const parseExpectation = (reading: Reading, tree: Tree): Expectation | undefined => {
  const { problems } = reading
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
  const allowed: Readonly<Record<string, Field>> = expectationFields[kind]
  const fields = fieldsOf(problems, tree, allowed, `key of an expectation of ${kind}`)
  return fields === null ? undefined : readers[kind](reading, tree, fields)
}

type Fields = { readonly [key: string]: Tree | undefined }
type Reader = (reading: Reading, tree: Tree, fields: Fields) => Expectation | undefined

const readers: Readonly<Record<Kind, Reader>> = {
  verdict: ({ problems }, _tree, fields) => {
    const verdict = wordOf(problems, fields["verdict"], "verdict", verdicts)
    return verdict === undefined ? undefined : { type: "verdict", verdict }
  },
  breaks: ({ problems, vocabulary }, _tree, fields) => {
    const invariant = wordOf(problems, fields["breaks"], "invariant", vocabulary.invariants)
    return invariant === undefined ? undefined : { type: "breaks", invariant }
  },
  again: ({ problems }, _tree, fields) => {
    const variation = wordOf(problems, fields["again"], "second run", Object.keys(variations) as Variation[])
    return variation === undefined ? undefined : { type: "again", variation }
  },
  figure: ({ problems, vocabulary }, tree, fields) => {
    const figure = wordOf(problems, fields["figure"], "figure", vocabulary.figures)
    const bounds = boundsOf(problems, tree, fields, "a figure", (key) => numberOf(problems, fields[key]))
    return figure === undefined || bounds === undefined ? undefined : { type: "figure", figure, ...bounds }
  },
  object: (reading, _tree, fields) => {
    const of = stateOf(reading, fields["object"], fields["state"])
    if (of?.instance.includes("*") === true) {
      const rule = "names more than one instance; the state at the end is that of one object"
      reading.problems.push(
        problem(fields["object"]!, of.instance, rule, { hint: "write eventually or never for several" }),
      )
      return undefined
    }
    return of === undefined ? undefined : { type: "object", ...of }
  },
  eventually: (reading, _tree, fields) => {
    const { problems } = reading
    const of = stateOf(reading, fields["eventually"], fields["state"])
    const withinMs = durationOf(problems, fields["within"]) ?? null
    const after = instantOf(problems, fields["after"]) ?? null
    return of === undefined ? undefined : { type: "eventually", ...of, withinMs, after }
  },
  never: (reading, _tree, fields) => {
    const of = stateOf(reading, fields["never"], fields["state"])
    return of === undefined ? undefined : { type: "never", ...of }
  },
  balance: (reading, _tree, fields) => {
    const of = accountOf(reading, fields["balance"])
    const is = balanceOf(reading.problems, fields["is"])
    return of === undefined || is === undefined ? undefined : { type: "balance", ...of, is }
  },
  always: (reading, tree, fields) => {
    const { problems } = reading
    const of = accountOf(reading, fields["always"])
    const [atLeast, atMost] = [balanceOf(problems, fields["atLeast"]), balanceOf(problems, fields["atMost"])]
    if (fields["atLeast"] === undefined && fields["atMost"] === undefined) {
      problems.push(problem(tree, null, "A balance has bounds that it never leaves: atLeast, atMost or both."))
      return undefined
    }
    if (atLeast !== undefined && atMost !== undefined && unitOf(atLeast) !== unitOf(atMost)) {
      const hint = `write it in ${unitOf(atLeast)}`
      problems.push(problem(fields["atMost"]!, null, "Both bounds of a balance are in one unit.", { hint }))
      return undefined
    }
    return of === undefined ? undefined : { type: "always", ...of, atLeast: atLeast ?? null, atMost: atMost ?? null }
  },
  messages: ({ problems, world, vocabulary }, tree, fields) => {
    const of = patternOf(problems, fields["messages"], world, vocabulary)
    const read = (key: string) => wholeOf(problems, fields[key], "a number of messages")
    const bounds = boundsOf(problems, tree, fields, "messages", read)
    return of === undefined || bounds === undefined ? undefined : { type: "messages", of, ...bounds }
  },
}

/** An object, and a state that its statechart has. */
const stateOf = ({ problems, world, vocabulary }: Reading, tree: Tree | undefined, stateTree: Tree | undefined) => {
  const read = readWords(3, 3, "instance, kind and id, such as oms order A-1")
  const words = scalarOf(problems, tree, "an object such as oms order A-1", read)
  const state = textOf(problems, stateTree, "a state")
  if (words === undefined || !checkInstance(problems, tree!, words[0]!, world) || state === undefined) return undefined
  const [instance, kind, id] = words as [string, string, string]
  if (!checkState(problems, tree!, [instance, kind], stateTree!, state, world, vocabulary)) return undefined
  return { instance, kind, id, state }
}

const accountOf = ({ problems, world }: Reading, tree: Tree | undefined) => {
  const read = readWords(2, 3, "instance, account, and subject or SKU, such as erp ar A-1")
  const words = scalarOf(problems, tree, "a balance such as erp ar A-1", read)
  if (words === undefined || !checkInstance(problems, tree!, words[0]!, world)) return undefined
  return { instance: words[0]!, account: words[1]!, subject: words[2] ?? null }
}

/** Either `is`, or `atLeast` and `atMost` or one of them. */
const boundsOf = (
  problems: Problems,
  tree: Tree,
  fields: Fields,
  what: string,
  read: (key: string) => number | undefined,
): { readonly atLeast: number | null; readonly atMost: number | null } | undefined => {
  const is = read("is")
  const atLeast = read("atLeast") ?? is ?? null
  const atMost = read("atMost") ?? is ?? null
  const bounded = fields["atLeast"] !== undefined || fields["atMost"] !== undefined
  if (bounded === (fields["is"] !== undefined)) {
    const rule = `An expectation of ${what} has either is, or atLeast and atMost or one of them.`
    problems.push(problem(tree, null, rule))
    return undefined
  }
  if (atLeast !== null && atMost !== null && atLeast > atMost) {
    problems.push(problem(fields["atMost"]!, String(atMost), `is less than atLeast, ${atLeast}`))
    return undefined
  }
  return { atLeast, atMost }
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

const numberOf = (problems: Problems, tree: Tree | undefined): number | undefined =>
  scalarOf(problems, tree, "a number such as 0.98", (text) =>
    /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? good(Number(text) === 0 ? 0 : Number(text)) : bad("is no number"),
  )

const balanceOf = (problems: Problems, tree: Tree | undefined): Balance | undefined =>
  scalarOf(problems, tree, "an amount such as 0.00 EUR, or a number of units", readBalance)

const readBalance = (text: string): Read<Balance> =>
  /^-?\d{1,15}$/.test(text) ? good({ quantity: Number(text) === 0 ? 0 : Number(text) }) : readMoney(text)

const unitOf = (balance: Balance): string => ("quantity" in balance ? "units" : balance.currency)
