/** From a scenario to the plan of a world: rooms for instances, behaviours for links, faults as functions of messages. */
import type { Ecosystem } from "../ecosystem.ts"
import type { NetworkFault } from "../network/fault.ts"
import { networkFaults } from "../network/faults/faults.ts"
import type { Wire } from "../network/wire.ts"
import { samplingFor } from "../partner/contract-sample.ts"
import { matchesGlob, matchesPattern, type MessagePattern } from "../scenario/identity.ts"
import { resolveInstant } from "../scenario/instants.ts"
import type { Scenario, ScenarioFault } from "../scenario/scenario.ts"
import type { WorldPlan } from "../world/plan.ts"

/** `businessAt` is where the scenario's relative instants count from; the world itself begins at `startAt`, to fill its shelves. */
export const planWorld = (
  ecosystem: Ecosystem,
  scenario: Scenario,
  startAt: number,
  businessAt: number,
  orders = 0,
): WorldPlan => {
  const { world } = scenario
  const instances = world.partners.map((partner) => {
    const room = ecosystem.rooms[partner.kind]
    if (room === undefined)
      throw new Error(
        `There is no partner kind "${partner.kind}"; there are ${Object.keys(ecosystem.rooms).join(", ")}.`,
      )
    return { name: partner.name, kind: partner.kind, room, policies: partner.policies }
  })
  const outages = scenario.faults.flatMap((fault) => {
    const { on } = fault
    if (fault.fault !== "outage" || on.type !== "instance") return []
    const from = fault.at === null ? startAt : resolveInstant(fault.at, businessAt)
    const until = fault.until === null ? Infinity : resolveInstant(fault.until, businessAt)
    return instances
      .filter((instance) => matchesGlob(on.instance, instance.name))
      .map(({ name }) => ({ instance: name, from, until }))
  })
  const faults = scenario.faults.flatMap((fault) => {
    const { on } = fault
    return on.type === "messages" ? [messageFault(fault, on.of, businessAt)] : []
  })
  return { seed: world.seed, startAt, instances, links: world.links, faults, outages, contracts: samplingFor(orders) }
}

const messageFault = (fault: ScenarioFault, on: MessagePattern, businessAt: number): NetworkFault => {
  const kind = networkFaults.find((candidate) => candidate.name === fault.fault)
  if (kind === undefined)
    throw new Error(
      `There is no fault "${fault.fault}"; there are ${networkFaults.map((candidate) => candidate.name).join(", ")}.`,
    )
  const from = fault.at === null ? -Infinity : resolveInstant(fault.at, businessAt)
  const until = fault.until === null ? Infinity : resolveInstant(fault.until, businessAt)
  const matches = ({ exchange, isAnswer, copy }: Wire, now: number): boolean => {
    const { link, operation, subject, call, attempt } = exchange
    if (isAnswer !== (kind.leg === "answer") || link === null) return false
    if (now < from || now >= until) return false
    return matchesPattern(on, {
      sender: link.from.name,
      receiver: link.to.name,
      operation: operation.name,
      subject,
      call,
      attempt,
      copy,
    })
  }
  return {
    kind: fault.fault,
    on: `${on.sender} > ${on.receiver} ${on.operation} ${on.subject}`,
    matches,
    verdict: (wire) => kind.verdict(wire, { ...fault.settings, byMs: fault.byMs ?? 0 }),
  }
}
