/** Words with * for any run of characters, and without regard to case. */

/** What `*` leaves of a word is matched as it stands; a word without any has to be met in full, unless `within` says otherwise. */
export const globOf = (word: string, within = false): ((text: string) => boolean) => {
  const parts = word.toLowerCase().split("*")
  if (parts.length === 1) {
    const [only = ""] = parts
    return within ? (text) => text.toLowerCase().includes(only) : (text) => text.toLowerCase() === only
  }
  const first = parts[0]!
  const last = parts.at(-1)!
  const middle = parts.slice(1, -1)
  return (given) => {
    const text = given.toLowerCase()
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false
    let at = first.length
    const end = text.length - last.length
    for (const part of middle) {
      const found = text.indexOf(part, at)
      if (found < 0 || found + part.length > end) return false
      at = found + part.length
    }
    return true
  }
}
