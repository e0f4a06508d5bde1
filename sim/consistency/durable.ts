/**
 * What is there in the end, times left out: the state of every object, and the balance of every account.
 *
 * Objects that are named after a day, such as payouts and pickups, are left out: which of them there are is a matter of time. So are
 * memos, which no balance is kept of.
 */
import type { World } from "../world/world.ts"
import type { MessageRow, PostingRow, Watcher } from "./rows.ts"

const hasDay = /\d{4}-\d{2}-\d{2}/

/** By what it is of: `oms order A-1` → `closed`, `erp money/cash EUR` → `1250`. */
export type Durable = ReadonlyMap<string, string>

/** Adds up what is posted. */
export class Balances implements Watcher {
  readonly #sums = new Map<string, number>()

  message(_row: MessageRow): void {}
  transition(): void {}

  posting({ instance, book, account, sku, site, currency, quantity, amount }: PostingRow): void {
    if (book === "memo") return
    const of = [instance, `${book}/${account}`, sku, site, currency].filter((part) => part !== "").join(" ")
    this.#sums.set(of, (this.#sums.get(of) ?? 0) + (book === "stock" ? quantity : amount))
  }

  /** Together with the objects of a world that has come to rest. */
  durable({ slots, instances }: World): Durable {
    const all = new Map<string, string>()
    for (const { shelf, id, label } of slots.everything())
      if (!hasDay.test(id)) all.set(`${instances[shelf.owner]?.name} ${shelf.kind.name} ${id}`, label)
    for (const [of, sum] of this.#sums) if (sum !== 0) all.set(of, String(sum))
    return all
  }
}

/** The first thing that differs, in the order of the first run; null when nothing does. */
export const differenceOf = (first: Durable, second: Durable): string | null => {
  for (const of of new Set([...first.keys(), ...second.keys()])) {
    const [one, other] = [first.get(of), second.get(of)]
    if (one !== other) return `${of} ends ${inWords(other)} instead of ${inWords(one)}`
  }
  return null
}

const inWords = (value: string | undefined): string =>
  value === undefined ? "as nothing" : /^-?\d/.test(value) ? `at ${value}` : `in "${value}"`
