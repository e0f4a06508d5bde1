/**
 * What is in an order: as its channel sold it, kept for every order in columns, and as others took it over.
 */
import { Column } from "../../sim/consistency/columns.ts"
import { Ordinals } from "../../sim/consistency/ordinals.ts"

/** The content of one entry while its legs come in. */
export class TakenContent {
  #entry = -1
  #total = 0
  #quantities = new Map<string, number>()
  #amounts = new Map<string, number>()

  add(entry: number, sku: string, quantity: number, amount: number): void {
    this.#turnTo(entry)
    this.#quantities.set(sku, (this.#quantities.get(sku) ?? 0) + quantity)
    this.#amounts.set(sku, (this.#amounts.get(sku) ?? 0) + amount)
  }

  finish(entry: number, total: number): Content {
    this.#turnTo(entry)
    this.#total = total
    return { quantities: this.#quantities, amounts: this.#amounts, total: this.#total }
  }

  fork(): TakenContent {
    const copy = new TakenContent()
    copy.#entry = this.#entry
    copy.#total = this.#total
    copy.#quantities = new Map(this.#quantities)
    copy.#amounts = new Map(this.#amounts)
    return copy
  }

  #turnTo(entry: number): void {
    if (entry === this.#entry) return
    this.#entry = entry
    this.#quantities.clear()
    this.#amounts.clear()
  }
}

export interface Content {
  /** By SKU. */
  readonly quantities: ReadonlyMap<string, number>
  readonly amounts: ReadonlyMap<string, number>
  readonly total: number
}

export interface Difference {
  /** `MUG quantity`, `total` */
  readonly what: string
  readonly is: number
  readonly shouldBe: number
}

/** A later version, as it is put together. */
export interface EditedContent extends Content {
  readonly quantities: Map<string, number>
  readonly amounts: Map<string, number>
  total: number
}

const nothingSold: Content = { quantities: new Map(), amounts: new Map(), total: 0 }

const differencesFrom = (sold: Content, content: Content): Difference[] => {
  const found: Difference[] = []
  const compare = (what: string, is = 0, shouldBe = 0): void => {
    if (is !== shouldBe) found.push({ what, is, shouldBe })
  }
  for (const sku of new Set([...sold.quantities.keys(), ...content.quantities.keys()])) {
    compare(`${sku} quantity`, content.quantities.get(sku), sold.quantities.get(sku))
    compare(`${sku} amount`, content.amounts.get(sku), sold.amounts.get(sku))
  }
  compare("total", content.total, sold.total)
  return found
}

/** Every order's lines and total as sold, by the order's ordinal: a list of lines for each, and all lines in columns. */
export class SoldContent {
  #skus = new Ordinals()
  /** The first line of each order, + 1. */
  #first = new Column()
  #totals = new Column()
  /** Of each line: the next one of its order + 1, its SKU, units and amount sold, units that warehouses were asked for. */
  #next = new Column()
  #sku = new Column()
  #quantity = new Column()
  #amount = new Column()
  #asked = new Column()
  /** Units that are owed beside what was sold; fewer where something else is packed for it. */
  #beside = new Column()
  /** Units that the OMS has on its books for it. */
  #booked = new Column()
  /** Later versions of the few orders that were edited, by the edit's name, and which of them the OMS has accepted last. */
  #versions = new Map<string, EditedContent>()
  #latest = new Map<number, string>()

  add(root: number, sku: string, quantity: number, amount: number): void {
    const line = this.#lineOf(root, sku)
    this.#quantity.add(line, quantity)
    this.#amount.add(line, amount)
  }

  addTotal(root: number, amount: number): void {
    this.#totals.add(root, amount)
  }

  /** What a channel says of a later version, leg by leg. */
  version(edit: string): EditedContent {
    const known = this.#versions.get(edit) ?? { quantities: new Map(), amounts: new Map(), total: 0 }
    this.#versions.set(edit, known)
    return known
  }

  /** The OMS has accepted a later version: from now on that is what was sold. */
  accept(root: number, edit: string): void {
    if (this.#versions.has(edit)) this.#latest.set(root, edit)
  }

  /** Units are owed beside what was sold, or less of it is. */
  owe(root: number, sku: string, quantity: number): void {
    this.#beside.add(this.#lineOf(root, sku), quantity)
  }

  /** The OMS has units on its books, or has them no longer. */
  book(root: number, sku: string, quantity: number): void {
    this.#booked.add(this.#lineOf(root, sku), quantity)
  }

  /** A warehouse was asked for units: answers for how many in all, and how many are owed. */
  ask(root: number, sku: string, quantity: number): { readonly asked: number; readonly owed: number } {
    const line = this.#lineOf(root, sku)
    return { asked: this.#asked.add(line, quantity), owed: this.#owedOf(root, line) }
  }

  /** SKUs of an order of which the OMS has other units on its books than are owed by the latest version that it accepted. */
  misbooked(root: number): Difference[] {
    const found: Difference[] = []
    for (let line = this.#first.get(root) - 1; line >= 0; line = this.#next.get(line) - 1) {
      const [is, shouldBe] = [this.#booked.get(line), this.#owedOf(root, line)]
      if (is !== shouldBe) found.push({ what: this.#skus.textOf(this.#sku.get(line)), is, shouldBe })
    }
    return found
  }

  /** Where a content is not what its version says; the version is the order itself unless it is named. */
  differences(root: number, content: Content, edit = ""): Difference[] {
    if (edit !== "") return differencesFrom(this.#versions.get(edit) ?? nothingSold, content)
    const found: Difference[] = []
    const compare = (what: string, is: number, shouldBe: number): void => {
      if (is !== shouldBe) found.push({ what, is, shouldBe })
    }
    let known = 0
    for (let line = this.#first.get(root) - 1; line >= 0; line = this.#next.get(line) - 1) {
      const sku = this.#skus.textOf(this.#sku.get(line))
      const quantity = content.quantities.get(sku)
      if (quantity !== undefined) known++
      const [sold, amount] = [this.#quantity.get(line), this.#amount.get(line)]
      if (quantity === sold && content.amounts.get(sku) === amount) continue
      compare(`${sku} quantity`, quantity ?? 0, sold)
      compare(`${sku} amount`, content.amounts.get(sku) ?? 0, amount)
    }
    compare("total", content.total, this.#totals.get(root))
    if (known === content.quantities.size) return found
    for (const [sku, quantity] of content.quantities) {
      if (this.#find(root, this.#skus.find(sku)) >= 0) continue
      compare(`${sku} quantity`, quantity, 0)
      compare(`${sku} amount`, content.amounts.get(sku) ?? 0, 0)
    }
    return found
  }

  fork(): SoldContent {
    const copy = new SoldContent()
    copy.#skus = this.#skus.fork()
    copy.#first = this.#first.fork()
    copy.#totals = this.#totals.fork()
    copy.#next = this.#next.fork()
    copy.#sku = this.#sku.fork()
    copy.#quantity = this.#quantity.fork()
    copy.#amount = this.#amount.fork()
    copy.#asked = this.#asked.fork()
    copy.#beside = this.#beside.fork()
    copy.#booked = this.#booked.fork()
    copy.#versions = new Map(
      [...this.#versions].map(([edit, { quantities, amounts, total }]) => [
        edit,
        { quantities: new Map(quantities), amounts: new Map(amounts), total },
      ]),
    )
    copy.#latest = new Map(this.#latest)
    return copy
  }

  #owedOf(root: number, line: number): number {
    return this.#soldOf(root, line) + this.#beside.get(line)
  }

  #soldOf(root: number, line: number): number {
    const edit = this.#latest.size === 0 ? undefined : this.#latest.get(root)
    if (edit === undefined) return this.#quantity.get(line)
    return this.#versions.get(edit)?.quantities.get(this.#skus.textOf(this.#sku.get(line))) ?? 0
  }

  /** The line of a SKU, or -1. */
  #find(root: number, sku: number): number {
    let line = this.#first.get(root) - 1
    while (line >= 0 && this.#sku.get(line) !== sku) line = this.#next.get(line) - 1
    return line
  }

  /** The line of a SKU, at the end of the order's lines if there was none. */
  #lineOf(root: number, sku: string): number {
    const ordinal = this.#skus.ordinalOf(sku)
    const known = this.#find(root, ordinal)
    if (known >= 0) return known
    const line = this.#sku.length
    this.#sku.set(line, ordinal)
    let last = this.#first.get(root) - 1
    while (last >= 0 && this.#next.get(last) > 0) last = this.#next.get(last) - 1
    if (last < 0) this.#first.set(root, line + 1)
    else this.#next.set(last, line + 1)
    return line
  }
}
