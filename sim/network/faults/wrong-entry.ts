/** Somebody types something wrong: a quantity with a digit too many, the neighbour's SKU. What was typed is what the system knows. */
import { delivered } from "../fault.ts"
import { withField } from "./field.ts"
import type { FaultKind } from "./faults.ts"

export const wrongEntry: FaultKind = {
  name: "wrong-entry",
  says: "A person enters a wrong value in a field, such as lines.0.quantity.",
  needs: ["field", "value"],
  on: "messages",
  leg: "message",
  verdict: (wire, { field, value }) => {
    const isByHand = wire.kind === "act" || wire.kind === "handover"
    const body = isByHand ? withField(wire.body, String(field), value) : null
    return body === null ? null : { ...delivered, body }
  },
}
