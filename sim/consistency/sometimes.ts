/**
 * What must happen sometimes: a campaign in which no label was ever in doubt says nothing about labels in doubt.
 *
 * Each is one sight of the journal, or several one after the other about the same thing.
 */
import { rootText } from "./root-index.ts"
import type { MessageRow, TransitionRow, Watcher } from "./rows.ts"

/** An object enters a state, or one within it; `from` is where it came from. */
interface Enters {
  readonly partner?: string
  readonly object: string
  readonly from?: string
  readonly to: string
}

/** A message of this operation or webhook, `*` for any; of answers, with one of these statuses. */
interface Crosses {
  readonly operation: string
  readonly status?: readonly number[]
}

export type Sight = Enters | Crosses

export interface Sometimes {
  /** `a parcel is lost` */
  readonly name: string
  readonly sights: readonly [Sight, ...Sight[]]
}

/** A campaign of so many scenarios that has not reached all of them says less than it seems to. */
export const sometimesWithin = 5_000

/** Looks on while one scenario runs. */
export class Reached implements Watcher {
  readonly #sometimes: readonly Sometimes[]
  /** How many sights there were of each so far, by what they are about. */
  readonly #seen: readonly Map<string, number>[]
  readonly #reached = new Set<string>()
  readonly #kinds: ReadonlyMap<string, readonly number[]>
  readonly #operations: ReadonlyMap<string, readonly number[]>

  constructor(sometimes: readonly Sometimes[]) {
    this.#sometimes = sometimes
    this.#seen = sometimes.map(() => new Map())
    this.#kinds = indexed(sometimes, (sight) => ("object" in sight ? sight.object : null))
    this.#operations = indexed(sometimes, (sight) => ("operation" in sight ? sight.operation : null))
  }

  message(row: MessageRow): void {
    for (const name of [row.operation, "*"])
      for (const index of this.#operations.get(name) ?? [])
        this.#look(index, rootText(row.subject), (sight) => "operation" in sight && crosses(sight, row))
  }

  transition(row: TransitionRow): void {
    for (const index of this.#kinds.get(row.object) ?? [])
      this.#look(index, rootText(row.id), (sight) => "object" in sight && enters(sight, row))
  }

  posting(): void {}

  /** In the order of the list. */
  get names(): readonly string[] {
    return this.#sometimes.map(({ name }) => name).filter((name) => this.#reached.has(name))
  }

  #look(index: number, about: string, is: (sight: Sight) => boolean): void {
    const { name, sights } = this.#sometimes[index]!
    if (this.#reached.has(name)) return
    const seen = this.#seen[index]!
    const before = seen.get(about) ?? 0
    const next = sights[before]
    if (next === undefined || !is(next)) return
    seen.set(about, before + 1)
    if (before + 1 === sights.length) this.#reached.add(name)
  }
}

/** By what is looked at, the numbers of those who look. */
const indexed = (
  sometimes: readonly Sometimes[],
  nameOf: (sight: Sight) => string | null,
): ReadonlyMap<string, readonly number[]> => {
  const index = new Map<string, number[]>()
  for (const [number, { sights }] of sometimes.entries())
    for (const name of new Set(sights.map(nameOf)))
      if (name !== null) index.set(name, [...(index.get(name) ?? []), number])
  return index
}

const enters = ({ partner, object, from, to }: Enters, row: TransitionRow): boolean =>
  row.object === object &&
  (partner === undefined || partner === row.partner) &&
  (from === undefined || isIn(row.from, from)) &&
  isIn(row.to, to) &&
  !isIn(row.from, to)

/** Is the state this one, or one within it? Of parallel states it is enough that one is. */
const isIn = (label: string, state: string): boolean =>
  label.split("|").some((path) => path === state || path.startsWith(`${state}.`))

const crosses = ({ operation, status }: Crosses, row: MessageRow): boolean =>
  (operation === "*" || operation === row.operation) && (status === undefined || status.includes(row.status))
