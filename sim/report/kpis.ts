/**
 * The five figures of every API in a run, for each receiving instance and each link, from one look at each row of the messages.
 *
 * Requests and transactions are different things: a transaction is one call with all its attempts. Copies that the network made
 * are nobody's request, and what people hand over or do themselves is none either.
 */
import type { MessageRow, Watcher } from "../consistency/rows.ts"
import { accessibleShare, type Outage } from "./accessible.ts"
import { FreshCalls } from "./fresh-calls.ts"
import type { PartnerKpis } from "./result.ts"
import { outcomeOf, type Outcome } from "./outcome.ts"
import { Traffic } from "./traffic.ts"

export interface Kpis {
  readonly partners: Readonly<Record<string, PartnerKpis>>
  readonly links: Readonly<Record<string, PartnerKpis>>
}

/** A call that did not simply succeed at its first attempt. */
interface Call {
  readonly link: Link
  /** Attempts whose answer arrived; a copy's answer to the same attempt says nothing new. */
  readonly answered: number[]
  /** By the last answer so far; a success is never taken back. Failed while there is none. */
  outcome: Outcome
  at: number
}

/** The traffic over one link. */
interface Link {
  readonly index: number
  readonly sender: string
  readonly receiver: string
  readonly traffic: Traffic
  /** Coalesced polls that nothing answered: they are calls of their own, and carry no number. */
  unansweredPolls: number
}

export class KpiRecorder implements Watcher {
  readonly #links: Link[] = []
  /** By receiver, then sender. */
  readonly #byEnds = new Map<string, Map<string, Link>>()
  #fresh = new FreshCalls()
  readonly #calls = new Map<number | string, Call>()

  message(row: MessageRow): void {
    const { kind } = row
    if (kind === "request" || kind === "webhook") this.#request(row)
    else if (kind === "response" || kind === "receipt") this.#answer(row)
  }

  transition(): void {}

  posting(): void {}

  #request(row: MessageRow): void {
    if (row.copy > 0) return
    const link = this.#link(row.sender, row.receiver)
    const { traffic } = link
    const { count } = row
    traffic.sent(row.sentAt, count, row.everyMs)
    if (row.call === 0) {
      traffic.transactions += count
      link.unansweredPolls += count
      return
    }
    const key = callKey(row)
    if (this.#fresh.take(key) >= 0) this.#calls.set(key, { link, answered: [], outcome: "failed", at: -1 })
    else if (this.#calls.has(key)) return
    else if (row.attempt === 1) {
      traffic.transactions++
      const evicted = this.#fresh.put(key, link.index)
      if (evicted !== null) this.#keep(evicted.key, evicted.link)
    }
    // Only a call that succeeded at its first attempt is forgotten; sending it again does not make it another one.
    else this.#calls.set(key, { link, answered: [1], outcome: "succeeded", at: -1 })
  }

  #answer(row: MessageRow): void {
    const { deliveredAt: at, status, attempt } = row
    if (at < 0 || row.cause < 0) return
    const outcome = outcomeOf(status)
    const took = at - row.requestSentAt
    if (row.call === 0) {
      const link = this.#link(row.receiver, row.sender)
      const { count } = row
      link.unansweredPolls -= count
      link.traffic.was(status, took, count)
      if (outcome !== "succeeded") link.traffic[outcome] += count
      return
    }
    const key = callKey(row)
    const fresh = this.#links[this.#fresh.take(key)]
    if (fresh !== undefined) {
      fresh.traffic.was(status, took, 1)
      if (outcome !== "succeeded") this.#calls.set(key, { link: fresh, answered: [attempt], outcome, at })
      return
    }
    // What answers a hand-over answers no call that was ever noted.
    const known = this.#calls.get(key)
    if (known === undefined || known.answered.includes(attempt)) return
    known.link.traffic.was(status, took, 1)
    learn(known, attempt, outcome, at)
  }

  /** The figures of the run; to be asked for once, when nothing more will be observed. */
  finish(endedAt: number, startedAt: number, outages: readonly Outage[]): Kpis {
    const run = { from: startedAt, until: endedAt }
    const partners = new Map<string, Traffic>(outages.map(({ instance }) => [instance, new Traffic()]))
    const links: [string, PartnerKpis][] = []
    for (const [key, link] of this.#fresh.entries()) this.#keep(key, link)
    for (const { link, outcome } of this.#calls.values()) if (outcome !== "succeeded") link.traffic[outcome]++
    for (const { sender, receiver: to, traffic, unansweredPolls } of this.#links) {
      traffic.failed += unansweredPolls
      const receiver = nameOf(to)
      const all = partners.get(receiver) ?? new Traffic()
      all.add(traffic)
      partners.set(receiver, all)
      links.push([`${nameOf(sender)} > ${receiver}`, traffic.kpis(accessibleShare(run, receiver, outages))])
    }
    return {
      partners: byName([...partners].map(([name, all]) => [name, all.kpis(accessibleShare(run, name, outages))])),
      links: byName(links),
    }
  }

  /** An independent recorder that has seen all that this one has. */
  fork(): KpiRecorder {
    const copy = new KpiRecorder()
    for (const { sender, receiver, traffic, unansweredPolls } of this.#links)
      copy.#add(sender, receiver, traffic.fork(), unansweredPolls)
    copy.#fresh = this.#fresh.fork()
    for (const [key, call] of this.#calls) {
      const link = copy.#links[call.link.index]
      if (link !== undefined) copy.#calls.set(key, { ...call, link, answered: [...call.answered] })
    }
    return copy
  }

  #keep(key: number | string, index: number): void {
    const link = this.#links[index]
    if (link !== undefined) this.#calls.set(key, { link, answered: [], outcome: "failed", at: -1 })
  }

  #link(sender: string, receiver: string): Link {
    return this.#byEnds.get(receiver)?.get(sender) ?? this.#add(sender, receiver, new Traffic(), 0)
  }

  #add(sender: string, receiver: string, traffic: Traffic, unansweredPolls: number): Link {
    const link: Link = { index: this.#links.length, sender, receiver, traffic, unansweredPolls }
    this.#links.push(link)
    const senders = this.#byEnds.get(receiver)
    if (senders === undefined) this.#byEnds.set(receiver, new Map([[sender, link]]))
    else senders.set(sender, link)
    return link
  }
}

/** Real systems outside send a call again as a new exchange: there the call is known by what it says it is. */
const callKey = ({ callId, operation, subject, call }: MessageRow): number | string =>
  callId >= 0 ? callId : `${operation} ${subject} ${call}`

const nameOf = (name: string): string => (name === "" ? "outside" : name)

const learn = (call: Call, attempt: number, outcome: Outcome, at: number): void => {
  call.answered.push(attempt)
  if (call.outcome === "succeeded" || (outcome !== "succeeded" && at < call.at)) return
  call.outcome = outcome
  call.at = at
}

const byName = <T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> =>
  Object.fromEntries(entries.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)))
