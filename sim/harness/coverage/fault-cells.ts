/**
 * Which message has met which fault: for every operation and webhook of every room, the faults that can befall it, and how often each
 * did. A fault that befalls a whole link or instance has befallen each message that it really did something to.
 */
import type { Ecosystem } from "../../ecosystem.ts"
import { networkFaults } from "../../network/faults/faults.ts"
import type { Operation } from "../../partner/contract.ts"
import { instanceFaults } from "../../world/faults/faults.ts"
import { sum, type Share } from "./coverage.ts"

/** By what people do themselves there is no network. */
const ofActs = new Set(["drop", "duplicate", "delay", "wrong-entry"])
/** These need something that is read. */
const ofReads = new Set(["page-shift", "stale-read"])
/** What is only read changes nothing that could be lost before it is stored. */
const ofChanges = new Set(["crash-before-commit"])

/** Faults that befall messages: not those that only put a clock wrong or send something anew. */
export const kindsOfCells: readonly string[] = [
  ...networkFaults.map(({ name }) => name),
  ...instanceFaults.filter((fault) => "meanwhile" in fault || ofReads.has(fault.name)).map(({ name }) => name),
]

interface Message {
  readonly name: string
  readonly how: "act" | "read" | "change"
}

const canBefall = (kind: string, { how }: Message): boolean =>
  how === "act" ? ofActs.has(kind) : kind !== "wrong-entry" && !(how === "read" ? ofChanges : ofReads).has(kind)

/** Of every room, what can cross a link or be done by hand. */
const messagesOf = ({ rooms }: Ecosystem): readonly (readonly [string, readonly Message[]])[] =>
  Object.entries(rooms).map(([room, { serves, contract }]) => {
    const operations = serves.map(({ operation }) => operation as unknown as Operation)
    const served = operations.map(({ name, style, reads }): Message => ({
      name,
      how: style === "manual" ? "act" : reads ? "read" : "change",
    }))
    const heard = contract.webhooks.map(({ name }): Message => ({ name, how: "change" }))
    return [room, [...served, ...heard.filter((one) => !served.some(({ name }) => name === one.name))]]
  })

/** Counts what faults do to messages. */
export class Befallen {
  readonly #times = new Map<string, number>()

  fault(kind: string, room: string, message: string): void {
    const cell = `${kind} ${room} ${message}`
    this.#times.set(cell, (this.#times.get(cell) ?? 0) + 1)
  }

  times(kind: string, room: string, message: string): number {
    return this.#times.get(`${kind} ${room} ${message}`) ?? 0
  }
}

export interface FaultCoverage {
  readonly all: Share
  /** By fault, then by room. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, Share>>>>
  /** By room and message: which faults befell it and how often, and which never did. */
  readonly messages: Readonly<Record<string, Readonly<Record<string, MessageCells>>>>
}

export interface MessageCells {
  readonly met: Readonly<Record<string, number>>
  readonly missing: readonly string[]
}

export const faultCoverageOf = (ecosystem: Ecosystem, befallen: Befallen): FaultCoverage => {
  const rooms = messagesOf(ecosystem)
  const share = (kind: string, room: string, messages: readonly Message[]): Share => {
    const possible = messages.filter((message) => canBefall(kind, message))
    return { reached: possible.filter(({ name }) => befallen.times(kind, room, name) > 0).length, of: possible.length }
  }
  const kinds = kindsOfCells.map((kind) => {
    const shares = rooms.map(([room, messages]) => [room, share(kind, room, messages)] as const)
    return [kind, Object.fromEntries(shares)] as const
  })
  const cellsOf = (room: string, message: Message): MessageCells => {
    const counts = kindsOfCells
      .filter((kind) => canBefall(kind, message))
      .map((kind) => [kind, befallen.times(kind, room, message.name)] as const)
    return {
      met: Object.fromEntries(counts.filter(([, times]) => times > 0)),
      missing: counts.filter(([, times]) => times === 0).map(([kind]) => kind),
    }
  }
  const messages = rooms.map(([room, list]) => {
    const cells = list.map((message) => [message.name, cellsOf(room, message)] as const)
    return [room, Object.fromEntries(cells)] as const
  })
  const shares = kinds.flatMap(([, byRoom]) => Object.values(byRoom))
  return { all: sum(shares), kinds: Object.fromEntries(kinds), messages: Object.fromEntries(messages) }
}
