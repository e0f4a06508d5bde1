/** What must hold between any two partners, whatever their trade: effort has bounds, and everything has a cause and an owner. */
import { invariant, type Judge } from "../sim/consistency/invariant.ts"
import type { MessageRow, PostingRow } from "../sim/consistency/rows.ts"
import { tellsPrivate } from "./private-text.ts"
import { ownersOf } from "./account-owners.ts"

/** Five at once and nine over days, as links are set usually: whoever has not answered by then needs a person, not a storm. */
const attemptsMax = 14
/** A reason does not go away by asking: after so many refusals in a row of the same thing nobody is thinking any more. */
const refusalsMax = 100
/** Polls follow a clock, so nothing causes them, nor the requests for tokens that they need. */
const byTheClock: ReadonlySet<string> = new Set(["events.list", "tokens.create"])

const secondOf = (at: number): number => Math.floor(at / 1000)

export const boundedEffort = invariant({
  id: "I24",
  name: "bounded effort",
  kind: "safety",
  says: `A call is tried at most ${attemptsMax} times; who is told that there were too many requests waits until the next second; who has heard a refusal for a reason does not ask for the same more than ${refusalsMax} times.`,
  state: () => ({
    /** By call: the second in which it was refused for being one too many. */
    refusedIn: new Map<number, number>(),
    heardAt: new Map<string, number>(),
    inVain: new Map<string, number>(),
  }),
  message: {
    "*": (state, row, judge) => {
      const { refusedIn } = state
      const { kind, attempt, callId } = row
      if (kind === "response") countRefused(state, row, judge)
      if (row.status === 429) {
        if (row.deliveredAt >= 0) refusedIn.set(callId, secondOf(row.sentAt))
        return
      }
      if (attempt < 2 || row.copy > 0 || (kind !== "request" && kind !== "webhook")) return
      judge.exercised()
      const call = `${row.sender}: ${row.operation} for ${row.subject}`
      if (attempt === attemptsMax + 1)
        judge.broken(row.sentAt, row.row, `${call} was tried more than ${attemptsMax} times.`)
      const refused = refusedIn.get(callId)
      if (refused === undefined) return
      refusedIn.delete(callId)
      if (secondOf(row.sentAt) <= refused)
        judge.broken(row.sentAt, row.row, `${call} was sent again at once, though ${row.receiver} had asked to wait.`)
    },
  },
})

interface Refusals {
  /** By what was asked for: when its last refusal was heard. */
  readonly heardAt: Map<string, number>
  /** And how often it was refused to somebody who had heard of the refusal before. */
  readonly inVain: Map<string, number>
}

const countRefused = ({ heardAt, inVain }: Refusals, row: MessageRow, judge: Judge): void => {
  const { status, deliveredAt, requestSentAt } = row
  const isRefused = status >= 400 && status < 500 && status !== 401 && status !== 429
  if (!isRefused && heardAt.size === 0) return
  // An answer goes back to whoever had asked, if it goes there at all: who never hears that it is refused has to ask again.
  const asked = `${row.receiver}: ${row.operation} for ${row.subject}`
  if (status < 300) {
    heardAt.delete(asked)
    inVain.delete(asked)
  }
  if (!isRefused || deliveredAt < 0 || requestSentAt < (heardAt.get(asked) ?? -1)) return
  judge.exercised()
  const times = (inVain.get(asked) ?? 0) + 1
  inVain.set(asked, times)
  heardAt.set(asked, deliveredAt)
  if (times === refusalsMax + 1)
    judge.broken(
      row.sentAt,
      row.row,
      `${asked} was refused more than ${refusalsMax} times in a row, the last with ${status}.`,
    )
}

export const causeAndAuthority = invariant({
  id: "I25",
  name: "cause and authority",
  kind: "safety",
  says: "Everything goes back to a message, an act, or what stood there from the beginning; accounts move only by their owner; names of rows tell neither people nor secrets.",
  state: () => ({
    beganAt: -1,
    /** What the world began with: its timers are caused by nothing else. */
    first: new Set<string>(),
    /** Which instance such a timer moved last, and when. */
    movedBy: "",
    movedAt: -1,
    lastSubject: "",
  }),
  message: {
    "*": (state, row, judge) => {
      const { kind, subject, sender, sentAt } = row
      if (row.cause < 0 && kind !== "act" && !byTheClock.has(row.operation) && row.callId > -2)
        if (sender !== state.movedBy || sentAt !== state.movedAt)
          judge.broken(sentAt, row.row, `${sender} sent ${row.operation} for ${subject}, and nothing had caused it.`)
      // A message and its answer, and what follows from it, mostly have one subject.
      if (subject === state.lastSubject) return
      state.lastSubject = subject
      const told = tellsPrivate(subject)
      if (told !== null) judge.broken(sentAt, row.row, `The subject of a ${row.operation} tells ${told}.`)
    },
  },
  transition: {
    "*": (state, row, judge) => {
      const { at, message, instance, object, id, from } = row
      judge.exercised()
      if (state.beganAt < 0) state.beganAt = at
      if (message < 0) {
        const name = `${object} ${id} of ${instance}`
        if (from === "" && at === state.beganAt) state.first.add(name)
        state.movedBy = instance
        state.movedAt = at
        if (!state.first.has(name)) judge.broken(at, message, `${name} took "${row.event}", and nothing had caused it.`)
      }
      if (from !== "") return
      const told = tellsPrivate(id)
      if (told !== null) judge.broken(at, message, `The id of a ${object} of ${instance} tells ${told}.`)
    },
  },
  posting: {
    "money/* | stock/* | memo/*": (state, row, judge) => {
      // What is declared when the world opens is a fact and has no cause.
      if (state.beganAt < 0) state.beganAt = row.at
      if (row.message < 0 && row.at > state.beganAt && (row.instance !== state.movedBy || row.at !== state.movedAt))
        judge.broken(row.at, row.message, `${posted(row)}, and nothing had caused it.`)
      const owners = ownersOf(row.book, row.account)
      if (owners !== undefined && !owners.includes(row.partner))
        judge.broken(row.at, row.message, `${posted(row)}, which belongs to ${owners.join(" and ")}.`)
    },
  },
})

const posted = ({ instance, rule, account, subject }: PostingRow): string =>
  `${instance} posted ${rule} of ${subject} to ${account}`
