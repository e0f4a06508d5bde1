/**
 * What is in an order: as its channel sold it, kept for every order in a few bytes a line, and as others took it over.
 */
import { Column } from "../../sim/consistency/columns.ts"
import { Ordinals } from "../../sim/consistency/ordinals.ts"

const linesAtFirst = 64
/** Of a line: the next of the same order + 1, its SKU, units sold, units that warehouses were asked for. */
const cells = 4

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

/** Every order's lines and total as sold, by the order's ordinal. */
export class SoldContent {
  #skus = new Ordinals()
  #first = new Column()
  #totals = new Column()
  #lines = new Int32Array(linesAtFirst * cells)
  #amounts = new Float64Array(linesAtFirst)
  #count = 0

  add(root: number, sku: string, quantity: number, amount: number): void {
    const line = this.#lineOf(root, sku)
    this.#lines[line * cells + 2] = this.#cell(line, 2) + quantity
    this.#amounts[line] = (this.#amounts[line] ?? 0) + amount
  }

  addTotal(root: number, amount: number): void {
    this.#totals.add(root, amount)
  }

  /** A warehouse was asked for units: answers for how many in all, and how many were sold. */
  ask(root: number, sku: string, quantity: number): { readonly asked: number; readonly sold: number } {
    const line = this.#lineOf(root, sku)
    const asked = this.#cell(line, 3) + quantity
    this.#lines[line * cells + 3] = asked
    return { asked, sold: this.#cell(line, 2) }
  }

  /** Where a content is not what was sold: first the lines as sold, then the total, then what was never sold. */
  differences(root: number, content: Content): Difference[] {
    const found: Difference[] = []
    const compare = (what: string, is: number, shouldBe: number): void => {
      if (is !== shouldBe) found.push({ what, is, shouldBe })
    }
    let known = 0
    for (let line = this.#first.get(root) - 1; line >= 0; line = this.#cell(line, 0) - 1) {
      const sku = this.#skus.textOf(this.#cell(line, 1))
      const quantity = content.quantities.get(sku)
      if (quantity !== undefined) known++
      const [sold, amount] = [this.#cell(line, 2), this.#amounts[line] ?? 0]
      if (quantity === sold && content.amounts.get(sku) === amount) continue
      compare(`${sku} quantity`, quantity ?? 0, sold)
      compare(`${sku} amount`, content.amounts.get(sku) ?? 0, amount)
    }
    compare("total", content.total, this.#totals.get(root))
    if (known === content.quantities.size) return found
    for (const [sku, quantity] of content.quantities) {
      if (this.#find(root, sku) >= 0) continue
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
    copy.#lines = this.#lines.slice()
    copy.#amounts = this.#amounts.slice()
    copy.#count = this.#count
    return copy
  }

  #cell(line: number, cell: number): number {
    return this.#lines[line * cells + cell] ?? 0
  }

  /** The line of a SKU, or -1. */
  #find(root: number, sku: string): number {
    const ordinal = this.#skus.find(sku)
    let line = this.#first.get(root) - 1
    while (line >= 0 && this.#cell(line, 1) !== ordinal) line = this.#cell(line, 0) - 1
    return line
  }

  /** The line of a SKU, at the end of the order's lines if there was none. */
  #lineOf(root: number, sku: string): number {
    const ordinal = this.#skus.ordinalOf(sku)
    let last = -1
    for (let line = this.#first.get(root) - 1; line >= 0; line = this.#cell(line, 0) - 1) {
      if (this.#cell(line, 1) === ordinal) return line
      last = line
    }
    const line = this.#count++
    if (line === this.#amounts.length) this.#grow()
    this.#lines[line * cells + 1] = ordinal
    if (last < 0) this.#first.set(root, line + 1)
    else this.#lines[last * cells] = line + 1
    return line
  }

  #grow(): void {
    const lines = new Int32Array(this.#lines.length * 2)
    lines.set(this.#lines)
    this.#lines = lines
    const amounts = new Float64Array(this.#amounts.length * 2)
    amounts.set(this.#amounts)
    this.#amounts = amounts
  }
}
