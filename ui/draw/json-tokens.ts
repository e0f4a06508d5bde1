/**
 * JSON as the tokens that it is written in. Nothing is parsed and written again, so that amounts and long ids keep each digit; what is
 * no JSON comes out as plain text. Indentation is made here, token by token.
 */
export type TokenKind = "key" | "string" | "number" | "word" | "mark" | "space" | "other"

export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

const pattern = /\s+|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{}:,]|[^\s"[\]{}:,]+|"/gu
const wordPattern = /^(?:true|false|null)$/
const numberPattern = /^-?\d/

/** Lines of tokens with their depth. */
export interface Line {
  readonly depth: number
  readonly tokens: readonly Token[]
}

export const jsonLines = (text: string): readonly Line[] => {
  const parts = (text.match(pattern) ?? []).filter((part) => part.trim() !== "")
  const lines: { depth: number; tokens: Token[] }[] = [{ depth: 0, tokens: [] }]
  let depth = 0
  const line = (): Token[] => lines.at(-1)!.tokens
  const start = (): void => {
    lines.push({ depth, tokens: [] })
  }
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1]
    if (part === "{" || part === "[") {
      line().push({ kind: "mark", text: part })
      depth++
      if (next !== closing(part)) start()
    } else if (part === "}" || part === "]") {
      depth = Math.max(0, depth - 1)
      if (parts[index - 1] !== (part === "}" ? "{" : "[")) start()
      line().push({ kind: "mark", text: part })
    } else if (part === ",") {
      line().push({ kind: "mark", text: part })
      start()
    } else if (part === ":") {
      line().push({ kind: "mark", text: ": " })
    } else {
      line().push({ kind: kindOf(part, next), text: part })
    }
  }
  return lines.filter(({ tokens }) => tokens.length > 0)
}

const closing = (part: string): string => (part === "{" ? "}" : "]")

const kindOf = (part: string, next: string | undefined): TokenKind => {
  if (part.startsWith('"') && part.length > 1) return next === ":" ? "key" : "string"
  if (wordPattern.test(part)) return "word"
  return numberPattern.test(part) ? "number" : "other"
}
