/**
 * Storms: one fault that hits everything of a kind at once, such as every first answer being lost. A bug that needs any one message
 * to be lost, late or doubled shows in one run; which message it is, the reducer finds out.
 */
import type { MessagePattern } from "../scenario/identity.ts"
import type { ScenarioFault } from "../scenario/scenario.ts"
import type { Draws } from "./draws.ts"
import type { Targets } from "./generate-faults.ts"

interface Storm {
  readonly fault: string
  /** Of each call; null for all of them. */
  readonly attempts: number | null
  readonly byMs: number | null
}

/** Over whatever crosses the network; no request outlives its connection, so none is late by more than minutes. */
const storms: readonly [Storm, ...Storm[]] = [
  { fault: "lose-response", attempts: 1, byMs: null },
  { fault: "duplicate", attempts: null, byMs: null },
  { fault: "drop", attempts: 1, byMs: null },
  { fault: "delay", attempts: 1, byMs: 900_000 },
  { fault: "delay", attempts: null, byMs: 60_000 },
]

/** Over one operation: every call of it fails for a day, so that who waits gives up and comes back. */
const sieges: readonly [Storm, ...Storm[]] = [
  { fault: "lose-response", attempts: null, byMs: null },
  { fault: "delay", attempts: null, byMs: 300_000 },
  { fault: "drop", attempts: null, byMs: null },
]

const ragesMs = 86_400_000

/** Webhooks of one sender can be a day late, so that the poll behind them or the next of them is sooner. */
const lateWebhooks: Storm = { fault: "delay", attempts: 1, byMs: 93_600_000 }

/** The `number`-th storm of a campaign: kinds take turns, at first over all links, later also over a few. */
export const generateStorm = (number: number, targets: Targets, draws: Draws): readonly ScenarioFault[] => {
  const turn = number % (storms.length + 1)
  const storm = storms[turn]
  if (storm === undefined) return raging(lateWebhooks, webhooksOf(targets, draws))
  return raging(storm, number < storms.length || draws.chance(40) ? everything : scopeOf(targets, draws))
}

/** One operation under siege: mostly its effect happens and nobody is told. */
export const generateSiege = (targets: Targets, draws: Draws): readonly ScenarioFault[] => {
  const target = targets.draw(draws)
  if (target === undefined) return []
  const { receiver, operation } = target.identity
  const siege = draws.one([sieges[0], ...sieges])
  return raging(siege, { ...everything, receiver, operation })
}

const raging = ({ fault, attempts, byMs }: Storm, of: MessagePattern | null): readonly ScenarioFault[] => {
  if (of === null) return []
  // It begins when business does: shelves are filled in peace. One that hits a caller again and again has to end.
  const at = { relativeMs: 0 }
  const until = attempts === 1 ? null : { relativeMs: ragesMs }
  const on = { type: "messages" as const, of: { ...of, attempt: { from: 1, to: attempts } } }
  return [{ fault, on, at, until, byMs, settings: {} }]
}

const everything: MessagePattern = {
  sender: "*",
  receiver: "*",
  operation: "*",
  subject: "*",
  call: { from: 1, to: null },
  attempt: { from: 1, to: null },
  copy: { from: 0, to: 0 },
  leg: "message",
}

/** All that one instance is sent, all that it sends, or all of one operation. */
const scopeOf = (targets: Targets, draws: Draws): MessagePattern => {
  const target = targets.draw(draws)
  if (target === undefined) return everything
  const { sender, receiver, operation } = target.identity
  return draws.one<MessagePattern>([
    { ...everything, receiver },
    { ...everything, sender },
    { ...everything, sender, receiver, operation },
  ])
}

const triesMax = 8

const webhooksOf = (targets: Targets, draws: Draws): MessagePattern | null => {
  for (let tries = 0; tries < triesMax; tries++) {
    const target = targets.draw(draws)
    if (target?.kind !== "webhook") continue
    const { sender, operation } = target.identity
    return draws.chance(50) ? { ...everything, sender, operation } : { ...everything, operation }
  }
  return null
}
