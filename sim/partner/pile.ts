/** A list that is emptied and filled again and again: it keeps its room, because asking for memory anew costs more than the work. */

export class Pile<Item> {
  readonly #items: Item[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  push(item: Item): void {
    this.#items[this.#size++] = item
  }

  at(index: number): Item {
    return this.#items[index]!
  }

  clear(): void {
    this.#size = 0
  }
}
