/** How much room a text takes in a terminal, and how to make it take no more. Texts from outside can move no cursor. */

/** Cells of a terminal: marks that combine take none, East Asian wide letters and emoji two. Colours take none. */
export const displayWidth = (text: string): number => {
  let cells = 0
  for (const letter of text.replaceAll(colourCodes, "")) {
    if (nothing.test(letter)) continue
    cells += wide.test(letter) ? 2 : 1
  }
  return cells
}

/** A name may come from a file that somebody else wrote, and a terminal obeys control characters: they become visible. */
export const clean = (text: string): string =>
  text
    .replaceAll(/[\r\n\t]+/g, " ")
    .replaceAll(controls, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, "0")}`)

export const padEnd = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)))
export const padStart = (text: string, width: number): string =>
  " ".repeat(Math.max(0, width - displayWidth(text))) + text

/** The text, or as much of its beginning as fits with a mark that something is missing. Takes no colours. */
export const shorten = (text: string, width: number, mark: string): string => {
  if (displayWidth(text) <= width) return text
  let kept = ""
  for (const letter of text) {
    if (displayWidth(kept + letter + mark) > width) break
    kept += letter
  }
  return kept + mark
}

/** Lines of whole words. A word that is longer than a line stands alone and whole, so that it can be copied, unless it must fit. */
export const wrap = (text: string, width: number, mustFit = false): readonly string[] => {
  const lines: string[] = []
  let line = ""
  for (const word of mustFit ? text.split(" ").flatMap((whole) => pieces(whole, width)) : text.split(" ")) {
    if (line !== "" && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line)
      line = word
    } else line = line === "" ? word : `${line} ${word}`
  }
  return [...lines, line]
}

const pieces = (word: string, width: number): readonly string[] => {
  const list = [""]
  for (const letter of word) {
    const last = list.length - 1
    if (displayWidth(list[last] + letter) > width) list.push(letter)
    else list[last] += letter
  }
  return list
}

// oxlint-disable-next-line no-control-regex
const colourCodes = /\u001B\[[0-9;]*m/g
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
const nothing = /[\p{Mark}\p{Default_Ignorable_Code_Point}]/u
const wide =
  /[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u
