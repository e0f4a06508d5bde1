/**
 * From a storm to the messages that it hit: one wide fault becomes a fault for each operation, and each of those one for each message,
 * so that the reducer can take away those that a failure does not need.
 */
import { networkFaults } from "../network/faults/faults.ts"
import type { MessageRow, Watcher } from "../consistency/rows.ts"
import { matchesPattern, type MessageIdentity, type MessagePattern } from "../scenario/identity.ts"
import type { Scenario, ScenarioFault } from "../scenario/scenario.ts"

/** Every message that crossed the network in a run. */
export class Sent implements Watcher {
  readonly identities: MessageIdentity[] = []

  message({ kind, sender, receiver, operation, subject, call, attempt, copy, count }: MessageRow): void {
    if (count > 1 || (kind !== "request" && kind !== "webhook")) return
    this.identities.push({ sender, receiver, operation, subject, call, attempt, copy })
  }

  transition(): void {}
  posting(): void {}
}

/** What goes between two instances cannot be narrowed to less. */
const ofLinks = new Set(networkFaults.filter(({ on }) => on === "link").map(({ name }) => name))

export const isWide = ({ fault, on }: ScenarioFault): boolean =>
  on.type === "messages" &&
  !ofLinks.has(fault) &&
  ([on.of.sender, on.of.receiver, on.of.operation, on.of.subject].some((name) => name.includes("*")) ||
    on.of.call.to === null)

/** Each wide fault as one for each link and operation that it hit. */
export const byOperation = (scenario: Scenario, sent: readonly MessageIdentity[]): Scenario =>
  narrowed(scenario, sent, ({ sender, receiver, operation }, of) => ({ ...of, sender, receiver, operation }))

/** Each wide fault as one for each call that it hit. */
export const byCall = (scenario: Scenario, sent: readonly MessageIdentity[]): Scenario =>
  narrowed(scenario, sent, ({ sender, receiver, operation, subject, call }, of) => ({
    ...of,
    sender,
    receiver,
    operation,
    subject,
    call: { from: call, to: call },
  }))

const narrowed = (
  scenario: Scenario,
  sent: readonly MessageIdentity[],
  to: (hit: MessageIdentity, of: MessagePattern) => MessagePattern,
): Scenario => {
  const faults = scenario.faults.flatMap((fault): readonly ScenarioFault[] => {
    const { on } = fault
    if (on.type !== "messages" || !isWide(fault)) return [fault]
    const narrow = new Map<string, MessagePattern>()
    for (const hit of sent) {
      if (!matchesPattern(on.of, hit)) continue
      const of = to(hit, on.of)
      narrow.set(JSON.stringify(of), of)
    }
    return [...narrow.values()].map((of) => ({ ...fault, on: { type: "messages", of } }))
  })
  return { ...scenario, faults }
}
