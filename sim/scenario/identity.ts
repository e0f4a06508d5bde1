/**
 * The identity of a message, and patterns over identities: `sender > receiver operation subject #call.attempt copyN response`.
 *
 * Everything after the two names may be left out of a pattern and then means any; `*` stands for any run of characters, and a
 * number may be an interval (`#2-3.1`, `#2-.1` for two and up). Without `copyN` the original message is meant, not a copy that
 * the network made of it. A subject with blanks or `#` in it stands in double quotes.
 */
import { bad, good, type Read } from "./problems.ts"

/** Whole numbers from `from` to `to`, both included; `to` null has no end. */
export interface Interval {
  readonly from: number
  readonly to: number | null
}

export interface MessageIdentity {
  readonly sender: string
  readonly receiver: string
  readonly operation: string
  readonly subject: string
  /** Calls and their attempts count from 1; copies of the network from 1, the original being 0. */
  readonly call: number
  readonly attempt: number
  readonly copy: number
}

export interface MessagePattern {
  readonly sender: string
  readonly receiver: string
  readonly operation: string
  readonly subject: string
  readonly call: Interval
  readonly attempt: Interval
  readonly copy: Interval
  /** The message itself, or the answer to it. */
  readonly leg: "message" | "response"
}

export const anyNumber: Interval = { from: 1, to: null }
export const theOriginal: Interval = { from: 0, to: 0 }

export const formatIdentity = (identity: MessageIdentity): string =>
  formatPattern({
    ...identity,
    call: { from: identity.call, to: identity.call },
    attempt: { from: identity.attempt, to: identity.attempt },
    copy: { from: identity.copy, to: identity.copy },
    leg: "message",
  })

export const formatPattern = (pattern: MessagePattern): string => {
  const ordinals = `#${formatInterval(pattern.call, 1)}.${formatInterval(pattern.attempt, 1)}`
  const suffixes = [
    ...(ordinals === "#*.*" ? [] : [ordinals]),
    ...(isOriginal(pattern.copy) ? [] : [`copy${formatInterval(pattern.copy, 0)}`]),
    ...(pattern.leg === "response" ? ["response"] : []),
  ]
  const words = [pattern.operation, pattern.subject].map(formatWord)
  // Trailing wildcards say nothing, so they are left out, from the right.
  while (words.at(-1) === "*") words.pop()
  return [`${pattern.sender} > ${pattern.receiver}`, ...words, ...suffixes].join(" ")
}

export const readPattern = (text: string): Read<MessagePattern> => {
  const names = /^\s*([^\s>"#]+)\s*>\s*([^\s>"#]+)(?=\s|$)/.exec(text)
  if (names === null) return bad("does not name a sender and a receiver", { hint: shape })
  const words: string[] = []
  let [call, attempt, copy, leg]: [Interval, Interval, Interval, MessagePattern["leg"]] = [
    anyNumber,
    anyNumber,
    theOriginal,
    "message",
  ]
  let suffixes = 0
  for (const token of text.slice(names[0].length).matchAll(/\s*("(?:[^"\\]|\\.)*"(?=\s|$)|\S+)/g)) {
    const word = token[1]!
    const offset = names[0].length + token.index + token[0].length - word.length
    const rank = word.startsWith("#") ? 1 : /^copy(\d|\*)/.test(word) ? 2 : word === "response" ? 3 : 0
    if (rank === 0 && suffixes > 0) {
      return bad(`has "${word}" too much`, { offset, hint: `after "#" only copyN and response may follow: ${shape}` })
    }
    if (rank !== 0 && rank <= suffixes) return bad(`has "${word}" in the wrong place`, { offset, hint: shape })
    suffixes = rank
    if (rank === 1) {
      const ordinals = /^#([^.]+)(?:\.([^.]+))?$/.exec(word)
      const read = ordinals === null ? null : [readInterval(ordinals[1]!, 1), readInterval(ordinals[2] ?? "*", 1)]
      if (read?.[0] == null || read[1] == null)
        return bad(`has no possible numbers in "${word}"`, { offset, hint: ordinalShape })
      call = read[0]
      attempt = read[1]
    } else if (rank === 2) {
      const read = readInterval(word.slice(4), 0)
      if (read === null)
        return bad(`has no possible number in "${word}"`, { offset, hint: "write copy1, copy1-3 or copy*" })
      copy = read
    } else if (rank === 3) leg = "response"
    else {
      const plain = readWord(word)
      if (plain === null)
        return bad(`has a quoted part that cannot be read: ${word}`, { offset, hint: "quote it as in JSON" })
      if (words.length === 2)
        return bad(`has "${word}" too much`, {
          offset,
          hint: `a subject with blanks stands in double quotes: ${shape}`,
        })
      words.push(plain)
    }
  }
  const [operation = "*", subject = "*"] = words
  return good({ sender: names[1]!, receiver: names[2]!, operation, subject, call, attempt, copy, leg })
}

const shape =
  "write sender > receiver operation subject #call.attempt, for example oms > payment payments.capture A-1/shipment-1 #1.1"
const ordinalShape =
  "write #1.1 for the first attempt of the first call, #2 for all attempts of the second, #1-3.* or #2-.1 for intervals"

/** An identity is a pattern without wildcards. */
export const readIdentity = (text: string): Read<MessageIdentity> => {
  const read = readPattern(text)
  if (!read.ok) return read
  const { sender, receiver, operation, subject, call, attempt, copy, leg } = read.value
  const exact = [call, attempt, copy].every((interval) => interval.from === interval.to)
  if (!exact || leg === "response" || operation === "*" || subject === "*") {
    return bad("does not name one message", { hint: shape })
  }
  return good({ sender, receiver, operation, subject, call: call.from, attempt: attempt.from, copy: copy.from })
}

export const matchesPattern = (pattern: MessagePattern, identity: MessageIdentity): boolean =>
  within(pattern.call, identity.call) &&
  within(pattern.attempt, identity.attempt) &&
  within(pattern.copy, identity.copy) &&
  matchesGlob(pattern.sender, identity.sender) &&
  matchesGlob(pattern.receiver, identity.receiver) &&
  matchesGlob(pattern.operation, identity.operation) &&
  matchesGlob(pattern.subject, identity.subject)

const within = (interval: Interval, n: number): boolean =>
  interval.from <= n && (interval.to === null || n <= interval.to)

/** `*` stands for any run of characters, the empty one included. Linear but for the last star's retries. */
export const matchesGlob = (glob: string, text: string): boolean => {
  let [g, t, star, resume] = [0, 0, -1, 0]
  while (t < text.length) {
    if (glob[g] === "*") [star, resume, g] = [g, t, g + 1]
    else if (glob[g] === text[t]) [g, t] = [g + 1, t + 1]
    else if (star >= 0) [g, t, resume] = [star + 1, resume + 1, resume + 1]
    else return false
  }
  while (glob[g] === "*") g++
  return g === glob.length
}

const readInterval = (text: string, least: number): Interval | null => {
  if (text === "*") return { from: least, to: null }
  const match = /^(\d{1,9})(-(\d{1,9})?)?$/.exec(text)
  if (match === null) return null
  const from = Number(match[1])
  const to = match[2] === undefined ? from : match[3] === undefined ? null : Number(match[3])
  return from < least || (to !== null && to < from) ? null : { from, to }
}

const formatInterval = ({ from, to }: Interval, least: number): string =>
  to === null ? (from === least ? "*" : `${from}-`) : from === to ? String(from) : `${from}-${to}`

const isOriginal = (copy: Interval): boolean => copy.from === 0 && copy.to === 0

// Whatever could be read as something else is quoted.
const formatWord = (word: string): string =>
  word === "" || /[\s"#\\]/.test(word) || /^(response$|copy[\d*])/.test(word) ? JSON.stringify(word) : word

const readWord = (word: string): string | null => {
  if (!word.startsWith('"')) return word
  try {
    const parsed: unknown = JSON.parse(word)
    return typeof parsed === "string" ? parsed : null
  } catch {
    return null
  }
}
