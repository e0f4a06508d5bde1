/**
 * The receiver dies over the message before it has committed anything of it. Whoever acknowledges only what is committed gives no
 * answer and gets the message again; whoever acknowledges first has said that it is done, and it is lost.
 */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const crashBeforeCommit: FaultKind = {
  name: "crash-before-commit",
  says: "The receiver dies over the message: no effect of it is kept, and it is answered only by those who acknowledge before they commit.",
  needs: [],
  on: "messages",
  leg: "message",
  verdict: () => ({ ...delivered, handling: { type: "died" } }),
}
