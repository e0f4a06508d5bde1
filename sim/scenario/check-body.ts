/** What an act says, held against the contract of its operation: each problem stands where the file has the value. */
import { problem, unknownWord, type Place } from "./problems.ts"
import type { Problems } from "./tree-reader.ts"
import type { BodyCheck } from "./vocabulary.ts"
import type { Tree } from "./yaml-tree.ts"

interface Act {
  /** Where the act stands. */
  readonly whole: Place
  readonly subject: { readonly at: Place; readonly text: string } | null
  readonly operation: string
  /** Its `with`; undefined when it has none. */
  readonly tree: Tree | undefined
  readonly body: unknown
}

export const checkBody = (problems: Problems, act: Act, check: BodyCheck): void => {
  const { whole, subject, operation, tree, body } = act
  const { violations, stray, subject: about } = check(body)
  if (subject !== null && about !== null && about !== subject.text)
    problems.push(problem(subject.at, subject.text, `is not what the act is about: its "with" is about "${about}"`))
  for (const { path, key, known } of stray)
    problems.push(unknownWord(placeOf(whole, tree, path, true), key, `key of what ${operation} takes`, known))
  for (const { path, expected, received } of violations) {
    // A misspelt key was reported already.
    if (received === "nothing" && stray.some((other) => parentOf(other.path) === parentOf(path))) continue
    const name = path === "" ? "with" : path
    const rule =
      received === "nothing"
        ? `"${name}" is missing in "with": ${operation} needs ${expected} there.`
        : `"${name}" should be ${expected} for ${operation}, but is ${received}.`
    problems.push(problem(placeOf(whole, tree, path, false), null, rule))
  }
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf(".")))

/** The deepest node on the way to a path; of the last key itself when that is meant. */
const placeOf = (whole: Place, tree: Tree | undefined, path: string, isKey: boolean): Place => {
  let at: Place = tree ?? whole
  let node = tree
  for (const step of path.match(/[^.[\]]+/gu) ?? []) {
    if (node?.type === "map") {
      const entry = node.entries.find(({ key }) => key === step)
      if (entry === undefined) return at
      at = isKey ? entry.at : entry.value
      node = entry.value
    } else if (node?.type === "list") {
      node = node.items[Number(step)]
      if (node === undefined) return at
      at = node
    }
  }
  return at
}
