/** The sender speaks a newer version of its API than the receiver knows: a field has a value that was not in the contract. */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const newerVersion: FaultKind = {
  name: "newer-version",
  says: "A field of the message has a value that the contract does not know yet.",
  needs: ["field", "value"],
  on: "messages",
  leg: "message",
  verdict: ({ body }, { field, value }) => ({ ...delivered, body: { ...(body as object), [String(field)]: value } }),
}
