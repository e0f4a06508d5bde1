/**
 * YAML text as a tree in which every node knows its line, column and path, aliases already resolved.
 *
 * YAML's traps end here as problems of the file: duplicate keys, tags, several documents, old versions, alias bombs, too much.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Node, type Scalar } from "yaml"
import { problem, type Place, type ScenarioProblem } from "./problems.ts"

export interface MapTree extends Place {
  readonly type: "map"
  readonly entries: readonly Entry[]
}
export interface ListTree extends Place {
  readonly type: "list"
  readonly items: readonly Tree[]
}
export interface ScalarTree extends Place {
  readonly type: "scalar"
  readonly value: string | number | boolean | null
  /** As the file has it, unquoted: `007` and `12.50` keep their digits. */
  readonly source: string
  readonly quoted: boolean
  /** What a comment right behind the value says, from its `#` on. */
  readonly comment: string | null
  /** True when a place inside the text is as many columns further on. */
  readonly oneLine: boolean
}
export type Tree = MapTree | ListTree | ScalarTree
export interface Entry {
  readonly key: string
  readonly at: Place
  readonly value: Tree
}

export const fileBytesMax = 1024 * 1024
const depthMax = 40
/** Nodes that aliases may repeat: enough for any real file, far too few for a bomb. */
const repeatedNodesMax = 20_000

/** The tree, or null when the text is no YAML; problems in either case. */
export const yamlTree = (
  text: string,
): { readonly tree: Tree | null; readonly problems: readonly ScenarioProblem[] } => {
  const start: Place = { line: 1, column: 1, path: "" }
  const bytes = new TextEncoder().encode(text).length
  if (bytes > fileBytesMax) {
    const rule = `The file is too large: ${bytes} bytes; a scenario file has at most ${fileBytesMax}.`
    return {
      tree: null,
      problems: [problem(start, null, rule, { hint: "put orders into an order book of their own" })],
    }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  })
  const place = (offset: number, path: string): Place => {
    const { line, col } = lines.linePos(offset)
    // The library answers line 0 for a text without any line.
    return { line: Math.max(1, line), column: Math.max(1, col), path }
  }
  const problems: ScenarioProblem[] = document.errors.map((error) =>
    problem(place(error.pos[0], ""), null, explain(error.code, error.message), hintFor(error.code, error.message)),
  )
  if (document.directives?.yaml.version !== "1.2") {
    problems.push(
      problem(start, null, "A scenario file is YAML 1.2; an older version reads words such as on and no otherwise.", {
        hint: "remove the %YAML line",
      }),
    )
  }
  if (document.errors.length > 0 || document.contents === null) {
    if (problems.length === 0)
      problems.push(problem(start, null, "The file is empty.", { hint: 'begin with "scenario: " and a name' }))
    return { tree: null, problems }
  }

  const anchors = new Map<string, Node>()
  const open = new Set<Node>()
  let repeated = 0
  let tooMuch = false

  const scalar = (node: Scalar, at: Place): ScalarTree => {
    const value = typeof node.value === "bigint" ? Number(node.value) : (node.value as ScalarTree["value"])
    const source = node.source ?? (value === null ? "" : String(value))
    const plain = node.type === "PLAIN"
    const [begin = 0, end = 0] = node.range ?? []
    const comment = plain ? (/^[ \t]+(#[^\r\n]*)/.exec(text.slice(end, end + 2_000))?.[1] ?? null) : null
    return {
      type: "scalar",
      value,
      source,
      quoted: !plain,
      comment,
      oneLine: plain && end - begin === source.length,
      ...at,
    }
  }
  const nothing = (at: Place): ScalarTree => ({
    type: "scalar",
    value: null,
    source: "",
    quoted: false,
    comment: null,
    oneLine: false,
    ...at,
  })

  const convert = (node: unknown, at: Place, depth: number, byAlias: boolean): Tree => {
    if (!isAlias(node) && !isMap(node) && !isSeq(node) && !isScalar(node)) return nothing(at)
    const here = node.range == null ? at : place(node.range[0], at.path)
    if (byAlias && ++repeated > repeatedNodesMax) {
      if (!tooMuch)
        problems.push(
          problem(here, null, `Aliases repeat more than ${repeatedNodesMax} values.`, {
            hint: "write out what differs",
          }),
        )
      tooMuch = true
      return nothing(here)
    }
    if (depth > depthMax) {
      problems.push(problem(here, null, `Values are nested more than ${depthMax} deep.`))
      return nothing(here)
    }
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target === undefined) {
        problems.push(
          problem(here, `*${node.source}`, "is an alias without an anchor before it", {
            allowed: [...anchors.keys()].map((name) => `*${name}`),
          }),
        )
        return nothing(here)
      }
      if (open.has(target)) {
        problems.push(problem(here, `*${node.source}`, "contains itself"))
        return nothing(here)
      }
      return convert(target, here, depth + 1, true)
    }
    if (node.anchor !== undefined && !byAlias) anchors.set(node.anchor, node)
    if (node.tag !== undefined) {
      problems.push(
        problem(here, node.tag, "is a tag, and tags mean nothing here", {
          hint: "write the value in quotes to make it a text",
        }),
      )
    }
    if (isScalar(node)) return scalar(node, here)
    open.add(node)
    const tree: Tree = isSeq(node)
      ? {
          type: "list",
          items: node.items.map((item, i) => convert(item, { ...here, path: `${at.path}[${i}]` }, depth + 1, byAlias)),
          ...here,
        }
      : { type: "map", entries: entriesOf(node.items, here, depth, byAlias), ...here }
    open.delete(node)
    return tree
  }

  const entriesOf = (pairs: readonly unknown[], at: Place, depth: number, byAlias: boolean): Entry[] => {
    const seen = new Map<string, Place>()
    const entries: Entry[] = []
    for (const pair of pairs) {
      if (!isPair(pair)) continue
      const keyNode: unknown = pair.key
      const keyTree = convert(keyNode, at, depth + 1, byAlias)
      if (keyTree.type !== "scalar" || keyTree.value === null) {
        problems.push(problem(keyTree, null, "A key is a single word.", { hint: "write key: value" }))
        continue
      }
      const key = keyTree.source
      const path = at.path === "" ? key : `${at.path}.${key}`
      const first = seen.get(key)
      const keyAt: Place = { line: keyTree.line, column: keyTree.column, path }
      if (first !== undefined) {
        problems.push(problem(keyAt, key, `stands here a second time; the first is on line ${first.line}`))
        continue
      }
      seen.set(key, keyAt)
      entries.push({ key, at: keyAt, value: convert(pair.value, keyAt, depth + 1, byAlias) })
    }
    return entries
  }

  const tree = convert(document.contents, start, 0, false)
  return { tree, problems }
}

const explain = (code: string, message: string): string => {
  if (code === "MULTIPLE_DOCS") return "A file holds one scenario; here a second document begins."
  if (code === "TAB_AS_INDENT") return "A tab indents this line; YAML indents with blanks only."
  if (code === "RESOURCE_EXHAUSTION") return "Values are nested too deeply."
  return `This is no valid YAML: ${message.replace(/\.$/, "")}.`
}

const hintFor = (code: string, message: string): { readonly hint?: string } => {
  if (code === "BAD_INDENT" || (code === "MISSING_CHAR" && message.includes("}"))) {
    return { hint: 'a "#" after a blank begins a comment, also inside { }: put a value that has one in quotes' }
  }
  if (code === "BLOCK_AS_IMPLICIT_KEY") return { hint: 'put a value that has ": " in it in quotes' }
  return {}
}
