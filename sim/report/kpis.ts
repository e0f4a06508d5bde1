/**
 * The five figures of every API in a run, for each receiving instance and each link, from one look at each row of the messages.
 *
 * Requests and transactions are different things: a transaction is one call with all its attempts. Copies that the network made
 * are nobody's request, and what people hand over or do themselves is none either.
 */
import { accessibleShare, type Outage } from "./accessible.ts"
import type { PartnerKpis } from "./result.ts"
import { outcomeOf, Traffic, type Outcome } from "./traffic.ts"

/** The part of a journal that is read here. */
export interface MessageJournal {
  readonly messages: Readonly<Record<MessageColumn, { at(row: number): number }>> & {
    readonly subject: { at(row: number): string | null }
  }
  readonly names: { at(id: number): string }
}

type MessageColumn =
  | "kind"
  | "cause"
  | "sender"
  | "receiver"
  | "operation"
  | "call"
  | "attempt"
  | "copy"
  | "status"
  | "sentAt"
  | "deliveredAt"
  | "count"

export interface Kpis {
  readonly partners: Readonly<Record<string, PartnerKpis>>
  readonly links: Readonly<Record<string, PartnerKpis>>
}

/** A call that did not simply succeed at its first attempt. */
interface Call {
  /** Attempts whose answer arrived; a copy's answer to the same attempt says nothing new. */
  readonly answered: number[]
  /** By the last answer so far; a success is never taken back. Failed while there is none. */
  outcome: Outcome
  at: number
}

/** Most calls are this for a moment: one attempt, no answer yet. They share one value so that a run makes none for each. */
const untouched: Call = { answered: [], outcome: "failed", at: -1 }

/** One operation over one link, with the calls of it that are open or did not simply succeed. */
interface Lane {
  readonly traffic: Traffic
  readonly calls: Map<string, Call>
  /** Coalesced polls that nothing answered: they are calls of their own, and carry no number. */
  unansweredPolls: number
}

export class KpiRecorder {
  readonly #journal: MessageJournal
  /** By receiver and sender, then operation: ids of names are small and dense. */
  readonly #links: ({ traffic: Traffic; lanes: Lane[] } | undefined)[][] = []
  readonly #kinds: Role[] = []

  constructor(journal: MessageJournal) {
    this.#journal = journal
  }

  observe(row: number): void {
    const { messages } = this.#journal
    const role = this.#roleOf(messages.kind.at(row))
    if (role === "request") this.#request(row)
    else if (role === "answer") this.#answer(row)
  }

  #request(row: number): void {
    const { messages } = this.#journal
    if (messages.copy.at(row) > 0) return
    const lane = this.#lane(messages.sender.at(row), messages.receiver.at(row), messages.operation.at(row))
    const count = messages.count.at(row)
    lane.traffic.sent(messages.sentAt.at(row), count)
    const call = messages.call.at(row)
    if (call === 0) {
      lane.traffic.transactions += count
      lane.unansweredPolls += count
      return
    }
    const key = callKey(messages.subject.at(row), call)
    const known = lane.calls.get(key)
    if (known === untouched) lane.calls.set(key, { answered: [], outcome: "failed", at: -1 })
    if (known !== undefined) return
    if (messages.attempt.at(row) === 1) {
      lane.traffic.transactions++
      lane.calls.set(key, untouched)
    }
    // Only a call that succeeded at its first attempt is forgotten; sending it again does not make it another one.
    else lane.calls.set(key, { answered: [1], outcome: "succeeded", at: -1 })
  }

  #answer(row: number): void {
    const { messages } = this.#journal
    const at = messages.deliveredAt.at(row)
    const request = messages.cause.at(row)
    if (at < 0 || request < 0 || this.#roleOf(messages.kind.at(request)) !== "request") return
    const lane = this.#lane(messages.sender.at(request), messages.receiver.at(request), messages.operation.at(request))
    const status = messages.status.at(row)
    const outcome = outcomeOf(status)
    const call = messages.call.at(request)
    const took = at - messages.sentAt.at(request)
    if (call === 0) {
      const count = messages.count.at(row)
      lane.unansweredPolls -= count
      lane.traffic.was(status, took, count)
      if (outcome !== "succeeded") lane.traffic[outcome] += count
      return
    }
    const key = callKey(messages.subject.at(request), call)
    const known = lane.calls.get(key)
    const attempt = messages.attempt.at(request)
    if (known === undefined || known.answered.includes(attempt)) return
    lane.traffic.was(status, took, 1)
    if (known !== untouched) return learn(known, attempt, outcome, at)
    if (outcome === "succeeded") lane.calls.delete(key)
    else lane.calls.set(key, { answered: [attempt], outcome, at })
  }

  /** The figures of the run; to be asked for once, when nothing more will be observed. */
  finish(endedAt: number, startedAt: number, outages: readonly Outage[]): Kpis {
    const run = { from: startedAt, until: endedAt }
    const partners = new Map<string, Traffic>(outages.map(({ instance }) => [instance, new Traffic()]))
    const links: [string, PartnerKpis][] = []
    for (const [receiverId, senders] of this.#links.entries()) {
      for (const [senderId, link] of (senders ?? []).entries()) {
        if (link === undefined) continue
        for (const lane of link.lanes) if (lane !== undefined) close(lane)
        const receiver = this.#name(receiverId)
        const all = partners.get(receiver) ?? new Traffic()
        all.add(link.traffic)
        partners.set(receiver, all)
        links.push([
          `${this.#name(senderId)} > ${receiver}`,
          link.traffic.kpis(accessibleShare(run, receiver, outages)),
        ])
      }
    }
    return {
      partners: byName([...partners].map(([name, all]) => [name, all.kpis(accessibleShare(run, name, outages))])),
      links: byName(links),
    }
  }

  #lane(sender: number, receiver: number, operation: number): Lane {
    const senders = (this.#links[receiver] ??= [])
    const link = (senders[sender] ??= { traffic: new Traffic(), lanes: [] })
    return (link.lanes[operation] ??= { traffic: link.traffic, calls: new Map(), unansweredPolls: 0 })
  }

  #roleOf(kind: number): Role {
    return (this.#kinds[kind] ??= roles[this.#journal.names.at(kind)] ?? "neither")
  }

  #name(id: number): string {
    const name = this.#journal.names.at(id)
    return name === "" ? "outside" : name
  }
}

type Role = "request" | "answer" | "neither"

const roles: Readonly<Record<string, Role>> = {
  request: "request",
  webhook: "request",
  response: "answer",
  receipt: "answer",
}

const callKey = (subject: string | null, call: number): string => `${call} ${subject}`

const learn = (call: Call, attempt: number, outcome: Outcome, at: number): void => {
  call.answered.push(attempt)
  if (call.outcome === "succeeded" || (outcome !== "succeeded" && at < call.at)) return
  call.outcome = outcome
  call.at = at
}

const close = (lane: Lane): void => {
  for (const call of lane.calls.values()) if (call.outcome !== "succeeded") lane.traffic[call.outcome]++
  lane.traffic.failed += lane.unansweredPolls
}

const byName = <T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> =>
  Object.fromEntries(entries.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)))
