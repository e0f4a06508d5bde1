/** What is read later and kept for a while: bodies, transitions, postings. A view asks at each drawing and gets it once it is there. */
const kept = 64

export type Loaded<Value> =
  | { readonly state: "loading" }
  | { readonly state: "there"; readonly value: Value }
  | { readonly state: "failed"; readonly says: string }

export class Loads {
  readonly #changed: () => void
  readonly #isBusy: () => boolean
  readonly #known = new Map<string, Loaded<unknown>>()

  /** While `isBusy` nothing is begun: what is only passed by need not be read. Whoever asks has to ask again afterwards. */
  constructor(changed: () => void, isBusy: () => boolean = () => false) {
    this.#changed = changed
    this.#isBusy = isBusy
  }

  get<Value>(key: string, load: () => Promise<Value>): Loaded<Value> {
    const known = this.#known.get(key)
    if (known !== undefined) {
      // What is asked for stays.
      this.#known.delete(key)
      this.#known.set(key, known)
      return known as Loaded<Value>
    }
    if (this.#isBusy()) return { state: "loading" }
    const [oldest] = this.#known.keys()
    if (this.#known.size >= kept && oldest !== undefined) this.#known.delete(oldest)
    const loading: Loaded<Value> = { state: "loading" }
    this.#known.set(key, loading)
    load().then(
      (value) => this.#put(key, { state: "there", value }),
      (problem: unknown) =>
        this.#put(key, { state: "failed", says: problem instanceof Error ? problem.message : String(problem) }),
    )
    return loading
  }

  /** Reads anew; what was read before stays until then, and for good when it fails. */
  refresh<Value>(key: string, load: () => Promise<Value>): void {
    if (this.#known.get(key)?.state !== "there") return
    load().then(
      (value) => this.#put(key, { state: "there", value }),
      () => {},
    )
  }

  forget(): void {
    this.#known.clear()
  }

  #put(key: string, value: Loaded<unknown>): void {
    this.#known.set(key, value)
    this.#changed()
  }
}
