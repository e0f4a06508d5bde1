/** The nearest right word to a wrong one, by the number of letters to insert, delete, replace or swap. */

/** The nearest of `words`, or null when none is near enough to be what was meant. The first of equals wins. */
export const nearest = (found: string, words: Iterable<string>): string | null => {
  // A third of the letters may be wrong: beyond that a suggestion misleads more than it helps.
  const limit = Math.max(1, Math.floor(found.length / 3))
  const asked = fold(found)
  let best: string | null = null
  let bestDistance = limit + 1
  for (const word of words) {
    if (Math.abs(word.length - found.length) >= bestDistance) continue
    const distance = editDistance(asked, fold(word))
    if (distance < bestDistance) [best, bestDistance] = [word, distance]
  }
  return best
}

// People mix up case and separators more often than letters, so these cost nothing.
const fold = (word: string): string => word.toLowerCase().replaceAll(/[\s_]/g, "-")

/** Fewest single-letter insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
export const editDistance = (from: string, to: string): number => {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = last[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, replaced)
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        least = Math.min(least, beforeLast[j - 2]! + 1)
      }
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[to.length]!
}
