/**
 * Draws what goes wrong, aimed at messages that really occur: the same scenario was run without faults before, and those are its
 * messages. Rare kinds of messages are as likely to be hit as frequent ones.
 */
import type { MessageRow, Watcher } from "../consistency/rows.ts"
import type { MessageIdentity, MessagePattern } from "../scenario/identity.ts"
import type { Scenario, ScenarioFault } from "../scenario/scenario.ts"
import type { Draws } from "./draws.ts"

/** A request lives as long as its connection does; a webhook can be a day late. */
const delaysMs = {
  request: [2_000, 60_000, 900_000],
  webhook: [2_000, 60_000, 900_000, 7_200_000, 93_600_000],
} as const
const outagesMs = [60_000, 900_000, 3_600_000, 21_600_000] as const
const startsMs = [0, 3_600_000, 18_000_000, 86_400_000] as const
const kinds = ["drop", "duplicate", "delay", "lose-response", "outage"] as const

interface Target {
  readonly identity: MessageIdentity
  readonly kind: "request" | "webhook"
}

/** Collects the identities of a run's messages, by link and operation. Hand-overs between people are no messages of a network. */
export class Targets implements Watcher {
  readonly #fromMs: number
  readonly #byOperation = new Map<string, Target[]>()

  /** Only messages from this instant on count: before it shelves are filled. */
  constructor(fromMs: number) {
    this.#fromMs = fromMs
  }

  message(row: MessageRow): void {
    if (row.sentAt < this.#fromMs || row.count > 1 || row.sender === "outside") return
    const { kind } = row
    if (kind !== "request" && kind !== "webhook") return
    const key = `${row.sender} > ${row.receiver} ${row.operation}`
    const list = this.#byOperation.get(key) ?? []
    if (list.length === 0) this.#byOperation.set(key, list)
    const { sender, receiver, operation, subject, call, attempt, copy } = row
    list.push({ kind, identity: { sender, receiver, operation, subject, call, attempt, copy } })
  }

  transition(): void {}
  posting(): void {}

  draw(draws: Draws): Target | undefined {
    const keys = [...this.#byOperation.keys()].toSorted((a, b) => (a < b ? -1 : 1))
    return draws.oneOf(this.#byOperation.get(draws.oneOf(keys) ?? "") ?? [])
  }
}

export const generateFaults = (scenario: Scenario, targets: Targets, draws: Draws): readonly ScenarioFault[] => {
  const faults: ScenarioFault[] = []
  for (let wanted = draws.whole(0, 4); wanted > 0; wanted--) {
    const fault = faultOf(scenario, targets, draws)
    if (fault !== null) faults.push(fault)
  }
  return faults
}

const faultOf = ({ world }: Scenario, targets: Targets, draws: Draws): ScenarioFault | null => {
  const fault = draws.one(kinds)
  if (fault === "outage") {
    const instance = draws.oneOf(world.partners.filter(({ kind }) => kind !== "buyer"))?.name
    if (instance === undefined) return null
    const from = draws.one(startsMs)
    const at = { relativeMs: from }
    const until = { relativeMs: from + draws.one(outagesMs) }
    return { fault, on: { type: "instance", instance }, at, until, byMs: null, settings: {} }
  }
  const target = targets.draw(draws)
  if (target === undefined) return null
  const byMs = fault === "delay" ? draws.one<number>(delaysMs[target.kind]) : null
  // Most faults hit one attempt; some hit all of them, and then only the means behind retries help.
  const of = patternOf(target.identity, draws.chance(80))
  return { fault, on: { type: "messages", of }, at: null, until: null, byMs, settings: {} }
}

const exactly = (n: number) => ({ from: n, to: n })

const patternOf = (target: MessageIdentity, isOneAttempt: boolean): MessagePattern => ({
  ...target,
  call: exactly(target.call),
  attempt: isOneAttempt ? exactly(target.attempt) : { from: 1, to: null },
  copy: exactly(target.copy),
  leg: "message",
})
