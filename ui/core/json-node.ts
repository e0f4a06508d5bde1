/**
 * JSON as a tree of tokens. A text keeps its numbers letter by letter: read as numbers, large ids and long decimals would lose digits.
 */

export type JsonNode =
  | { readonly kind: "string" | "number" | "boolean" | "null"; readonly text: string }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [key: string, value: JsonNode])[] }

/** The tree of a value as a journal gives it. */
export const nodeOf = (value: unknown): JsonNode => {
  if (value === null || value === undefined) return { kind: "null", text: "null" }
  if (typeof value === "string") return { kind: "string", text: JSON.stringify(value) }
  if (typeof value === "number") return { kind: "number", text: JSON.stringify(value) }
  if (typeof value === "boolean") return { kind: "boolean", text: String(value) }
  if (Array.isArray(value)) return { kind: "array", items: value.map(nodeOf) }
  return { kind: "object", entries: Object.entries(value).map(([key, part]) => [key, nodeOf(part)]) }
}

/** The tree of a JSON text, or null when it is none. */
export const parseJson = (text: string): JsonNode | null => {
  try {
    const parser = new Parser(text)
    const node = parser.value(0)
    return parser.ended ? node : null
  } catch (problem) {
    if (problem instanceof NotJson) return null
    throw problem
  }
}

class NotJson extends Error {}

/** Deeper texts are shown as they are. */
const depthMax = 500

const space = /[ \t\n\r]*/y
const scalar = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

class Parser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get ended(): boolean {
    this.#skip()
    return this.#at === this.#text.length
  }

  value(depth: number): JsonNode {
    if (depth > depthMax) throw new NotJson()
    this.#skip()
    if (this.#takes("{")) return { kind: "object", entries: this.#list("}", () => this.#entry(depth)) }
    if (this.#takes("[")) return { kind: "array", items: this.#list("]", () => this.value(depth + 1)) }
    const text = this.#scalar()
    if (text.startsWith('"')) return { kind: "string", text }
    if (text === "null") return { kind: "null", text }
    return { kind: text === "true" || text === "false" ? "boolean" : "number", text }
  }

  #entry(depth: number): readonly [string, JsonNode] {
    this.#skip()
    const key = this.#scalar()
    if (!key.startsWith('"')) throw new NotJson()
    this.#skip()
    if (!this.#takes(":")) throw new NotJson()
    return [stringIn(key) ?? "", this.value(depth + 1)]
  }

  #list<Item>(end: string, item: () => Item): Item[] {
    const items: Item[] = []
    this.#skip()
    if (this.#takes(end)) return items
    for (;;) {
      items.push(item())
      this.#skip()
      if (this.#takes(end)) return items
      if (!this.#takes(",")) throw new NotJson()
    }
  }

  #scalar(): string {
    scalar.lastIndex = this.#at
    const text = scalar.exec(this.#text)?.[0]
    if (text === undefined || (text.startsWith('"') && stringIn(text) === null)) throw new NotJson()
    this.#at += text.length
    return text
  }

  #takes(letter: string): boolean {
    if (this.#text[this.#at] !== letter) return false
    this.#at++
    return true
  }

  #skip(): void {
    space.lastIndex = this.#at
    this.#at += space.exec(this.#text)![0].length
  }
}

/** What a string says, which its letters can be read for without loss; null when it is none. */
const stringIn = (text: string): string | null => {
  try {
    return JSON.parse(text) as string
  } catch {
    return null
  }
}
