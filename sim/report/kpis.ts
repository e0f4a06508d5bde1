/**
 * The five figures of every API in a run, for each receiving instance and each link, from one look at each row of the messages.
 *
 * Requests and transactions are different things: a transaction is one call with all its attempts. Copies that the network made
 * are nobody's request, and what people hand over or do themselves is none either.
 */
import type { MessageRow, Watcher } from "../consistency/rows.ts"
import { accessibleShare, type Outage } from "./accessible.ts"
import type { PartnerKpis } from "./result.ts"
import { outcomeOf, Traffic, type Outcome } from "./traffic.ts"

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

/** The traffic over one link, with the calls that are open or did not simply succeed. */
interface Link {
  readonly traffic: Traffic
  readonly calls: Map<number | string, Call>
  /** Coalesced polls that nothing answered: they are calls of their own, and carry no number. */
  unansweredPolls: number
}

export class KpiRecorder implements Watcher {
  /** By receiver, then sender. */
  readonly #links = new Map<string, Map<string, Link>>()

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
    const { traffic, calls } = link
    const { count } = row
    traffic.sent(row.sentAt, count, row.everyMs)
    if (row.call === 0) {
      traffic.transactions += count
      link.unansweredPolls += count
      return
    }
    const key = callKey(row)
    const known = calls.get(key)
    if (known === untouched) calls.set(key, { answered: [], outcome: "failed", at: -1 })
    if (known !== undefined) return
    if (row.attempt === 1) {
      traffic.transactions++
      calls.set(key, untouched)
    }
    // Only a call that succeeded at its first attempt is forgotten; sending it again does not make it another one.
    else calls.set(key, { answered: [1], outcome: "succeeded", at: -1 })
  }

  #answer(row: MessageRow): void {
    const { deliveredAt: at, status, attempt } = row
    // What answers a hand-over answers no request, and over some links there are nothing but hand-overs.
    const link = this.#links.get(row.sender)?.get(row.receiver)
    if (at < 0 || row.cause < 0 || link === undefined) return
    const { traffic, calls } = link
    const outcome = outcomeOf(status)
    const took = at - row.requestSentAt
    if (row.call === 0) {
      const { count } = row
      link.unansweredPolls -= count
      traffic.was(status, took, count)
      if (outcome !== "succeeded") traffic[outcome] += count
      return
    }
    const key = callKey(row)
    const known = calls.get(key)
    if (known === undefined || known.answered.includes(attempt)) return
    traffic.was(status, took, 1)
    if (known !== untouched) return learn(known, attempt, outcome, at)
    if (outcome === "succeeded") calls.delete(key)
    else calls.set(key, { answered: [attempt], outcome, at })
  }

  /** The figures of the run; to be asked for once, when nothing more will be observed. */
  finish(endedAt: number, startedAt: number, outages: readonly Outage[]): Kpis {
    const run = { from: startedAt, until: endedAt }
    const partners = new Map<string, Traffic>(outages.map(({ instance }) => [instance, new Traffic()]))
    const links: [string, PartnerKpis][] = []
    for (const [to, senders] of this.#links) {
      const receiver = nameOf(to)
      for (const [sender, link] of senders) {
        close(link)
        const all = partners.get(receiver) ?? new Traffic()
        all.add(link.traffic)
        partners.set(receiver, all)
        links.push([`${nameOf(sender)} > ${receiver}`, link.traffic.kpis(accessibleShare(run, receiver, outages))])
      }
    }
    return {
      partners: byName([...partners].map(([name, all]) => [name, all.kpis(accessibleShare(run, name, outages))])),
      links: byName(links),
    }
  }

  /** An independent recorder that has seen all that this one has. */
  fork(): KpiRecorder {
    const copy = new KpiRecorder()
    for (const [receiver, senders] of this.#links) {
      const copies = new Map<string, Link>()
      for (const [sender, { traffic, calls, unansweredPolls }] of senders)
        copies.set(sender, { traffic: traffic.fork(), calls: new Map(forkCalls(calls)), unansweredPolls })
      copy.#links.set(receiver, copies)
    }
    return copy
  }

  #link(sender: string, receiver: string): Link {
    const senders = this.#links.get(receiver)
    const known = senders?.get(sender)
    if (known !== undefined) return known
    const link = { traffic: new Traffic(), calls: new Map(), unansweredPolls: 0 }
    if (senders === undefined) this.#links.set(receiver, new Map([[sender, link]]))
    else senders.set(sender, link)
    return link
  }
}

/** Real systems outside send a call again as a new exchange: there the call is known by what it says it is. */
const callKey = ({ callId, operation, subject, call }: MessageRow): number | string =>
  callId >= 0 ? callId : `${operation} ${subject} ${call}`

function* forkCalls(calls: ReadonlyMap<number | string, Call>): Generator<[number | string, Call]> {
  for (const [key, call] of calls) yield [key, call === untouched ? call : { ...call, answered: [...call.answered] }]
}

const nameOf = (name: string): string => (name === "" ? "outside" : name)

const learn = (call: Call, attempt: number, outcome: Outcome, at: number): void => {
  call.answered.push(attempt)
  if (call.outcome === "succeeded" || (outcome !== "succeeded" && at < call.at)) return
  call.outcome = outcome
  call.at = at
}

const close = ({ traffic, calls, unansweredPolls }: Link): void => {
  for (const call of calls.values()) if (call.outcome !== "succeeded") traffic[call.outcome]++
  traffic.failed += unansweredPolls
}

const byName = <T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> =>
  Object.fromEntries(entries.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)))
