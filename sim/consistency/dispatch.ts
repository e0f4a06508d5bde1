/**
 * Who looks at which rows: built once from what everybody declares, so that a row costs one look-up and its own handlers.
 *
 * Handlers of one row run in the order of their owners; of one owner, the one for all names first.
 */

/** Handlers by the names of what they look at; `a | b` stands for both, and `*` for every name. */
export type Handlers<S, Row, Context> = Readonly<Record<string, (state: S, row: Row, context: Context) => void>>

/** What everybody declares, in their order. */
export type Declared<Row> = readonly (Handlers<never, Row, never> | undefined)[]

/** What everybody's handlers are handed, in the same order. */
export interface Given {
  readonly states: readonly unknown[]
  readonly contexts: readonly unknown[]
}

interface Look<Row> {
  readonly owner: number
  readonly handle: (state: unknown, row: Row, context: unknown) => void
}

/** It knows nobody's state, so a fork of a run shares it. */
export class Dispatch<Row> {
  readonly #byName: ReadonlyMap<string, readonly Look<Row>[]>
  readonly #everything: readonly Look<Row>[]
  /** Rows of one name often come one after the other. */
  #name = ""
  #looks: readonly Look<Row>[]

  constructor(declared: Declared<Row>) {
    const owners = declared.map((handlers, owner) => {
      const named = new Map<string, Look<Row>>()
      for (const [names, handle] of Object.entries(handlers ?? {})) {
        for (const name of names.split(" | ")) {
          if (named.has(name)) throw new Error(`Two handlers look at "${name}": put them together into one.`)
          named.set(name, { owner, handle: handle as Look<Row>["handle"] })
        }
      }
      return named
    })
    const everything: Look<Row>[] = []
    const byName = new Map<string, Look<Row>[]>()
    for (const named of owners) for (const name of named.keys()) if (name !== "*") byName.set(name, [])
    for (const named of owners) {
      const every = named.get("*")
      if (every !== undefined) for (const looks of [everything, ...byName.values()]) looks.push(every)
      for (const [name, look] of named) byName.get(name)?.push(look)
    }
    this.#byName = byName
    this.#everything = everything
    this.#looks = everything
  }

  show(name: string, row: Row, { states, contexts }: Given): void {
    if (name !== this.#name) {
      this.#name = name
      this.#looks = this.#byName.get(name) ?? this.#everything
    }
    const looks = this.#looks
    for (let index = 0; index < looks.length; index++) {
      const { owner, handle } = looks[index]!
      handle(states[owner], row, contexts[owner])
    }
  }
}

/** The same for two names, a group and a member of it: `stock/onHand` and `stock/*`. */
export class GroupDispatch<Row> {
  readonly #groups = new Map<string, Dispatch<Row>>()
  #group = ""
  #dispatch: Dispatch<Row> | undefined

  constructor(declared: Declared<Row>) {
    const names = declared.flatMap((handlers) => Object.keys(handlers ?? {}).flatMap((key) => key.split(" | ")))
    for (const name of names)
      if (name.indexOf("/") < 1)
        throw new Error(`"${name}" names no book and account; write it like "stock/onHand" or "money/*".`)
    for (const group of new Set(names.map((name) => name.slice(0, name.indexOf("/")))))
      this.#groups.set(group, new Dispatch(declared.map((handlers) => within(group, handlers))))
  }

  show(group: string, name: string, row: Row, given: Given): void {
    if (group !== this.#group) {
      this.#group = group
      this.#dispatch = this.#groups.get(group)
    }
    this.#dispatch?.show(name, row, given)
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
