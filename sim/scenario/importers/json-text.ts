/**
 * Positions in JSON text, for complaints: where it stops being JSON, and where the value at a path stands.
 *
 * Engines say neither reliably. Both walks are loops, so that no depth of nesting exhausts the stack.
 */

export type JsonPath = readonly (string | number)[]

/** 1-based, in UTF-16 units, as editors count. */
export const lineAndColumn = (text: string, offset: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/)
  return { line: before.length, column: (before[before.length - 1]?.length ?? 0) + 1 }
}

/** Offset of the first character that cannot stand where it stands; the length where text is missing; -1 for sound JSON. */
export const syntaxErrorAt = (text: string): number => {
  let broken = -1
  walk(text, null, (offset) => (broken = offset))
  // A text that is cut off inside a string lacks its end; the start of that string is sound.
  cutString.lastIndex = broken
  return broken !== -1 && cutString.test(text) ? text.length : broken
}

/** Offset of the value at a path, or of the nearest enclosing value that is there. Of equal keys the last counts, as in parsing. */
export const offsetOf = (text: string, path: JsonPath): number => {
  let best = 0
  let depth = -1
  walk(
    text,
    (here, offset) => {
      if (here.length < depth || here.length > path.length) return
      if (here.some((step, index) => step !== path[index])) return
      best = offset
      depth = here.length
    },
    () => undefined,
  )
  return best
}

type Frame = { readonly close: "}" | "]"; step: string | number }

/** Calls `onValue` at the start of each value with its path, and `onError` once at the first fault. */
const walk = (
  text: string,
  onValue: ((path: (string | number)[], offset: number) => void) | null,
  onError: (offset: number) => void,
): void => {
  const frames: Frame[] = []
  let at = 0
  const match = (token: RegExp): string | null => {
    token.lastIndex = at
    const found = token.exec(text)?.[0] ?? null
    if (found !== null) at += found.length
    return found
  }
  const key = (frame: Frame): boolean => {
    match(space)
    const start = at
    const name = match(string)
    if (name === null) return false
    match(space)
    if (match(colon) === null) return false
    const value = parsed(name)
    if (value === null) at = start
    else frame.step = value
    return value !== null
  }
  for (;;) {
    match(space)
    onValue?.(
      frames.map((frame) => frame.step),
      at,
    )
    const opened = match(opening)
    if (opened !== null) {
      const frame: Frame = opened === "{" ? { close: "}", step: "" } : { close: "]", step: 0 }
      match(space)
      if (text[at] !== frame.close) {
        frames.push(frame)
        if (frame.close === "}" && !key(frame)) return onError(at)
        continue
      }
      at++
    } else if ((match(string) ?? match(number) ?? match(word)) === null) return onError(at)
    // A value has ended: close what it ends, then go on to its neighbour.
    for (;;) {
      match(space)
      const frame = frames[frames.length - 1]
      if (frame === undefined) return at === text.length ? undefined : onError(at)
      if (text[at] === frame.close) {
        at++
        frames.pop()
        continue
      }
      if (text[at] !== ",") return onError(at)
      at++
      if (typeof frame.step === "number") frame.step++
      else if (!key(frame)) return onError(at)
      break
    }
  }
}

const space = /[ \t\r\n]*/y
const opening = /[{[]/y
const colon = /:/y
// Any character from the blank on, except quotation mark and backslash; or an escape.
const string = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy
const cutString = /"(?:[ !#-[\]-\u{10ffff}]|\\.)*\\?$/uy
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y
const word = /(?:true|false|null)(?![\w.])/y

const parsed = (literal: string): string | null => {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === "string" ? value : null
  } catch {
    return null
  }
}
