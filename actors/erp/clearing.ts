/** Events that move money at the provider and on the clearing account: those that only one of the two has posted, and what disagrees. */
export type Side = "provider" | "ERP"

interface Posted {
  readonly by: Side
  readonly amount: number
}

export class Clearing {
  /** By event, as long as only one side has posted it. */
  #open = new Map<string, Posted>()
  /** Clearing account less balance, of everything that both have posted. */
  off = 0
  /** The last event on which they disagree. */
  culprit = ""

  /** Answers whether both sides have posted the event now. */
  move(event: string, by: Side, amount: number): boolean {
    const other = this.#open.get(event)
    if (other === undefined || other.by === by) {
      this.#open.set(event, { by, amount: amount + (other?.amount ?? 0) })
      return false
    }
    this.#open.delete(event)
    const off = by === "ERP" ? amount - other.amount : other.amount - amount
    if (off === 0) return true
    this.off += off
    this.culprit = event
    return true
  }

  /** A side knows nothing any more of an event that it has posted: `amount` undoes what it had. */
  takeBack(event: string, by: Side, amount: number): void {
    const open = this.#open.get(event)
    if (open?.by === by) this.#open.delete(event)
    else if (open === undefined) this.#open.set(event, { by: by === "ERP" ? "provider" : "ERP", amount: -amount })
  }

  /** Events that only one side has posted, and which. */
  get open(): readonly (readonly [string, Side])[] {
    return [...this.#open].map(([event, { by }]) => [event, by])
  }

  fork(): Clearing {
    const copy = new Clearing()
    copy.#open = new Map(this.#open)
    copy.off = this.off
    copy.culprit = this.culprit
    return copy
  }
}
