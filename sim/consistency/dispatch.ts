/**
 * Who looks at which rows: built once from what everybody declares, so that a row costs one look-up and its own handlers.
 *
 * Handlers of one row run in the order of their owners; of one owner, the one for all names first.
 */

/** Handlers by the names of what they look at; `a | b` stands for both, and `*` for every name. */
export type Handlers<S, Row, Context> = Readonly<Record<string, (state: S, row: Row, context: Context) => void>>

/** Handlers of somebody, with what they are handed. */
export interface Owned<S, Row, Context> {
  readonly handlers: Handlers<S, Row, Context> | undefined
  readonly state: S
  readonly context: Context
}

interface Bound<Row> {
  readonly handle: (state: unknown, row: Row, context: unknown) => void
  readonly state: unknown
  readonly context: unknown
}

export class Dispatch<Row> {
  readonly #byName = new Map<string, readonly Bound<Row>[]>()
  readonly #everything: readonly Bound<Row>[]
  /** Rows of one name often come one after the other. */
  #name = ""
  #bound: readonly Bound<Row>[]

  constructor(owners: readonly Owned<never, Row, never>[]) {
    const declared = owners.map(({ handlers, state, context }) => {
      const named = new Map<string, Bound<Row>>()
      for (const [names, handle] of Object.entries(handlers ?? {})) {
        for (const name of names.split(" | ")) {
          if (named.has(name)) throw new Error(`Two handlers look at "${name}": put them together into one.`)
          named.set(name, { handle: handle as Bound<Row>["handle"], state, context })
        }
      }
      return named
    })
    const of = (name: string): readonly Bound<Row>[] =>
      declared.flatMap((named) =>
        [named.get("*"), name === "*" ? undefined : named.get(name)].filter((bound) => bound !== undefined),
      )
    this.#everything = of("*")
    this.#bound = this.#everything
    for (const named of declared) for (const name of named.keys()) if (name !== "*") this.#byName.set(name, of(name))
  }

  show(name: string, row: Row): void {
    if (name !== this.#name) {
      this.#name = name
      this.#bound = this.#byName.get(name) ?? this.#everything
    }
    const bound = this.#bound
    for (let index = 0; index < bound.length; index++) {
      const { handle, state, context } = bound[index]!
      handle(state, row, context)
    }
  }
}

/** The same for two names, a group and a member of it: `stock/onHand` and `stock/*`. */
export class GroupDispatch<Row> {
  readonly #groups = new Map<string, Dispatch<Row>>()
  #group = ""
  #dispatch: Dispatch<Row> | undefined

  constructor(owners: readonly Owned<never, Row, never>[]) {
    const names = owners.flatMap(({ handlers }) => Object.keys(handlers ?? {}).flatMap((key) => key.split(" | ")))
    for (const name of names)
      if (name.indexOf("/") < 1)
        throw new Error(`"${name}" names no book and account; write it like "stock/onHand" or "money/*".`)
    for (const group of new Set(names.map((name) => name.slice(0, name.indexOf("/")))))
      this.#groups.set(
        group,
        new Dispatch(owners.map((owner) => ({ ...owner, handlers: within(group, owner.handlers) }))),
      )
  }

  show(group: string, name: string, row: Row): void {
    if (group !== this.#group) {
      this.#group = group
      this.#dispatch = this.#groups.get(group)
    }
    this.#dispatch?.show(name, row)
  }
}

/** The handlers of one group's members, by their names in the group. */
const within = <Handler>(
  group: string,
  handlers: Readonly<Record<string, Handler>> | undefined,
): Readonly<Record<string, Handler>> => {
  const own = Object.entries(handlers ?? {}).flatMap(([names, handler]) =>
    names
      .split(" | ")
      .filter((name) => name.startsWith(`${group}/`))
      .map((name): [string, Handler] => [name.slice(group.length + 1), handler]),
  )
  return Object.fromEntries(own)
}
