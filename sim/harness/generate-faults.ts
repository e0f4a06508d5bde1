/**
 * Draws what goes wrong, aimed at messages that really occur: the same scenario was run without faults before, and those are its
 * messages. Rare kinds of messages are as likely to be hit as frequent ones, and every fault ends some day.
 */
import type { MessageRow, Watcher } from "../consistency/rows.ts"
import type { MessageIdentity, MessagePattern } from "../scenario/identity.ts"
import type { FaultTarget, Scenario, ScenarioFault } from "../scenario/scenario.ts"
import type { Draws } from "./draws.ts"

/** A request lives as long as its connection does; a webhook can be a day late. */
const delaysMs = {
  request: [2_000, 60_000, 900_000],
  webhook: [2_000, 60_000, 900_000, 7_200_000, 93_600_000],
} as const
/** How long before a message it begins, and how long it lasts. */
const aheadMs = [0, 1_000, 60_000, 3_600_000] as const
const spansMs = [2_000, 60_000, 900_000, 3_600_000, 21_600_000] as const

const exactly = (n: number) => ({ from: n, to: n })
const any = { from: 1, to: null }

interface Target {
  readonly identity: MessageIdentity
  readonly kind: "request" | "webhook"
  /** When it was sent, in ms after the beginning of business. */
  readonly atMs: number
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
    const identity = { sender, receiver, operation, subject, call, attempt, copy }
    list.push({ kind, identity, atMs: row.sentAt - this.#fromMs })
  }

  transition(): void {}
  posting(): void {}

  /** Of all operations, unless only some are wanted. */
  draw(draws: Draws, operations: readonly string[] | null = null): Target | undefined {
    const all = [...this.#byOperation.keys()].toSorted((a, b) => (a < b ? -1 : 1))
    const keys = operations === null ? all : all.filter((key) => operations.includes(key.split(" ")[3] ?? ""))
    return draws.oneOf(this.#byOperation.get(draws.oneOf(keys) ?? "") ?? [])
  }
}

export const generateFaults = (
  scenario: Scenario,
  targets: Targets,
  draws: Draws,
  files: readonly string[],
): readonly ScenarioFault[] => {
  const people = new Set(scenario.world.partners.filter(({ kind }) => kind === "buyer").map(({ name }) => name))
  const faults: ScenarioFault[] = []
  for (let wanted = draws.whole(0, 4); wanted > 0; wanted--) {
    const file = draws.chance(5) ? targets.draw(draws, files) : undefined
    const target = targets.draw(draws)
    if (file !== undefined) faults.push(halved(file, draws, people))
    else if (target !== undefined) faults.push(draws.one(makers)(target, draws, people))
  }
  return faults
}

type Maker = (target: Target, draws: Draws, people: ReadonlySet<string>) => ScenarioFault

const plain = { at: null, until: null, byMs: null, settings: {} }
const messages = (of: MessagePattern): FaultTarget => ({ type: "messages", of })

/** Most faults hit one attempt. Some hit so many that a caller who waits gives up. */
const onAttempts =
  (fault: string): Maker =>
  ({ identity }, draws) => ({ ...plain, fault, on: messages(attemptsOf(identity, draws.one([1, 1, 1, 1, 3, 6]))) })

const delayed: Maker = (target, draws, people) => ({
  ...onAttempts("delay")(target, draws, people),
  byMs: draws.one<number>(delaysMs[target.kind]),
})

/** Whatever is said of that subject, until the receiver is mended. */
const poisoned: Maker = ({ identity, atMs }, draws) => ({
  ...plain,
  fault: "poison",
  on: messages({ ...identity, call: any, attempt: any, copy: exactly(0), leg: "message" }),
  until: { relativeMs: atMs + draws.one(spansMs) },
})

/** What is read is in the answer. */
const halved: Maker = ({ identity, kind }) => {
  const of = attemptsOf(identity, 1)
  return { ...plain, fault: "truncate", on: messages({ ...of, leg: kind === "request" ? "response" : "message" }) }
}

/** A while in which the message is sent, or just before it. */
const around = ({ atMs }: Target, draws: Draws) => {
  const from = Math.max(0, atMs - draws.one(aheadMs))
  return { at: { relativeMs: from }, until: { relativeMs: from + draws.one(spansMs) } }
}

const onLink =
  (fault: string, more: (draws: Draws) => Partial<ScenarioFault> = () => ({})): Maker =>
  (target, draws) => {
    const { sender, receiver } = target.identity
    const on = messages(
      fault === "one-way-partition" && draws.chance(50) ? all(receiver, sender) : all(sender, receiver),
    )
    return { ...plain, fault, on, ...around(target, draws), ...more(draws) }
  }

/** People do not break down: where one of the two is a buyer, it is the other. */
const onInstance =
  (fault: string, more: (draws: Draws) => Partial<ScenarioFault> = () => ({})): Maker =>
  (target, draws, people) => {
    const { sender, receiver } = target.identity
    const instance = people.has(sender) || (!people.has(receiver) && draws.chance(50)) ? receiver : sender
    return { ...plain, fault, on: { type: "instance", instance }, ...around(target, draws), ...more(draws) }
  }

const makers: readonly [Maker, ...Maker[]] = [
  onAttempts("drop"),
  onAttempts("duplicate"),
  delayed,
  onAttempts("lose-response"),
  onAttempts("crash-before-commit"),
  poisoned,
  onLink("reorder"),
  onLink("rate-limit", (draws) => ({ byMs: draws.one([1_000, 60_000, 600_000]) })),
  onLink("partition"),
  onLink("one-way-partition"),
  onLink("revoked-credential"),
  onInstance("stale-read"),
  onInstance("replay", (draws) => ({ until: null, byMs: draws.one([3_600_000, 604_800_000]) })),
  onInstance("clock-ahead", (draws) => ({ byMs: draws.one([60_000, 3_600_000, 86_400_000]) })),
  onInstance("clock-behind", (draws) => ({ byMs: draws.one([60_000, 3_600_000, 86_400_000]) })),
  onInstance("outage"),
  onInstance("pause"),
  onInstance("crash"),
  onInstance("slow", (draws) => ({ settings: { times: draws.one([10, 100, 1_000]) } })),
]

const attemptsOf = (target: MessageIdentity, attempts: number): MessagePattern => ({
  ...target,
  call: exactly(target.call),
  attempt: { from: target.attempt, to: target.attempt + attempts - 1 },
  copy: exactly(target.copy),
  leg: "message",
})

const all = (sender: string, receiver: string): MessagePattern => ({
  sender,
  receiver,
  operation: "*",
  subject: "*",
  call: any,
  attempt: any,
  copy: exactly(0),
  leg: "message",
})
