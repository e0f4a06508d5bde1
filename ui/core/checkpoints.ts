/**
 * How many objects are in each state, and what every balance is, at any instant of a run.
 *
 * One pass over the batches notes what each of them changes; an instant is then the sum up to its batch, and the rows of that one.
 */
import type { SealedBatch } from "../../sim/journal/sealed-batch.ts"
import { layout, tableIndex, type TableName } from "../../sim/journal/tables.ts"
import type { RunModel } from "./run-model.ts"
import { Slices } from "./slices.ts"
import { Numbers, Tallies, type Sum } from "./tallies.ts"

/** So many objects of a kind are in a state. */
export interface StateCount {
  readonly instance: string
  readonly object: string
  readonly state: string
  readonly count: number
}

/** A balance: of stock, a quantity; of money, an amount in minor units. */
export interface Balance {
  readonly instance: string
  readonly book: string
  readonly account: string
  /** Empty where it is not of a SKU, a site, a currency. */
  readonly sku: string
  readonly site: string
  readonly currency: string
  readonly quantity: number
  readonly amount: number
}

export class Checkpoints {
  readonly #model: RunModel
  readonly #states = new Tallies(3)
  readonly #balances = new Tallies(6)
  /** Numbers of the SKUs, for which each batch has numbers of its own. */
  readonly #skus = new Numbers()
  /** Batches that are noted. */
  #done = 0
  /** The batch that was asked for last, because the playhead moves within it. */
  #kept: { readonly index: number; readonly batch: Promise<SealedBatch> } | null = null

  private constructor(model: RunModel) {
    this.#model = model
  }

  /** Reads the whole run once, in slices; `onProgress` hears how far it is, from 0 to 1. */
  static async of(model: RunModel, onProgress: (share: number) => void = () => {}): Promise<Checkpoints> {
    const checkpoints = new Checkpoints(model)
    await checkpoints.update(onProgress)
    return checkpoints
  }

  /** Takes in the batches that came since. */
  async update(onProgress: (share: number) => void = () => {}): Promise<void> {
    const slices = new Slices()
    const { entries } = this.#model.index
    while (this.#done < entries.length) {
      const batch = await this.#model.batch(this.#done)
      this.#noteStates(batch, Infinity, this.#states)
      this.#noteBalances(batch, Infinity, this.#balances)
      this.#states.close()
      this.#balances.close()
      this.#done++
      onProgress(this.#done / entries.length)
      await slices.pause()
    }
  }

  /** How many objects are in each state at an instant. */
  async statesAt(at: number): Promise<readonly StateCount[]> {
    const name = (id: number | undefined): string => this.#model.names.at(id ?? 0)
    const sums = await this.#sumsAt(at, this.#states, (batch, into) => this.#noteStates(batch, at, into))
    return sums.flatMap(({ key: [instance, object, state], first: count }) =>
      name(state) === "" ? [] : [{ instance: name(instance), object: name(object), state: name(state), count }],
    )
  }

  /** Every balance at an instant that is not zero. */
  async balancesAt(at: number): Promise<readonly Balance[]> {
    const name = (id: number | undefined): string => this.#model.names.at(id ?? 0)
    const sums = await this.#sumsAt(at, this.#balances, (batch, into) => this.#noteBalances(batch, at, into))
    return sums.map(({ key: [instance, book, account, sku, site, currency], first: quantity, second: amount }) => ({
      instance: name(instance),
      book: name(book),
      account: name(account),
      sku: this.#skus.at(sku ?? 0),
      site: name(site),
      currency: name(currency),
      quantity,
      amount,
    }))
  }

  /** Whole batches are summed by what was noted of them; only the one that reaches beyond the instant is looked into. */
  async #sumsAt(
    at: number,
    tallies: Tallies,
    note: (batch: SealedBatch, into: Tallies) => void,
  ): Promise<readonly Sum[]> {
    const { entries } = this.#model.index
    let whole = 0
    while (whole < this.#done && entries[whole]!.movedUntil <= at) whole++
    const until = tallies.until(whole)
    if (whole < this.#done) note(await this.#batch(whole), until)
    return until.sums()
  }

  #noteStates(batch: SealedBatch, until: number, into: Tallies): void {
    const { at, instance, object, from, to } = columnsOf(batch, "transitions")
    for (let row = 0; row < batch.rows(tableIndex.transitions) && at![row]! <= until; row++) {
      into.add([instance![row]!, object![row]!, from![row]!], -1, 0)
      into.add([instance![row]!, object![row]!, to![row]!], 1, 0)
    }
  }

  #noteBalances(batch: SealedBatch, until: number, into: Tallies): void {
    const { at, instance, book, account, sku, site, currency, quantity, amount } = columnsOf(batch, "postings")
    const skus = Array.from<number | undefined>({ length: batch.texts })
    for (let row = 0; row < batch.rows(tableIndex.postings) && at![row]! <= until; row++) {
      const text = sku![row]!
      const item = text < 0 ? this.#skus.of("") : (skus[text] ??= this.#skus.of(batch.text(text)))
      const key = [instance![row]!, book![row]!, account![row]!, item, site![row]!, currency![row]!]
      into.add(key, quantity![row]!, amount![row]!)
    }
  }

  #batch(index: number): Promise<SealedBatch> {
    if (this.#kept?.index !== index) this.#kept = { index, batch: this.#model.batch(index) }
    return this.#kept.batch
  }
}

const columnsOf = (batch: SealedBatch, table: TableName): Readonly<Record<string, Float64Array>> =>
  Object.fromEntries(
    layout[tableIndex[table]]!.map(({ name, index }) => [name, batch.column(tableIndex[table], index)]),
  )
