/** From the faults of a scenario to functions of messages and spells of instances: whom each is aimed at, and when it acts. */
import type { NetworkFault } from "../network/fault.ts"
import { networkFaults, type FaultKind } from "../network/faults/faults.ts"
import type { Wire } from "../network/wire.ts"
import { formatPattern, matchesGlob, matchesPattern, type MessagePattern } from "../scenario/identity.ts"
import { resolveInstant } from "../scenario/instants.ts"
import type { FaultTarget, ScenarioFault } from "../scenario/scenario.ts"
import { instanceFaults, type Spell } from "../world/faults/faults.ts"

type Aim = (wire: Wire) => boolean

/** `businessAt` is where relative instants count from. */
export const planNetworkFaults = (faults: readonly ScenarioFault[], businessAt: number): readonly NetworkFault[] =>
  faults.flatMap((fault) => {
    const kind = networkFaults.find(({ name }) => name === fault.fault)
    return kind === undefined ? [] : [planned(kind, fault, businessAt)]
  })

const planned = (kind: FaultKind, { on, at, until, byMs, settings }: ScenarioFault, businessAt: number) => {
  const from = at === null ? -Infinity : resolveInstant(at, businessAt)
  const untilMs = until === null ? Infinity : resolveInstant(until, businessAt)
  const isAimedAt = aimOf(kind, on)
  const all = { ...settings, byMs: byMs ?? 0, untilMs }
  return {
    kind: kind.name,
    on: wordsOf(on),
    ...(kind.least === undefined ? {} : { least: kind.least }),
    untilMs,
    matches: (wire: Wire, now: number) => now >= from && now < untilMs && isAimedAt(wire),
    verdict: (wire: Wire) => kind.verdict(wire, all),
  }
}

/** The faults of a scenario that are faults of instances, in its order: a spell's number is its place here. */
export const instanceFaultsOf = (faults: readonly ScenarioFault[]): readonly ScenarioFault[] =>
  faults.filter(({ fault }) => instanceFaults.some(({ name }) => name === fault))

/** The faults of a scenario as the result of a run lists them: those of messages, then those of instances. */
export const inReportedOrder = (faults: readonly ScenarioFault[]): readonly ScenarioFault[] => {
  const ofInstances = instanceFaultsOf(faults)
  return [...faults.filter((fault) => !ofInstances.includes(fault)), ...ofInstances]
}

/** The world itself begins at `startAt`, before business does. */
export const planSpells = (
  faults: readonly ScenarioFault[],
  instances: readonly string[],
  startAt: number,
  businessAt: number,
): readonly Spell[] =>
  instanceFaultsOf(faults).flatMap(({ fault: name, on, at, until, byMs }, number) => {
    const fault = instanceFaults.find((one) => one.name === name)
    if (fault === undefined || on.type !== "instance") return []
    const from = at === null ? startAt : resolveInstant(at, businessAt)
    const untilAt = until === null ? Infinity : resolveInstant(until, businessAt)
    return instances
      .filter((instance) => matchesGlob(on.instance, instance))
      .map((instance) => ({ fault, number, instance, from, until: untilAt, byMs: byMs ?? 0 }))
  })

export const wordsOf = (on: FaultTarget): string => (on.type === "instance" ? on.instance : formatPattern(on.of))

const aimOf = (kind: FaultKind, on: FaultTarget): Aim => {
  if (on.type === "instance") return atInstance(on.instance)
  return kind.on === "link" ? betweenTwo(kind, on.of) : atMessages(kind, on.of)
}

const atInstance =
  (glob: string): Aim =>
  ({ exchange: { link } }) =>
    link !== null && (matchesGlob(glob, link.from.name) || matchesGlob(glob, link.to.name))

/** Answers go from the receiver of their request to its sender. */
const betweenTwo = ({ bothWays = false }: FaultKind, { sender, receiver }: MessagePattern): Aim => {
  const goes = (from: string, to: string) => matchesGlob(sender, from) && matchesGlob(receiver, to)
  return ({ exchange: { link }, isAnswer }) => {
    if (link === null) return false
    const [from, to] = isAnswer ? [link.to.name, link.from.name] : [link.from.name, link.to.name]
    return goes(from, to) || (bothWays && goes(to, from))
  }
}

/** Where people's acts come from. */
const outside = "outside"

const atMessages = ({ leg }: FaultKind, on: MessagePattern): Aim => {
  if (leg === "message" && on.leg === "response") return () => false
  const atAnswers = leg === "answer" || (leg === "either" && on.leg === "response")
  return ({ exchange, isAnswer, copy, kind: wireKind }) => {
    const { link, receiver, operation, subject, call, attempt } = exchange
    // What people do has to be meant: who says "all that is sent" speaks of systems.
    if ((link === null && (wireKind !== "act" || on.sender !== outside)) || (leg !== "both" && isAnswer !== atAnswers))
      return false
    return matchesPattern(on, {
      sender: link?.from.name ?? outside,
      receiver: receiver?.name ?? outside,
      operation: operation.name,
      subject,
      call,
      attempt,
      copy,
    })
  }
}
