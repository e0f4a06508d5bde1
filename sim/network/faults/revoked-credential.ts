/**
 * Somebody has revoked a credential, or the secret by which messages are signed, and nobody has put another one in place yet: all
 * that is sent with it is refused, requests for tokens too. It is no answer to what was asked, and must not be taken for one.
 */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const revokedCredential: FaultKind = {
  name: "revoked-credential",
  says: "All that the first sends to the second is refused with 401, until it has another credential.",
  needs: ["at", "until"],
  on: "link",
  leg: "message",
  verdict: () => ({
    ...delivered,
    handling: { type: "refused", error: "unauthorized", says: "This credential was revoked." },
  }),
}
