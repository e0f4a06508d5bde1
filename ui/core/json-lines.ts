/** JSON as lines to show: one a scalar, bracket or empty list, with how deep it stands and, in a comparison, what became of it. */
import type { JsonNode } from "./json-node.ts"

export type LineChange = "same" | "added" | "removed"

export interface JsonLine {
  readonly depth: number
  /** The key that it stands under; null in arrays and at the top. */
  readonly key: string | null
  readonly kind: "string" | "number" | "boolean" | "null" | "open" | "close"
  /** As it is written, quotation marks and brackets included. */
  readonly text: string
  /** Is it followed by a comma? */
  readonly comma: boolean
  readonly change: LineChange
}

export const linesOf = (node: JsonNode): readonly JsonLine[] => {
  const lines: JsonLine[] = []
  put(lines, node, { depth: 0, key: null, comma: false, change: "same" })
  return lines
}

type Place = Pick<JsonLine, "depth" | "key" | "comma" | "change">

/** Writes a node and all below it. */
export const put = (lines: JsonLine[], node: JsonNode, place: Place): void => {
  if (node.kind !== "array" && node.kind !== "object") {
    lines.push({ ...place, kind: node.kind, text: node.text })
    return
  }
  const parts: readonly (readonly [string | null, JsonNode])[] =
    node.kind === "array" ? node.items.map((item) => [null, item] as const) : node.entries
  const [begin, end] = node.kind === "array" ? ["[", "]"] : ["{", "}"]
  if (parts.length === 0) {
    lines.push({ ...place, kind: "open", text: begin + end })
    return
  }
  lines.push({ ...place, comma: false, kind: "open", text: begin })
  for (const [index, [key, part]] of parts.entries()) {
    put(lines, part, { depth: place.depth + 1, key, comma: index < parts.length - 1, change: place.change })
  }
  lines.push({ ...place, key: null, kind: "close", text: end })
}

/** The lines as text that parses to the same JSON. */
export const textOf = (lines: readonly JsonLine[]): string =>
  lines
    .map(({ depth, key, text, comma }) => {
      const name = key === null ? "" : `${JSON.stringify(key)}: `
      return `${"  ".repeat(depth)}${name}${text}${comma ? "," : ""}`
    })
    .join("\n")
