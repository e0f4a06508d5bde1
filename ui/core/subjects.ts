/** The subjects of a run, each kept once, and the orders that they belong to: what stands before the first slash. */

export class Subjects {
  /** Texts by number; 0 is that of messages about nothing. */
  readonly texts: string[] = []
  /** Texts of the roots by number. */
  readonly roots: string[] = []
  readonly #ids = new Map<string, number>()
  readonly #rootIds = new Map<string, number>()
  #rootOf = new Uint32Array(1024)

  constructor() {
    this.intern("")
  }

  intern(text: string): number {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    const id = this.texts.length
    this.texts.push(text)
    this.#ids.set(text, id)
    if (id === this.#rootOf.length) {
      const larger = new Uint32Array(id * 2)
      larger.set(this.#rootOf)
      this.#rootOf = larger
    }
    this.#rootOf[id] = this.internRoot(text)
    return id
  }

  /** The number of the root of any text; objects and postings have subjects of their own. */
  internRoot(text: string): number {
    const slash = text.indexOf("/")
    const root = slash < 0 ? text : text.slice(0, slash)
    const known = this.#rootIds.get(root)
    if (known !== undefined) return known
    const id = this.roots.length
    this.roots.push(root)
    this.#rootIds.set(root, id)
    return id
  }

  /** Number of a root's text, -1 when nothing is about it. */
  findRoot(text: string): number {
    return this.#rootIds.get(text) ?? -1
  }

  /** The number of the root of a subject. */
  rootOf(subject: number): number {
    return this.#rootOf[subject] ?? 0
  }
}
