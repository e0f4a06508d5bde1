/** The sender speaks a newer version of its API than the receiver knows: a field has a value that was not in the contract. */
import { delivered } from "../fault.ts"
import { withField } from "./field.ts"
import type { FaultKind } from "./faults.ts"

export const newerVersion: FaultKind = {
  name: "newer-version",
  says: "A field of the message, such as status or lines.0.status, has a value that the contract does not know yet.",
  needs: ["field", "value"],
  on: "messages",
  leg: "message",
  verdict: (wire, { field, value }) => {
    const body = withField(wire.body, String(field), value)
    return body === null ? null : { ...delivered, body }
  },
}
