/**
 * Why a statechart cannot be compiled: every problem with its place, what was found and what to do, in one error.
 *
 * Problems are collected, so that an author sees all of them at once.
 */

export interface Problem {
  /** The dotted path of the state, or "(top)" for the machine itself. */
  readonly state: string
  readonly found: string
  readonly advice: string
}

export class ChartError extends Error {
  override readonly name = "ChartError"
  readonly machine: string
  readonly problems: readonly Problem[]

  constructor(machine: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`
    const lines = problems.map((problem) => `  ${problem.state}: ${problem.found}. ${problem.advice}.`)
    super(`The statechart "${machine}" cannot be compiled: ${count}.\n${lines.join("\n")}`)
    this.machine = machine
    this.problems = problems
  }
}

/** Notes a problem of the state at hand. */
export type Complain = (found: string, advice: string) => void

export const problemsOf = (machine: string) => {
  const problems: Problem[] = []
  const seen = new Set<string>()
  return {
    at: (state: string): Complain => {
      return (found, advice) => {
        const problem = { state: state === "" ? "(top)" : state, found, advice }
        const key = `${problem.state}\n${found}`
        // The same action named in five transitions of one state is one problem to its author.
        if (!seen.has(key)) problems.push(problem)
        seen.add(key)
      }
    },
    throwIfAny: (): void => {
      if (problems.length > 0) throw new ChartError(machine, problems)
    },
  }
}

/** `Did you mean "packed"?` when a known word is close, otherwise what the known words are. */
export const suggest = (word: string, known: readonly string[]): string => {
  if (known.length === 0) return "there are none"
  let best = known[0]!
  for (const candidate of known) if (distance(word, candidate) < distance(word, best)) best = candidate
  return distance(word, best) <= Math.max(2, word.length / 3)
    ? `did you mean "${best}"?`
    : `there ${known.length === 1 ? "is" : "are"} ${known.join(", ")}`
}

/** Edit distance (insert, delete, replace), by rows. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
