/** The access tokens that senders hold, by link: which one, and who waits for the next. */

interface Held {
  readonly token: string
  /** Calls that go on when there is another token; null while nobody has asked for one. */
  readonly waiting: readonly number[] | null
  /** How often a token was asked for: the call key. */
  readonly asked: number
}

const nothing: Held = { token: "", waiting: null, asked: 0 }

export class Tokens {
  readonly #held: Map<number, Held>

  constructor(from?: Tokens) {
    this.#held = new Map(from === undefined ? [] : from.#held)
  }

  tokenOf(link: number): string {
    return this.#held.get(link)?.token ?? ""
  }

  /** The holder has died: there is no token any more, and nobody waits for one. */
  forget(link: number): void {
    const { asked } = this.#held.get(link) ?? nothing
    this.#held.set(link, { ...nothing, asked })
  }

  /** This one is no good any more; where another one is asked for already, it is about to be replaced anyway. */
  drop(link: number, token: string): void {
    const held = this.#held.get(link)
    if (held !== undefined && held.token === token && held.waiting === null)
      this.#held.set(link, { ...held, token: "" })
  }

  /** A call waits for another token; answers the number of the request to make, or 0 when one is under way. */
  await(link: number, call: number): number {
    const { token, waiting, asked } = this.#held.get(link) ?? nothing
    const isFirst = waiting === null
    this.#held.set(link, { token, waiting: [...(waiting ?? []), call], asked: isFirst ? asked + 1 : asked })
    return isFirst ? asked + 1 : 0
  }

  /** The request has ended, with a token or without; answers who has waited. */
  settle(link: number, token: string): readonly number[] {
    const { waiting, asked } = this.#held.get(link) ?? nothing
    this.#held.set(link, { token, waiting: null, asked })
    return waiting ?? []
  }
}
